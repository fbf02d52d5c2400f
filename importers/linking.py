"""Sales, products and talks: whose they are, and what of them is in the shop already."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.core import file as shop_file
from db.services import matching_keys
from importers import orders, products
from importers.beside import Beside
from importers.cleaning.people import is_company
from importers.lines import ADD, ASK, FAILED, SKIP, UPDATE
from importers.matching import name_key
from importers.orders import Orders, value
from importers.records import Person, Point

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan

NEW: Final = 1 << 40  # whose: a record's number, -(customer), or NEW + index into Links.people
_POINTS: Final = ("mobile", "phone", "email", "line_id")


@dataclass(slots=True)
class Links:
    """Whose every sale and talk is, and which customers are made for them."""

    whose: dict[int, int] = field(default_factory=dict)  # line -> record, -(customer), NEW + n
    people: list[tuple[Person, int]] = field(default_factory=list)  # to be made: person, line it came with
    products: dict[int, int] = field(default_factory=dict)  # line of a product list -> product of the shop it is
    orders: dict[int, int] = field(default_factory=dict)  # line -> sale of the shop it is a further line of
    tables: dict[int, Orders] = field(default_factory=dict)  # first line of a table of sales -> its orders
    beside: dict[int, list[str]] = field(default_factory=dict)  # line -> what it says of its customer who has it otherwise


def person(plan: "Plan", links: Links, whose: int) -> Person:
    """A customer that Links.whose names: made for the line, of a list of this session, or of the shop."""
    if whose >= NEW:
        return links.people[whose - NEW][0]
    return plan.records.person(whose) if whose >= 0 else plan.people_of([-whose])[-whose]


def counted(names: Iterable[str]) -> Counter[str]:
    """How often each name occurs."""
    return Counter(names)


def link(plan: "Plan") -> Links:
    """Decide about every line of the session that is not a customer's."""
    links = Links()
    lists = [batch for batch in plan.batches if batch.choice.kind != "customers"]
    if not lists:
        return links
    seeker = _Seeker(plan, links)
    for batch in lists:
        if batch.choice.kind == "products":
            links.products |= products.link(plan, batch)
        else:
            before = len(links.people)
            if batch.choice.kind == "sales":
                links.tables[batch.start] = Orders(batch)
                _waiting(plan, batch, orders.called_off(batch), "called_off")
                _waiting(plan, batch, links.tables[batch.start].undated(), "undated")
            _owners(plan, batch, seeker, links)
            batch.new_customers = len(links.people) - before
            _known(plan, batch, links)
            _beside(batch, seeker, links)
    return links


class _Seeker:
    """Finds the customer a sale or a talk names: by code, by phone or mail, by name; each naming is looked up once."""

    def __init__(self, plan: "Plan", links: Links) -> None:
        self.plan = plan
        self.links = links
        self.codes = dict(plan.keys.codes)
        self.points = dict(plan.keys.points)
        self.names: dict[str, list[int]] = {}
        for name, holders in plan.keys.names.items():
            self.names.setdefault(name_key(name), []).extend(holders)
        self._session()
        self.met: dict[tuple[Any, ...], tuple[int | None, str]] = {}

    def _session(self) -> None:
        """The customers of the same session."""
        plan, records = self.plan, self.plan.records
        present = (
            [n for n in range(records.count) if plan.action(n) != FAILED and n not in plan.left_out] if records.count else []
        )
        codes, names = records.column("code"), records.names()
        for n in present:
            root = plan.matches.root(n)
            if root >= 0 and plan.action(root) in (SKIP, ASK):
                continue
            if codes[n]:
                self.codes.setdefault(str(codes[n]), root)
            holders = self.names.setdefault(name_key(names[n]), [])
            if root not in holders:
                holders.append(root)
        for record, normal in zip(records.flat("points", "record"), records.flat("points", "normal"), strict=True):
            if normal:
                self.points.setdefault(normal, plan.matches.root(record))

    def find(self, code: str, name: str, points: list[Point], line: int) -> tuple[int | None, str]:
        """Whose it is, or None and the reason why it is asked."""
        key = (code, name, tuple(point.normal for point in points))
        if key not in self.met:
            self.met[key] = self._find(code, name, points, line)
        return self.met[key]

    def _find(self, code: str, name: str, points: list[Point], line: int) -> tuple[int | None, str]:
        for text in (code, name):
            if text and text in self.codes:
                found = self.codes[text]
                same = not code or not name or text == name or self._is_called(found, name)
                return (found, "same_code") if same else (None, "other_name")
        for point in points:
            if point.normal and point.normal in self.points:
                found = self.points[point.normal]
                if code and self.person(found).scalars.get("code"):
                    continue  # it has another code: two customers share this phone
                if not name or self._is_called(found, name):
                    return found, f"same_{point.kind}"
                return None, "other_name"
        holders = self.names.get(name_key(name), []) if name and not code else []
        if len(holders) == 1:
            return holders[0], "same_name_only"
        if len(holders) > 1:
            return None, "several_customers"
        return self._new(code, name, points, line), "new_customer"

    def _is_called(self, whose: int, name: str) -> bool:
        return name_key(self.person(whose).name) == name_key(name)

    def person(self, whose: int) -> Person:
        """This customer as known so far."""
        return person(self.plan, self.links, whose)

    def _new(self, code: str, name: str, points: list[Point], line: int) -> int:
        whose = NEW + len(self.links.people)
        scalars = {
            "name": name or code or (points[0].text if points else ""),
            "kind": "company" if is_company(name) else "person",
        }
        if code:
            scalars["code"] = code
            self.codes[code] = whose
        self.links.people.append((Person(None, scalars, points=points), line))
        self.names.setdefault(name_key(scalars["name"]), []).append(whose)
        for point in points:
            self.points.setdefault(point.normal, whose)
        return whose


