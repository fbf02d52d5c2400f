"""Products, sales and talks of a plan, written; the customers made for them first."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from db.core import clock
from db.core.errors import InputError
from db.core.values import text as words
from db.core.values.text import clean_text
from db.models.fields import canonical
from db.services import bulk, interactions, invoices, matching_products, open_days, options, product_links, tasks
from db.services.matching_products import ShopProduct
from importers import orders, products
from importers.adding import row_values, write_parts
from importers.amounts import scaled
from importers.beside import Beside
from importers.headers import meaning
from importers.lines import ADD, UPDATE
from importers.linking import NEW
from importers.orders import value
from resources.i18n import N_, written

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan

_SALE_FIELDS: Final = ("order_no", "date", "time", "note")
_HEAD: Final = ("date", "time", "note", "invoice_on")  # what a sale has once
_CAME: Final = ("came_from", "came_row")
_OURS: Final = ("invoice_no", "invoice_on", "staff", "is_owed")
_SALE: Final = ("id", "customer", "order_no", "happened_on", "happened_time", "note", "total", "extra", *_CAME, *_OURS)
_LINE: Final = ("sale", "product", "name", "spec", "quantity", "unit", "unit_price", "amount", "note", "position", *_CAME)
_PAYMENT: Final = ("customer", "sale", "paid_on", "amount", "note")
_TALK: Final = ("id", "customer", "channel", "happened_on", "happened_time", "text", "outcome", "staff", "follow_up_on", *_CAME)
_TASK: Final = ("customer", "interaction", "title", "due_on", "staff", "origin")


class Commerce:
    """Writes what is no customer list; `id_of` gives the new customers' ids by record, `runs` the import_run by table."""

    def __init__(self, plan: "Plan", id_of: dict[int, int], runs: dict[int, int], own: dict[str, str]) -> None:
        self.plan = plan
        self.id_of = id_of
        self.runs = runs
        self.own = own
        self.made: list[int] = []

    def write(self) -> None:
        """Customers made for sales and talks, products, sales, talks."""
        self._people()
        for batch in self.plan.batches:
            kind = batch.choice.kind
            if kind == "products":
                self._products(batch)
            elif kind == "sales":
                self._sales(batch)
            elif kind == "interactions":
                self._talks(batch)

    def came(self, n: int) -> tuple[int, int]:
        """import_run and row of a line."""
        return self.runs[self.plan.batches.index(self.plan.batch_of(n))], self.plan.row(n)

    def _people(self) -> None:
        people = self.plan.links.people
        ids = bulk.reserve("customer", len(people))
        self.made = list(ids)
        names = ("id", *row_values(people[0][0], self.own), "came_from", "came_row") if people else ()
        rows = [
            (number, *row_values(person, self.own).values(), *self.came(n))
            for number, (person, n) in zip(ids, people, strict=True)
        ]
        if rows:
            bulk.insert_rows("customer", names, rows)
        for number, (person, n) in zip(ids, people, strict=True):
            write_parts(number, person, lambda record, n=n: self.came(n if record < 0 else record))

    def customer(self, n: int) -> int:
        """The customer of a line."""
        whose = self.plan.links.whose[n]
        if whose >= NEW:
            return self.made[whose - NEW]
        return self.id_of[whose] if whose >= 0 else -whose

    def _products(self, batch: "Batch") -> None:
        run = self.runs[self.plan.batches.index(batch)]
        names = ("id", *matching_products.COLUMNS, "extra", "came_from", "came_row")
        known = {product.id: product for product in matching_products.every().values()}
        added = iter(bulk.reserve("product", sum(action == ADD for action in batch.actions)))
        rows, links = [], {}
        for local, action in enumerate(batch.actions):
            columns = products.said(batch, local)
            if action == ADD:
                number = next(added)
                columns["is_active"] = 1 if columns["is_active"] is None else columns["is_active"]
                rows.append((number, *columns.values(), self._extra(batch, local), run, batch.clean.row_numbers[local]))
                links[number] = products.linked(batch, local)
            elif action == UPDATE:
                number = self.plan.links.products[batch.start + local]
                if changed := products.changes(columns, known[number]):
                    bulk.update("product", [(number, changed)])
                links[number] = products.link_changes(products.linked(batch, local), known[number])
        bulk.insert_rows("product", names, rows)
        product_links.put({number: said for number, said in links.items() if said})

    def _sales(self, batch: "Batch") -> None:
        """Lines of one order and customer are one sale; a line without an order number is a sale of its own."""
        run = self.runs[self.plan.batches.index(batch)]
        self.orders = self.plan.links.tables[batch.start]
        self.paid: list[tuple[Any, ...]] = []
        sales: dict[tuple[Any, ...], list[int]] = {}
        for local, action in enumerate(batch.actions):
            if action == ADD:
                customer, order = self.customer(batch.start + local), str(value(batch, "order_no", local) or "")
                sales.setdefault((customer, order) if order else (customer, order, local), []).append(local)
        ids = bulk.reserve("sale", len(sales))
        bulk.insert_rows(
            "sale",
            _SALE,
            (self._sale(number, key[0], batch, members, run) for number, (key, members) in zip(ids, sales.items(), strict=True)),
        )
        bulk.insert_rows("payment", _PAYMENT, self.paid)
        lines = [
            (number, local, at) for number, members in zip(ids, sales.values(), strict=True) for at, local in enumerate(members)
        ]
        lines += [
            (self.plan.links.orders[batch.start + local], local, 0)
            for local, action in enumerate(batch.actions)
            if action == UPDATE
        ]
        known = matching_products.every()
        notes = self._line_notes(batch, sales, known)
        bulk.insert_rows("sale_line", _LINE, (self._line(batch, known, *line, notes.get(line[1], []), run) for line in lines))
        bulk.update("sale", self._totals(batch))

    def _sale(self, number: int, customer: int, batch: "Batch", members: list[int], run: int) -> tuple[Any, ...]:
        first = members[0]
        order, day, time, note = (value(batch, name, first) for name in _SALE_FIELDS)
        note = "\n".join(filter(None, [str(note or ""), *self.plan.links.beside.get(batch.start + first, ())]))
        total, left, said = self._owed(batch, members)
        note = "\n".join(filter(None, [note, said]))
        invoiced = value(batch, "invoice_on", first)
        if paid := self.orders.paid(members):
            told = written(N_("received before this list came in"))
            self.paid.append((customer, number, day or invoiced or _last_day(batch), paid, told))
        texts = (clean_text(str(order or "")), day, time, clean_text(note))
        whole = number, customer, *texts, total, self._extra(batch, first), run, batch.clean.row_numbers[first]
        is_owed = bool(left) or orders.is_unpaid(batch, first)
        return *whole, _invoice(batch, first), invoiced, str(value(batch, "staff", first) or ""), is_owed

    def _owed(self, batch: "Batch", members: list[int]) -> tuple[int | None, int, str]:
        """What an order comes to, what is left to pay of it by a column of its own, and in words what can't be of this order."""
        said, total = self.orders.left(members), self.orders.total(members)
        total = said if total is None and said else total
        left = sorted((0, said, total or 0))[1]
        return total, left, "" if left == said else f"{Beside(batch).header('unpaid')}：{said}"

    def _line_notes(
        self, batch: "Batch", sales: dict[tuple[Any, ...], list[int]], known: dict[Any, ShopProduct]
    ) -> dict[int, list[str]]:
        """In words: a code no product of the shop has, and what an order's further lines say otherwise than its first."""
        told = Beside(batch)
        code = told.header("product_code")
        found: dict[int, list[str]] = {}
        for local in range(batch.count if "product_code" in batch.clean.fields else 0):
            given = str(value(batch, "product_code", local) or "")
            if given and value(batch, "product", local) and ("code", given) not in known:
                found[local] = [f"{code}：{given}"]
        first_of = {local: members[0] for members in sales.values() for local in members[1:]}
        columns = [(told.header(name), column) for name in _HEAD if (column := batch.clean.fields.get(name))]
        columns += batch.clean.own.items()
        for local in [*first_of, *(local for local, action in enumerate(batch.actions) if action == UPDATE)]:
            first = first_of.get(local)
            found.setdefault(local, []).extend(
                f"{header}：{column[local]}"
                for header, column in columns
                if column[local] not in (None, "") and (first is None or column[local] != column[first])
            )
            found[local] += self.plan.links.beside.get(batch.start + local, [])
        return found

    def _totals(self, batch: "Batch") -> list[tuple[int, dict[str, Any]]]:
        """Sales that got a further line."""
        touched = {self.plan.links.orders[batch.start + local] for local, action in enumerate(batch.actions) if action == UPDATE}
        return [(sale, {"total": self._total_now(batch, sale)}) for sale in sorted(touched)]

    def _total_now(self, batch: "Batch", sale: int) -> int | None:
        """What a sale with a further line comes to: what the file says of the whole order, else all its lines."""
        further = [local for local in range(batch.count) if self.plan.links.orders.get(batch.start + local) == sale]
        return (self.orders.total(further) if self.orders.has_totals else None) or bulk.total("sale_line", "amount", "sale", sale)

    def _talks(self, batch: "Batch") -> None:
        run = self.runs[self.plan.batches.index(batch)]
        added = [local for local, action in enumerate(batch.actions) if action == ADD]
        rows = []
        for number, local in zip(bulk.reserve("interaction", len(added)), added, strict=True):
            words = [str(value(batch, name, local) or "") for name in ("text", "note")]
            words += [f"{title}：{column[local]}" for title, column in batch.clean.own.items() if column[local] not in (None, "")]
            words += self.plan.links.beside.get(batch.start + local, [])
            told = "\n".join(dict.fromkeys(word for word in words if word))
            day, time, follow_up = (value(batch, name, local) for name in ("date", "time", "follow_up"))
            channel, outcome, staff = (str(value(batch, name, local) or "") for name in ("channel", "outcome", "staff"))
            customer = self.customer(batch.start + local)
            rows.append(
                (number, customer, channel, day, time, clean_text(told), outcome, staff, follow_up, run,
                 batch.clean.row_numbers[local])
            )  # fmt: skip
        bulk.insert_rows("interaction", _TALK, rows)
        bulk.insert_rows("task", _TASK, _promised(rows))

    def _extra(self, batch: "Batch", local: int) -> str:
        filled = {
            self.own[title]: column[local]
            for title, column in batch.clean.own.items()
            if column[local] not in (None, "") and title in self.own
        }
        return canonical(filled)

    def _line(
        self, batch: "Batch", known: dict[Any, ShopProduct], sale: int, local: int, at: int, notes: list[str], run: int
    ) -> tuple[Any, ...]:
        name, code, spec, unit = (str(value(batch, field, local) or "") for field in ("product", "product_code", "spec", "unit"))
        keys = (
            ("code", code),
            ("barcode", f"{words.normal(name)}\0{code}"),
            ("name", f"{words.normal(name)}\0{words.normal(spec)}"),
        )
        product = next((known[key].id for key in keys if key in known), None)
        prices = (
            scaled(value(batch, "quantity", local)),
            unit,
            scaled(value(batch, "unit_price", local)),
            self.orders.amount(local),
        )
        texts = clean_text(name or code), clean_text(spec)
        return sale, product, *texts, *prices, clean_text("\n".join(notes)), at, run, batch.clean.row_numbers[local]


