"""What the list alone answers, on the first day: where customers live, when they were last talked to, how clean the list is."""

from collections.abc import Sequence
from typing import Final

from db.services import list_figures, list_health
from db.services.list_figures import NEVER, NONE, OTHERS, PUT_AWAY, Bucket, Group
from db.services.list_health import FAULTS, OPTIONAL, Health, ToMend
from reports.answers.parts import WHO, all_of, largest, leaf, note, said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_LEVEL: Final = Parameter("level", N_("Area"), (("district", N_("Districts")), ("city", N_("Cities"))))
_WHAT: Final = Parameter("what", N_("Show"), (("all", N_("The whole list")), ("five", N_("Five for today"))))
_BUCKETS: Final = {
    "30": N_("In the last 30 days"),
    "90": N_("31 to 90 days ago"),
    "180": N_("91 to 180 days ago"),
    "365": N_("181 to 365 days ago"),
    "long": N_("More than a year ago"),
    NEVER: N_("Never talked to"),
}
_QUIET: Final = 180  # days


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
            Heading("money", _("Bought in all"), "money"),
        ),
        lines=tuple(
            Line(
                one.key, (_named(one), one.customers, None if one.customers is None else share(one.customers, listed), one.bought)
            )
            for one in groups
        ),
        total=(_("Total"), listed, 1.0 if listed else None, money),
        records=listed,
        notes=(mend,) if unknown else (),
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
    found = _most_named(answer)
    sentence = _("Most came by “{group}”: {customers} customers, {share} of all.")
    return sentence.format(**told(answer, found)) if found else ""


def _say_district(answer: Answer) -> str:
    found = _most_named(answer)
    sentence = _("Most live in {group}: {customers} customers, {share} of all.")
    return sentence.format(**told(answer, found)) if found else ""


def _most_named(answer: Answer) -> Line | None:
    """The largest group that has a name."""
    return largest(answer, "customers", (line.key for line in answer.lines if line.key not in (NONE, OTHERS, PUT_AWAY)))


def _behind_source(asked: Asked, line: str, _column: str) -> Behind:
    return _behind_group("source", asked["who"], line)


def _behind_district(asked: Asked, line: str, _column: str) -> Behind:
    return _behind_group(asked["level"], asked["who"], line)


def _behind_group(column: str, who: str, line: str) -> Behind:
    ids = list_figures.group_ids(column, line, who)
    return Behind("customers", ids, line.removeprefix(list_figures.NAMED) if line.startswith(list_figures.NAMED) else "")


def _contacts(asked: Asked) -> Answer:
    return _by_contact(list_figures.contacts(asked["who"]))


