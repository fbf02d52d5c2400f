"""Money: who owes and for how long, and how areas are shared out evenly."""

from collections.abc import Sequence
from typing import Final

from db.services import debts, list_figures, receivables
from db.services.debts import BUCKETS
from db.services.list_figures import NONE, OTHERS, PUT_AWAY, Group
from db.services.receivables import AgedRow
from reports.answers.parts import MOST, all_of, largest, leaf, note, said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_AGES: Final = {
    "not_due": N_("Not due yet"),
    "to_30": N_("1 to 30 days late"),
    "to_60": N_("31 to 60 days late"),
    "to_90": N_("61 to 90 days late"),
    "over_90": N_("More than 90 days late"),
}
_LATE: Final = tuple(BUCKETS[1:])
_PARTS: Final = Parameter("parts", N_("Parts"), tuple((f"{many}", f"{many}") for many in range(2, 7)))
_EVEN: Final = Parameter("even", N_("Even by"), (("money", N_("Money")), ("customers", N_("Customers"))))
_DETAIL: Final = Parameter("detail", N_("Show"), (("parts", N_("The parts")), ("areas", N_("Area by area"))))
_CITY: Final = 3  # characters of a city's name


def _owed(_asked: Asked) -> Answer:
    return _by_debtor(receivables.aged())


def _by_debtor(rows: Sequence[AgedRow]) -> Answer:
    """Who owes, the most first; who finds no line is in the total."""
    ages = debts.buckets(list(rows))
    whole = sum(row.total for row in rows)
    return Answer(
        headings=(
            Heading("name", _("Customer")),
            Heading("total", _("Owes"), "money", is_total=True),
            Heading("share", _("Of all"), "share"),
            *(Heading(key, _(_AGES[key]), "money", heat=key != "not_due") for key in BUCKETS),
            Heading("late", _("Days late"), "days"),
        ),
        lines=tuple(
            Line(
                f"{row.customer}",
                (row.name, row.total, share(row.total, whole), *(getattr(row, key) for key in BUCKETS), row.late),
            )
            for row in rows[:MOST]
        ),
        total=(_people(len(rows)), whole, 1.0 if whole else None, *(one.amount for one in ages), None),
        records=len(rows),
        notes=_about_debts(rows),
        chart=Chart("bars", "name", ("total",)),
    )


def _people(count: int) -> str:
    return ngettext("{count} customer", "{count} customers", count).format(count=said(count))


def _about_debts(rows: Sequence[AgedRow]) -> tuple[Note, ...]:
    if not rows:
        return ()
    notes = [note(_("Who owes for more than 60 days"), all_of(leaf("debt", "more_days", 60)))]
    if len(rows) > MOST:
        notes.append(note(_("{count} more do not stand in the table.").format(count=said(len(rows) - MOST))))
    return tuple(notes)


def _say_owed(answer: Answer) -> str:
    """Together, and who owes most."""
    if not answer.lines:
        return _("Nobody owes anything.")
    every, first = told(answer), told(answer, answer.lines[0])
    sentence = _("{people} owe {all} together; {name} owes most: {total}.")
    return sentence.format(people=every["name"], all=every["total"], name=first["name"], total=first["total"])


def _behind_owed(_asked: Asked, line: str, column: str) -> Behind:
    bucket = column if column in BUCKETS else ""
    if not line:
        return Behind("customers", [row.customer for row in receivables.aged() if not bucket or getattr(row, bucket)], _("Owing"))
    sales = debts.sales_of([int(line)], bucket)
    title = _(_AGES[bucket]) if bucket else _("Owing")
    return Behind("sales", sales, title) if sales else Behind("customers", [int(line)], title)  # an opening balance is no sale


def _ages(_asked: Asked) -> Answer:
    return _by_age(receivables.aged())


