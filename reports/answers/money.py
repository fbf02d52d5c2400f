"""Money: who owes, and for how long."""

from collections.abc import Sequence
from typing import Final

from db.services import debts, receivables
from db.services.debts import BUCKETS
from db.services.receivables import OPENING, AgedRow
from reports.answers.parts import MOST, all_of, largest, leaf, more, note, said, share, told
from reports.answers.people import made_up
from reports.question import TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _, ngettext

_AGES: Final = {
    "not_due": N_("Not due yet"),
    "to_30": N_("1 to 30 days late"),
    "to_60": N_("31 to 60 days late"),
    "to_90": N_("61 to 90 days late"),
    "over_90": N_("More than 90 days late"),
}
_LATE: Final = tuple(BUCKETS[1:])


def _owed(_asked: Asked) -> Answer:
    return _by_debtor(receivables.aged())


def _by_debtor(rows: Sequence[AgedRow]) -> Answer:
    """Who owes, the most first; who finds no line is in the total."""
    ages = debts.buckets(list(rows))
    whole = sum(row.total for row in rows)
    return Answer(
        headings=(
            Heading("name", _("Customer"), is_customer=True),
            Heading("total", _("Owes"), "money", is_total=True),
            Heading("phone", _("Phone"), is_private=True),
            Heading("late", _("Days late"), "days", is_private=True),
            Heading("share", _("Of all"), "share", is_secret=True),
            *(Heading(key, _(_AGES[key]), "money", heat=key != "not_due") for key in reversed(BUCKETS)),
        ),
        lines=tuple(
            Line(
                f"{row.customer}",
                (
                    row.name,
                    row.total,
                    row.phone,
                    row.late,
                    share(row.total, whole),
                    *(getattr(row, key) for key in BUCKETS[::-1]),
                ),
            )
            for row in rows[:MOST]
        ),
        total=(_people(len(rows)), whole, "", None, 1.0 if whole else None, *(one.amount for one in reversed(ages))),
        records=len(rows),
        counted="customers",
        notes=_about_debts(rows),
        chart=Chart("bars", "name", ("total",)),
    )


def _people(count: int) -> str:
    return ngettext("{count} customer", "{count} customers", count).format(count=said(count))


def _about_debts(rows: Sequence[AgedRow]) -> tuple[Note, ...]:
    is_long = any(row.to_90 or row.over_90 for row in rows)
    long = (note(_("Who owes for more than 60 days"), all_of(leaf("debt", "more_days", 60))),) if is_long else ()
    return (*long, *more(len(rows)))


def _say_owed(answer: Answer) -> str:
    """Together, and who owes most."""
    if not answer.lines:
        return _("Nobody owes anything.")
    every, first = told(answer), told(answer, answer.lines[0])
    if answer.total and answer.total[1] is None:
        return _("{people} owe money; {name} owes most: {total}.").format(people=every["name"], **first)
    sentence = _("{people} owe {all} together; {name} owes most: {total}.")
    return sentence.format(people=every["name"], all=every["total"], name=first["name"], total=first["total"])


def _behind_owed(_asked: Asked, line: str, column: str) -> Behind | None:
    """What is left to pay of each sale, the opening balance besides; of all together what each customer owes."""
    bucket = column if column in BUCKETS else ""
    title = _(_AGES[bucket]) if bucket else _("Owing")
    if line == TOTAL:
        owing = {row.customer: getattr(row, bucket or "total") for row in receivables.aged()}
        sums = {customer: owed for customer, owed in owing.items() if owed}
        return Behind("customers", list(sums), title, sums)
    left = debts.left_of(int(line), bucket)
    opening = left.pop(OPENING, 0)
    besides = (_("Opening balance"), opening) if opening else None
    if not left:
        return Behind("customers", [int(line)], title, {int(line): opening})
    return Behind("sales", list(left), title, left, besides=besides)


def _ages(_asked: Asked) -> Answer:
    return _by_age(receivables.aged())


def _by_age(rows: Sequence[AgedRow]) -> Answer:
    found = debts.buckets(list(rows))
    whole = sum(one.amount for one in found)
    return Answer(
        headings=(
            Heading("age", _("How long")),
            Heading("amount", _("Owed"), "money", is_secret=True),
            Heading("share", _("Of all"), "share", is_secret=True),
            Heading("customers", _("Customers"), "count"),
        ),
        lines=tuple(Line(one.key, (_(_AGES[one.key]), one.amount, share(one.amount, whole), one.customers)) for one in found),
        total=(_("Total"), whole, 1.0 if whole else None, len(rows)),
        records=len(rows),
        counted="customers",
        notes=(note(_("Who owes of several ages counts in each; the total counts everybody once.")),) if rows else (),
        chart=Chart("bars", "age", ("amount",), faded=("not_due",)),
    )


def _say_ages(answer: Answer) -> str:
    """What is not due, and where most of the rest stands."""
    if not answer.records:
        return _("Nobody owes anything.")
    if not any(one.key == "amount" for one in answer.headings):
        return _say_who(answer)
    every, worst = told(answer), largest(answer, "amount", _LATE)
    if worst is None:
        return _("All of the {amount} owed is not due yet.").format(**every)
    sentence = _("Of {all} owed, most of what is late is {age}: {amount}, {share}.")
    return sentence.format(**told(answer, worst), all=every["amount"])


def _say_who(answer: Answer) -> str:
    """For who may see no sums: how many owe, and how many of them for how long."""
    every, worst = told(answer), largest(answer, "customers", _LATE)
    if worst is None:
        return _("{customers} customers owe something; none of it is due yet.").format(**every)
    sentence = _("{all} customers owe something; most of those who are late are {age}: {customers}.")
    return sentence.format(**told(answer, worst), all=every["customers"])


def _behind_ages(_asked: Asked, line: str, column: str) -> Behind:
    """Who owes of this age, and how much of it."""
    owing = {row.customer: getattr(row, line or "total") for row in receivables.aged()}
    sums = {customer: owed for customer, owed in owing.items() if owed}
    return Behind("customers", list(sums), _(_AGES[line]) if line else _("Owing"), None if column == "customers" else sums)


def _sample_rows() -> list[AgedRow]:
    owed = ((38_500, 0, 12_000, 0, 0), (8_400, 6_000, 0, 0, 0), (0, 0, 0, 4_500, 9_000))
    return [
        AgedRow(at, made_up(letter), "", f"0912-000-00{at}", *one, sum(one), 30 * at, None, None, "")
        for at, (letter, one) in enumerate(zip("ABC", owed, strict=True), 1)
    ]


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
        needs="debts",
        behind=_behind_owed,
        sample=lambda: _by_debtor(_sample_rows()),
        is_monthly=True,
        enough=0,
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
        needs="debts",
        behind=_behind_ages,
        sample=lambda: _by_age(_sample_rows()),
        enough=0,
    ),
)