def _last_day(batch: "Batch") -> str:
    """When what a sale without a day brought had come in at the latest: the list's last day before today, else yesterday."""
    today = clock.today()
    days = [day for day in batch.clean.fields.get("date") or () if day and str(day) < today.isoformat()]
    return str(max(days, default=(today - timedelta(days=1)).isoformat()))


def _invoice(batch: "Batch", local: int) -> str:
    """The number of the invoice, where it holds an order together that of the order; one of another form stands as it is."""
    is_named_so = any(one.field == "order_no" and meaning(one.header).concept == "invoice_no" for one in batch.choice.guesses)
    given = [str(value(batch, name, local) or "") for name in ("invoice_no", *(("order_no",) if is_named_so else ()))]
    for text in given:
        with suppress(InputError):
            if number := invoices.number(text):
                return number
    return clean_text(given[0]).strip()


def _promised(talks: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The reminders of talks whose day to contact again is still to come, moved to open days; what is past is history."""
    today, rules, known = clock.today().isoformat(), open_days.rules(), frozenset(options.texts("staff"))
    for row in talks:
        talk = dict(zip(_TALK, row, strict=True))
        if talk["follow_up_on"] and talk["follow_up_on"] >= today:
            due = rules.on_or_after(date.fromisoformat(talk["follow_up_on"])).isoformat()
            title = tasks.short(interactions.promised(talk["text"]))
            staff = talk["staff"] if talk["staff"] in known else ""
            yield talk["customer"], talk["id"], title, due, staff, tasks.FOLLOW_UP