def _by_age(rows: Sequence[AgedRow]) -> Answer:
    found = debts.buckets(list(rows))
    whole = sum(one.amount for one in found)
    return Answer(
        headings=(
            Heading("age", _("How long")),
            Heading("amount", _("Owed"), "money"),
            Heading("share", _("Of all"), "share"),
            Heading("customers", _("Customers"), "count"),
        ),
        lines=tuple(Line(one.key, (_(_AGES[one.key]), one.amount, share(one.amount, whole), one.customers)) for one in found),
        total=(_("Total"), whole, 1.0 if whole else None, len(rows)),
        records=len(rows),
        notes=(note(_("Who owes of several ages counts in each; the total counts everybody once.")),) if rows else (),
        chart=Chart("bars", "age", ("amount",), faded=("not_due",)),
    )


def _say_ages(answer: Answer) -> str:
    """What is not due, and where most of the rest stands."""
    if not answer.records:
        return _("Nobody owes anything.")
    every, worst = told(answer), largest(answer, "amount", _LATE)
    if worst is None:
        return _("All of the {amount} owed is not due yet.").format(**every)
    sentence = _("Of {all} owed, most of what is late is {age}: {amount}, {share}.")
    return sentence.format(**told(answer, worst), all=every["amount"])


def _behind_ages(_asked: Asked, line: str, _column: str) -> Behind:
    rows = [row for row in receivables.aged() if not line or getattr(row, line)]
    return Behind("customers", [row.customer for row in rows], _(_AGES[line]) if line else _("Owing"))


def _areas(asked: Asked) -> Answer:
    shared = _shared(list_figures.groups("district"), asked["even"], int(asked["parts"]))
    return _by_part(shared, asked["even"]) if asked["detail"] == "parts" else _by_area(shared, asked["even"])


def _shared(groups: Sequence[Group], even: str, parts: int) -> list[list[Group]]:
    """The districts part by part; what is not known or put away is in none."""
    from db.analytics import even_split

    there = {one.key: one for one in groups if one.key not in (NONE, OTHERS, PUT_AWAY)}
    weights = {key: max(one.bought if even == "money" else one.customers or 0, 0) for key, one in there.items()}
    return [[there[key] for key in part.names] for part in even_split.split(weights, parts) if part.names]


def _by_part(shared: Sequence[Sequence[Group]], even: str) -> Answer:
    """A line for each part: its areas, and what they come to."""
    every = [one for part in shared for one in part]
    return Answer(
        headings=(
            Heading("part", _("Part number")),
            Heading("customers", _("Customers"), "count"),
            Heading("money", _("Bought in all"), "money"),
            Heading("areas", _("Area")),
        ),
        lines=tuple(
            Line(f"{at}", (_part(at), *_together(part), _(", ").join(_short(one.name) for one in part)))
            for at, part in enumerate(shared, 1)
        ),
        total=(_("Total"), *_together(every), None),
        records=_together(every)[0],
        notes=_homeless(),
        chart=Chart("bars", "part", (even,)),
    )


def _by_area(shared: Sequence[Sequence[Group]], even: str) -> Answer:
    """A line for each area, those of one part together."""
    every = [one for part in shared for one in part]
    return Answer(
        headings=(
            Heading("part", _("Part number")),
            Heading("area", _("Area")),
            Heading("customers", _("Customers"), "count"),
            Heading("money", _("Bought in all"), "money"),
        ),
        lines=tuple(
            Line(f"{at}:{one.key}", (_part(at), one.name, one.customers, one.bought))
            for at, part in enumerate(shared, 1)
            for one in part
        ),
        total=(_("Total"), None, *_together(every)),
        records=_together(every)[0],
        notes=_homeless(),
        chart=Chart("bars", "area", (even,)),
    )


def _part(number: int) -> str:
    return _("Part {number}").format(number=number)


def _together(groups: Sequence[Group]) -> tuple[int, int]:
    """Customers and money."""
    return sum(one.customers or 0 for one in groups), sum(one.bought for one in groups)