def _waiting(plan: "Plan", batch: "Batch", lines: Iterable[int], reason: str) -> None:
    """Cancelled and returned orders are no sales, and money came in on a day: these lines wait with the reason, unless the
    caller says what becomes of them.
    """
    if plan.ask == "add":
        return
    for local in lines:
        if not batch.actions[local]:
            action, *why = (SKIP, "left_out") if plan.ask == "skip" else (ASK,)
            plan.decide(batch.start + local, action, *why, reason)


def _owners(plan: "Plan", batch: "Batch", seeker: _Seeker, links: Links) -> None:
    """Whose every line of a list of sales or talks is. Lines of one order belong to its first line's customer."""
    clean = batch.clean
    empty = [None] * batch.count
    codes, names, order_nos = (clean.fields.get(name) or empty for name in ("code", "customer", "order_no"))
    if names is empty:
        names = clean.fields.get("name") or empty
    points = _points_by_record(batch)
    first: dict[str, int] = {}
    for local in range(batch.count):
        n = batch.start + local
        if batch.actions[local]:
            continue
        code, name, order = (str(column[local] or "") for column in (codes, names, order_nos))
        if not (code or name or points.get(local)):
            if order in first:
                links.whose[n] = first[order]
            else:
                plan.decide(n, FAILED, "no_customer")
            continue
        whose, why = seeker.find(code, name, points.get(local, []), n)
        if whose is None:
            plan.decide(n, ASK, why)
            continue
        links.whose[n] = whose
        if order:
            first.setdefault(order, whose)
        if whose >= NEW and links.people[whose - NEW][1] == n:
            plan.reasons[n] = ("new_customer",)


def _beside(batch: "Batch", seeker: _Seeker, links: Links) -> None:
    """Nothing a line says of its customer is lost: who is made for it takes it, else it is kept in words."""
    told = Beside(batch)
    people: dict[int, Person] = {}
    for local in range(batch.count):
        n = batch.start + local
        whose = links.whose.get(n)
        if whose is None or batch.actions[local] not in (ADD, UPDATE):
            continue
        if (person := people.get(whose)) is None:
            person = people[whose] = seeker.person(whose)
        if words := told.give(local, person) if whose >= NEW else told.words(local, person):
            links.beside[n] = words


def _points_by_record(batch: "Batch") -> dict[int, list[Point]]:
    points = batch.clean.points
    found: dict[int, list[Point]] = {}
    for record, kind, text, normal, label in zip(
        points.record, points.kind, points.text, points.normal, points.label, strict=True
    ):
        if kind in _POINTS:
            found.setdefault(record, []).append(Point(kind, text, normal, label))
    return found


def _known(plan: "Plan", batch: "Batch", links: Links) -> None:
    """Lines that are in the shop already change nothing; as many as are there, so two equal sales of one day stay two."""
    if not shop_file.is_open():
        return
    customers = {-whose for local in range(batch.count) if (whose := links.whose.get(batch.start + local, 0)) < 0}
    if not customers:
        return
    sales = batch.choice.kind == "sales"
    its_orders = links.tables[batch.start] if sales else None
    came = matching_keys.came_rows("sale_line" if sales else "interaction", batch.survey.digest, batch.choice.sheet)
    have = matching_keys.sale_lines(customers) if sales else matching_keys.talks(customers)
    shop_orders = matching_keys.orders(customers) if sales else {}
    for local in range(batch.count):
        n = batch.start + local
        whose = links.whose.get(n, 0)
        if whose >= 0 or batch.actions[local]:
            continue
        key = (-whose, *(sale_key(batch, its_orders, local) if its_orders else talk_key(batch, local)))
        if batch.clean.row_numbers[local] in came:
            plan.decide(n, SKIP, "same_sale" if sales else "same_talk", "nothing_new")
        elif have.get(key, 0) > 0:
            have[key] -= 1
            plan.decide(n, SKIP, "same_sale" if sales else "same_talk", "nothing_new")
        elif sales and (order := shop_orders.get((-whose, key[1]))) and key[1]:
            links.orders[n] = order
            plan.decide(n, UPDATE, "same_order")


def sale_key(batch: "Batch", orders: Orders, local: int) -> tuple[Any, ...]:
    """What makes a line of a sale the same: order, day, product, quantity, amount."""
    from importers.amounts import scaled

    quantity, amount = scaled(value(batch, "quantity", local)), orders.amount(local)
    name = str(value(batch, "product", local) or value(batch, "product_code", local) or "")
    return str(value(batch, "order_no", local) or ""), value(batch, "date", local), name, quantity, amount


def talk_key(batch: "Batch", local: int) -> tuple[Any, ...]:
    """What makes a talk the same: day and words."""
    return value(batch, "date", local), str(value(batch, "text", local) or value(batch, "note", local) or "")
