"""名單乾不乾淨: what is missing or doubtful in the list, and five customers a day to mend."""

from collections.abc import Sequence
from typing import Final

from db.services import list_health
from db.services.list_health import FAULTS, OPTIONAL, Health, ToMend
from reports.answers.parts import all_of, largest, leaf, note, said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _, ngettext

_WHAT: Final = Parameter("what", N_("Show"), (("all", N_("The whole list")), ("five", N_("Five for today"))))


def _health(asked: Asked) -> Answer:
    found = list_health.health()
    return _five(found, list_health.of_today(found)) if asked["what"] == "five" else _whole(found)


def _whole(found: Health) -> Answer:
    """Every fault with those who have it, the most first, how many have none, and below what is no fault."""
    counts = sorted(((key, len(ids)) for key, ids in found.faults.items()), key=lambda one: -one[1])
    faults = [(key, count) for key, count in counts if key not in OPTIONAL]
    besides = [(key, count) for key, count in counts if key in OPTIONAL and count]
    nice = _("{fault} (nice to have, not counted)")
    told_of = [
        *((key, _(FAULTS[key]), count) for key, count in faults),
        ("clean", _("Nothing to mend"), found.clean),
        *((key, nice.format(fault=_(FAULTS[key])), count) for key, count in besides),
    ]
    return Answer(
        headings=(
            Heading("fault", _("What")),
            Heading("customers", _("Customers"), "count"),
            Heading("share", _("Of all"), "share"),
        ),
        lines=tuple(Line(key, (words, count, share(count, found.customers))) for key, words, count in told_of),
        records=found.customers,
        counted="customers",
        notes=_mending(found),
        chart=Chart("bars", "fault", ("customers",), faded=("clean", *OPTIONAL)),
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
    if any(found.faults[key] for key in OPTIONAL):
        notes.append(note(_("No birthday and no source are no faults: who lacks only these counts as clean.")))
    return tuple(notes)


def _five(found: Health, chosen: Sequence[ToMend]) -> Answer:
    words = _(", ")
    return Answer(
        headings=(Heading("name", _("Customer"), is_customer=True), Heading("fault", _("What to mend"))),
        lines=tuple(Line(f"{one.customer}", (one.name, words.join(_(FAULTS[key]) for key in one.faults))) for one in chosen),
        records=found.customers,
        counted="customers",
        notes=_opening(chosen),
    )


def _opening(chosen: Sequence[ToMend]) -> tuple[Note, ...]:
    """The way to all of them as one list, to go through from one to the next."""
    if not chosen:
        return ()
    whom = all_of(leaf("people", "any_of", [one.customer for one in chosen]))
    words = ngettext("Tidy up this one", "Tidy up these {count}", len(chosen)).format(count=said(len(chosen)))
    mended = _("Who is mended leaves this list by themselves, and the next one comes in their place.")
    return note(words, whom), note(mended)


def _say_health(answer: Answer) -> str:
    """The most frequent fault that is to be mended, and how many have none; of the five how many they are is seen."""
    if answer.headings[0].key == "name":
        return _("Mend these today; the rest can wait.") if answer.lines else _("There is nothing to mend today.")
    worst = largest(answer, "customers", (key for key in FAULTS if key not in OPTIONAL))
    clean = told(answer, next(line for line in answer.lines if line.key == "clean"))
    if worst is None:
        return _("The list is clean: nothing to mend on any of {customers} customers.").format(**clean)
    sentence = _("With {customers} customers ({share}) nothing is to be mended; of what is, most often: {fault}, {count}.")
    worst_told = told(answer, worst)
    return sentence.format(**clean | {"fault": worst_told["fault"], "count": worst_told["customers"]})


def _behind_health(_asked: Asked, line: str, _column: str) -> Behind | None:
    if line == "clean":
        return Behind("customers", list_health.clean_ids(), _("Nothing to mend"))
    if line in FAULTS:
        return Behind("customers", list_health.ids(line), _(FAULTS[line]))
    return Behind("customers", [int(line)], "") if line.isdecimal() else None


def _sample_health() -> Answer:
    counts = {"no_phone": 34, "no_address": 61, "bad_tax_id": 3, "double": 8}
    return _whole(Health(500, {key: tuple(range(counts.get(key, 0))) for key in FAULTS}))


QUESTIONS: Final = (
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