def _short(district: str) -> str:
    """中和區 of 新北市中和區."""
    return district[_CITY:] if district[_CITY - 1 : _CITY] in "市縣" and len(district) > _CITY + 1 else district


def _homeless() -> tuple[Note, ...]:
    return (note(_("Customers without an address stand in no part."), all_of(leaf("address", "empty"))),)


def _say_areas(answer: Answer) -> str:
    """How far apart the parts are; of the areas which is the largest."""
    if not answer.lines:
        return ""
    if answer.headings[1].key == "area":
        crowded = largest(answer, "customers")
        return _("{area} has most customers: {customers}.").format(**told(answer, crowded)) if crowded else ""
    at = answer.place("money")
    ordered = sorted(answer.lines, key=lambda line: int(str(line.cells[at])))
    least, most = told(answer, ordered[0]), told(answer, ordered[-1])
    return _("The largest part comes to {most}, the smallest to {least}.").format(most=most["money"], least=least["money"])


def _behind_areas(asked: Asked, line: str, _column: str) -> Behind | None:
    number, _colon, key = line.partition(":")
    if key:
        return Behind("customers", list_figures.group_ids("district", key), key.removeprefix(list_figures.NAMED))
    if not number:
        return None
    parts = _shared(list_figures.groups("district"), asked["even"], int(asked["parts"]))
    ids = list_figures.named_ids("district", [group.name for group in parts[int(number) - 1]])
    return Behind("customers", ids, _part(int(number)))


def _sample_rows() -> list[AgedRow]:
    owed = ((38_500, 0, 12_000, 0, 0), (8_400, 6_000, 0, 0, 0), (0, 0, 0, 4_500, 9_000))
    return [
        AgedRow(at, _("Customer {number}").format(number=at), "", "", *one, sum(one), 30 * at, None, None, "")
        for at, one in enumerate(owed, 1)
    ]


def _sample_areas() -> Answer:
    names = (_("Yonghe"), _("Zhonghe"), _("Banqiao"), _("Xindian"))
    groups = [Group(f"is:{name}", name, 420 - 90 * at, 860_000 - 190_000 * at) for at, name in enumerate(names)]
    return _by_part(_shared(groups, "money", 2), "money")


QUESTIONS: Final = (
    Question(
        key="owed",
        title=N_("Who owes me money?"),
        answers=N_("What every customer owes, by how long it is late."),
        group="money",
        ask=_owed,
        say=_say_owed,
        how=N_(
            "As the page of debts has it: the opening balance and every sale on account, less the money that came in."
            " Money that names a sale pays that one, all other the oldest first. Late are the days since it was to be"
            " paid."
        ),
        needs="sales",
        behind=_behind_owed,
        sample=lambda: _by_debtor(_sample_rows()),
        is_monthly=True,
        enough=1,
    ),
    Question(
        key="owed_how_long",
        title=N_("For how long is it owed?"),
        answers=N_("The money owed by its age, and how many customers owe it."),
        group="money",
        ask=_ages,
        say=_say_ages,
        how=N_(
            "The same debts as in “Who owes me money?”, added up by the days since they were to be paid (receivables ageing)."
        ),
        needs="sales",
        behind=_behind_ages,
        sample=lambda: _by_age(_sample_rows()),
        enough=1,
    ),
    Question(
        key="areas",
        title=N_("How are the areas shared out evenly?"),
        answers=N_("Districts put together to parts with about as much in each."),
        group="money",
        ask=_areas,
        say=_say_areas,
        how=N_(
            "The 30 districts with most customers are handed out one by one, the largest first, each to the part that"
            " has least so far, then exchanged while that makes the parts more even (longest processing time first)."
            " Money is everything the customers of a district ever bought."
        ),
        parameters=(_PARTS, _EVEN, _DETAIL),
        behind=_behind_areas,
        sample=_sample_areas,
    ),
)
