"""What the list alone answers, on the first day: where customers come from and live, when they were last talked to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from db.services import list_figures
from db.services.list_figures import NEVER, NONE, OTHERS, PUT_AWAY, Bucket, Group
from reports.answers.parts import WHO, all_of, largest, leaf, name_of, note, said, share, size, to_come, told
from reports.question import TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_LEVEL: Final = Parameter("level", N_("Area"), (("district", N_("Districts")), ("city", N_("Cities"))))
_BUCKETS: Final = {
    "30": N_("In the last 30 days"),
    "90": N_("31 to 90 days ago"),
    "180": N_("91 to 180 days ago"),
    "365": N_("181 to 365 days ago"),
    "long": N_("More than a year ago"),
    NEVER: N_("Never talked to"),
}
_QUIET: Final = 180  # days
_MANY: Final = Decimal("0.2")  # share of those nobody knows anything of, from which on it is said


def _districts(asked: Asked) -> Answer:
    return _by_group(list_figures.groups(asked["level"], asked["who"]), _("Area"), _no_address())


def _by_group(groups: Sequence[Group], title: str, mend: Note) -> Answer:
    """Customers and money of every group; of those put away only the money is counted."""
    listed, money = sum(one.customers or 0 for one in groups), sum(one.bought for one in groups)
    unknown = any(one.key == NONE for one in groups)
    return Answer(
        headings=(
            Heading("group", title),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("money", _("Bought in all"), "money", is_secret=True),
        ),
        lines=tuple(
            Line(
                one.key, (_named(one), one.customers, None if one.customers is None else share(one.customers, listed), one.bought)
            )
            for one in groups
        ),
        total=(_("Total"), listed, 1.0 if listed else None, money),
        records=listed,
        counted="customers",
        notes=((mend,) if unknown else ()) + to_come(),
        chart=Chart("bars", "group", ("customers",), faded=(NONE, OTHERS, PUT_AWAY)),
    )


def _named(group: Group) -> str:
    if group.key == OTHERS:
        return _("Others ({count})").format(count=said(group.hidden))
    return group.name or {NONE: _("not known"), PUT_AWAY: _("Put away")}[group.key]


def _no_address() -> Note:
    return note(_("Without an address nobody can say where a customer lives."), all_of(leaf("address", "empty")))


def _sources(asked: Asked) -> Answer:
    mend = note(_("The next time they call, ask where they heard of the shop."), all_of(leaf("source", "empty")))
    return _by_group(list_figures.groups("source", asked["who"]), _("Where from"), mend)


def _say_source(answer: Answer) -> str:
    """Where most come from, and how many nobody knows of where that says more than the largest of the known."""
    found, unknown = _most_named(answer), largest(answer, "share", (NONE,))
    if found is None:
        return _("Of nobody it is written down where they came from.")
    sentence = _("Most came by “{group}”: {customers} customers, {share} of all.")
    if unknown is None or size(unknown.cells[2]) < _MANY:
        return sentence.format(**told(answer, found))
    sentence = _("Most came by “{group}”: {customers} customers, {share} of all; of {unknown} it is not known.")
    return sentence.format(**told(answer, found), unknown=told(answer, unknown)["share"])


def _say_district(answer: Answer) -> str:
    found = _most_named(answer)
    if found is None:
        return _("Of nobody it is written down where they live.")
    return _("Most live in {group}: {customers} customers, {share} of all.").format(**told(answer, found))


def _most_named(answer: Answer) -> Line | None:
    """The largest group that has a name."""
    return largest(answer, "customers", (line.key for line in answer.lines if line.key not in (NONE, OTHERS, PUT_AWAY)))


def _behind_source(asked: Asked, line: str, column: str) -> Behind:
    return _behind_group("source", asked["who"], line, column)


def _behind_district(asked: Asked, line: str, column: str) -> Behind:
    return _behind_group(asked["level"], asked["who"], line, column)


def _behind_group(field: str, who: str, line: str, column: str) -> Behind:
    """The customers, behind money with what each bought."""
    title = name_of(line) or {PUT_AWAY: _("Put away")}.get(line, "")
    if column != "money":
        return Behind("customers", list_figures.group_ids(field, line, who), title)
    bought = list_figures.bought(field, line, who)
    return Behind("customers", list(bought), title, bought)


def _contacts(asked: Asked) -> Answer:
    return _by_contact(list_figures.contacts(asked["who"]))


def _by_contact(buckets: Sequence[Bucket]) -> Answer:
    listed = sum(one.customers for one in buckets if one.key != PUT_AWAY)
    quiet = _("Regulars nobody talked to for half a year come first.")
    return Answer(
        headings=(
            Heading("when", _("Last contact")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("money", _("Bought in all"), "money", is_secret=True),
        ),
        lines=tuple(_contact(one, listed) for one in buckets),
        total=(_("Total"), listed, 1.0 if listed else None, sum(one.bought for one in buckets)),
        records=listed,
        counted="customers",
        notes=((note(quiet, all_of(leaf("last_contact", "not_last_days", _QUIET), leaf("bought", "more", 0))),) if listed else ())
        + to_come(),
        chart=Chart("bars", "when", ("customers",), faded=(PUT_AWAY,)),
    )


def _contact(one: Bucket, listed: int) -> Line:
    """Of those put away the money alone is counted."""
    if one.key == PUT_AWAY:
        return Line(one.key, (_("Put away"), None, None, one.bought))
    return Line(one.key, (_(_BUCKETS[one.key]), one.customers, share(one.customers, listed), one.bought))


def _say_contact(answer: Answer) -> str:
    """How many were talked to lately, and how many never."""
    recent = answer.lines[0]
    never = next(line for line in answer.lines if line.key == NEVER)
    sentence = _("In the last 30 days {share} of all were talked to: {customers} customers. Never so far: {never}.")
    return sentence.format(**told(answer, recent), never=told(answer, never)["customers"])


def _behind_contact(asked: Asked, line: str, column: str) -> Behind:
    title = _(_BUCKETS[line]) if line in _BUCKETS else _("Put away") if line else ""
    if line == TOTAL and column != "money":
        return Behind("customers", list_figures.group_ids("source", TOTAL, asked["who"]), title)
    bought = list_figures.contacted(line, asked["who"])
    return Behind("customers", list(bought), title, bought if column == "money" else None)


def _sample_groups(names: Sequence[str], title: str) -> Answer:
    groups = [Group(f"is:{name}", name, 420 - 90 * at, 860_000 - 190_000 * at) for at, name in enumerate(names)]
    return _by_group(groups, title, _no_address())


def _sample_sources() -> Answer:
    return _sample_groups((_("Friends"), _("Passing by"), _("Google"), _("LINE")), _("Where from"))


def _sample_districts() -> Answer:
    return _sample_groups((_("Yonghe"), _("Zhonghe"), _("Banqiao"), _("Xindian")), _("Area"))


def _sample_contacts() -> Answer:
    return _by_contact([Bucket(key, 120 - 15 * at, 90_000) for at, key in enumerate(_BUCKETS)])


QUESTIONS: Final = (
    Question(
        key="sources",
        title=N_("Where do customers come from?"),
        answers=N_("Who or what brings new customers, and how much they bought."),
        group="list",
        ask=_sources,
        say=_say_source,
        how=N_(
            "Every customer of the list counts once, under “where they came from” on the card. Money is everything they ever"
            " bought, with tax; returns are taken off. The money of customers put away stands in a line of its own, so that the"
            " sum is that of all sales."
        ),
        parameters=(WHO,),
        behind=_behind_source,
        sample=_sample_sources,
    ),
    Question(
        key="districts",
        title=N_("Which area has most customers?"),
        answers=N_("How many customers live where, and what they bought."),
        group="list",
        ask=_districts,
        say=_say_district,
        how=N_(
            "Every customer of the list counts once, by the address that stands first on the card. Money is everything"
            " they ever bought, with tax; returns are taken off. The money of customers put away stands in a line of"
            " its own, so that the sum is that of all sales."
        ),
        parameters=(_LEVEL, WHO),
        behind=_behind_district,
        sample=_sample_districts,
    ),
    Question(
        key="last_contact",
        title=N_("How long has nobody talked to them?"),
        answers=N_("How many customers were talked to lately, and how many never."),
        group="list",
        ask=_contacts,
        say=_say_contact,
        how=N_(
            "The days since the last talk, visit or message on the card; a call nobody answered is no contact. Money is"
            " everything they ever bought, with tax."
        ),
        parameters=(WHO,),
        behind=_behind_contact,
        sample=_sample_contacts,
    ),
)