def _by_contact(buckets: Sequence[Bucket]) -> Answer:
    listed = sum(one.customers for one in buckets)
    quiet = _("Regulars nobody talked to for half a year come first.")
    return Answer(
        headings=(
            Heading("when", _("Last contact")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("money", _("Bought in all"), "money"),
        ),
        lines=tuple(
            Line(one.key, (_(_BUCKETS[one.key]), one.customers, share(one.customers, listed), one.bought)) for one in buckets
        ),
        total=(_("Total"), listed, 1.0 if listed else None, sum(one.bought for one in buckets)),
        records=listed,
        notes=(note(quiet, all_of(leaf("last_contact", "not_last_days", _QUIET), leaf("bought", "more", 0))),) if listed else (),
        chart=Chart("bars", "when", ("customers",)),
    )


def _say_contact(answer: Answer) -> str:
    """How many were talked to lately, and how many never."""
    recent, never = answer.lines[0], answer.lines[-1]
    sentence = _("In the last 30 days {share} of all were talked to: {customers} customers. Never so far: {never}.")
    return sentence.format(**told(answer, recent), never=told(answer, never)["customers"])


def _behind_contact(asked: Asked, line: str, _column: str) -> Behind | None:
    if line not in _BUCKETS:
        return None
    return Behind("customers", list_figures.contact_ids(line, asked["who"]), _(_BUCKETS[line]))


def _health(asked: Asked) -> Answer:
    found = list_health.health()
    return _five(found, list_health.of_today(found)) if asked["what"] == "five" else _whole(found)


def _whole(found: Health) -> Answer:
    """Every fault that somebody has, and how many have none."""
    faults = [(key, len(ids)) for key, ids in found.faults.items() if ids]
    lines = [Line(key, (_(FAULTS[key]), count, share(count, found.customers))) for key, count in faults]
    lines.append(Line("clean", (_("Nothing to mend"), found.clean, share(found.clean, found.customers))))
    return Answer(
        headings=(
            Heading("fault", _("What")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
        ),
        lines=tuple(lines),
        records=found.customers,
        notes=_mending(found),
        chart=Chart("bars", "fault", ("customers",), faded=("clean",)),
    )


def _mending(found: Health) -> tuple[Note, ...]:
    """What can be opened as a list, and that five a day are enough."""
    missing = (
        ("no_birthday", N_("Add birthdays ({count})"), all_of(leaf("kind", "any_of", ["person"]), leaf("birthday", "empty"))),
        ("no_source", N_("Add where they came from ({count})"), all_of(leaf("source", "empty"))),
        ("no_phone", N_("Add phones ({count})"), all_of(leaf("phone", "empty"))),
    )
    notes = [note(_(text).format(count=said(len(found.faults[key]))), which) for key, text, which in missing if found.faults[key]]
    left = found.customers - found.clean
    days = -(-left // list_health.A_DAY)
    if left:
        text = ngettext(
            "Five a day, and the list is clean in {count} day.", "Five a day, and the list is clean in {count} days.", days
        )
        notes.insert(0, note(text.format(count=said(days))))
    return tuple(notes)


def _five(found: Health, chosen: Sequence[ToMend]) -> Answer:
    words = _(", ")
    return Answer(
        headings=(Heading("name", _("Customer")), Heading("fault", _("What to mend"))),
        lines=tuple(Line(f"{one.customer}", (one.name, words.join(_(FAULTS[key]) for key in one.faults))) for one in chosen),
        records=found.customers,
        notes=(note(_("Who is mended leaves this list by themselves, and the next five come tomorrow.")),) if chosen else (),
    )


def _say_health(answer: Answer) -> str:
    """The most frequent fault that is to be mended, and how many have none; of the five how many they are is seen."""
    if answer.headings[0].key == "name":
        return _("Mend these today; the rest can wait.") if answer.lines else _("There is nothing to mend today.")
    worst = largest(answer, "customers", (key for key in FAULTS if key not in OPTIONAL))
    clean = told(answer, answer.lines[-1])
    if worst is None:
        return _("The list is clean: nothing to mend on any of {customers} customers.").format(**clean)
    sentence = _("With {customers} customers ({share}) nothing is to be mended; most often: {fault}, {count}.")
    worst_told = told(answer, worst)
    return sentence.format(**clean | {"fault": worst_told["fault"], "count": worst_told["customers"]})


def _behind_health(_asked: Asked, line: str, _column: str) -> Behind | None:
    if line in FAULTS:
        return Behind("customers", list_health.ids(line), _(FAULTS[line]))
    return Behind("customers", [int(line)], "") if line.isdecimal() else None


def _sample_groups(names: Sequence[str], title: str) -> Answer:
    groups = [Group(f"is:{name}", name, 420 - 90 * at, 860_000 - 190_000 * at) for at, name in enumerate(names)]
    return _by_group(groups, title, _no_address())


def _sample_sources() -> Answer:
    return _sample_groups((_("Friends"), _("Passing by"), _("Google"), _("LINE")), _("Where from"))


def _sample_districts() -> Answer:
    return _sample_groups((_("Yonghe"), _("Zhonghe"), _("Banqiao"), _("Xindian")), _("Area"))


def _sample_contacts() -> Answer:
    return _by_contact([Bucket(key, 120 - 15 * at, 90_000) for at, key in enumerate(_BUCKETS)])


def _sample_health() -> Answer:
    counts = {"no_phone": 34, "no_address": 61, "bad_tax_id": 3, "double": 8}
    return _whole(Health(500, {key: tuple(range(counts.get(key, 0))) for key in FAULTS}))


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
    Question(
        key="list_health",
        title=N_("Is the list clean?"),
        answers=N_("What is missing or doubtful in the list, and five customers a day to mend."),
        group="list",
        ask=_health,
        say=_say_health,
        how=N_(
            "Every customer of the list is looked through: lost characters, values that wait since an import, likely"
            " doubles, phone numbers under seven digits, tax IDs that do not add up (rule of 2023),"
            " mail addresses without @, birthdays in the future or over 110 years, no phone, no address. Where they"
            " came from and birthdays are nice to have and do not count as faults. Five a day: one of each fault in"
            " turn, who bought most first."
        ),
        parameters=(_WHAT,),
        behind=_behind_health,
        sample=_sample_health,
    ),
)
