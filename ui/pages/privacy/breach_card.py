"""事故登記簿與 72 小時助手: an incident written down when it is known, the hours left, the form, letters; marked as a draft."""

from dataclasses import asdict
from functools import partial
from typing import Any

from db.services import breaches, laws
from db.services.breaches import BreachForm, BreachRow
from resources.i18n import N_, _, ngettext
from ui.customer_box import CustomerBox
from ui.kit.boxes import Choices, Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item, yes_no


class BreachCard(FoldCard):
    """Open incidents with their clock first."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "Draft. {draft} Within {hours} hours of knowing it is reported, and the people it is about are told ({act};"
            " {retail}); one newspaper wrote {sooner} hours. The records are kept for 5 years."
        )
        words = said.format(
            draft=_(breaches.DRAFT), hours=breaches.HOURS, sooner=breaches.SOONER, act=laws.article("act", "12"),
            retail=laws.article("retail", "12"),
        )  # fmt: skip
        super().__init__(shell, words, [(_("Something happened…"), partial(self.edit, None))])

    def refresh(self) -> None:
        """The incidents."""
        self.show_items([self._item(row) for row in breaches.rows()], _("Nothing happened yet. Good."))

    def _item(self, row: BreachRow) -> Item:
        acts = [
            (_("Change…"), partial(self.edit, row)),
            (_("Form"), partial(self.print_form, row)),
            (_("Who is it about…"), partial(self.add_people, row)),
        ]
        people, waiting = len(breaches.people(row.id)), breaches.people(row.id, waiting=True)
        if waiting:
            acts += [(_("Letters"), partial(self.print_letters, row)), (_("All were told"), partial(self.told, row))]
        if row.closed_on:
            return Item(row.title, _("closed on {day}").format(day=written(row.closed_on)), acts=acts[:2])
        named = ngettext("{count} person named", "{count} people named", people).format(count=f"{people:,}")
        left = _("{count} not told yet").format(count=f"{len(waiting):,}")
        said = [breaches.clock_words(row), *breaches.grounds(row, breaches.total()), *([f"{named} ・ {left}"] if people else [])]
        tone = "" if row.reported_on else "red" if row.hours_left < breaches.SOONER else "amber"
        return Item(row.title, " ".join(said), tone, acts)

    def print_form(self, row: BreachRow) -> None:
        """The form to report it with."""
        from reports import breach_pdf

        self.print_made(partial(breach_pdf.make, row.id), _("Report of an incident"))

    def print_letters(self, row: BreachRow) -> None:
        """A letter for everybody who was not told yet."""
        from reports import breach_pdf

        waiting = breaches.people(row.id, waiting=True)
        self.print_made(partial(breach_pdf.letters, row.id, waiting), _("Letters about an incident"))

    def told(self, row: BreachRow) -> None:
        """All of them know."""
        self.do(lambda: breaches.notify(row.id, _("letter")), _("It is written down that they were told."))

    def add_people(self, row: BreachRow) -> None:
        """Whom it is about, by name."""
        fields = [Field("customers", N_("Who is it about?"), make=lambda ids: CustomerBox(ids, several=True, is_known=True))]

        def save(typed: Values) -> int:
            return breaches.add_people(row.id, typed["customers"])

        self.ask(_("Who is it about?"), fields, {"customers": []}, save, _("It is written down."))

    def edit(self, row: BreachRow | None) -> None:
        """A new incident, or what is known of it by now."""
        values = _opened(breaches.form(row) if row else breaches.fresh())

        def save(typed: Values) -> int:
            return breaches.save(_form(typed), row.id if row else None)

        title = _("What is known of it") if row else _("Something happened")
        self.ask(title, _fields(), values, save, _("The incident is written down."))


def _opened(form: BreachForm) -> Values:
    values: Values = asdict(form)
    values |= {key: str(int(values[key])) for key in ("is_special", "was_encrypted")}
    values["affected"] = str(form.affected or "")
    values |= {key: written(values[key]) for key in ("known_on", "happened_on", "reported_on", "notified_on", "closed_on")}
    return values


def _form(typed: Values) -> BreachForm:
    """What stands in the boxes. InputError: the number of people is none."""
    from db.core.errors import InputError

    affected = typed["affected"].strip().replace(",", "") or "0"
    if not affected.isdecimal():
        raise InputError(_("“{value}” is no number of people.").format(value=typed["affected"]), field="affected")
    flags = {key: yes_no(typed[key]) for key in ("is_special", "was_encrypted")}
    kept: dict[str, Any] = {name: typed[name] for name in BreachForm.__slots__} | flags | {"affected": int(affected)}
    return BreachForm(**kept)


def _fields() -> list[Field]:
    kinds: Choices = [(key, _(words)) for key, words in breaches.KINDS]
    yes: Choices = [("1", _("Yes")), ("0", _("No"))]
    known, told = N_("What is known"), N_("Reported and told")
    return [
        Field("title", N_("What happened, in a line"), group=known),
        Field("kind", N_("Kind"), "choice", group=known, choices=kinds),
        Field("known_on", N_("Known on"), "number", group=known),
        Field("known_time", N_("at"), "number", group=known, hint=_("14:30")),
        Field("happened_on", N_("Happened on"), "number", group=known),
        Field("affected", N_("How many people"), "number", group=known),
        Field("is_special", N_("Data of §6 in it"), "choice", group=known, choices=yes),
        Field("was_encrypted", N_("Was it encrypted?"), "choice", group=known, choices=yes),
        Field("cause", N_("Cause"), "lines", group=known),
        Field("damage", N_("Harm done"), "lines", group=known),
        Field("results", N_("What may come of it"), "lines", group=known),
        Field("measures", N_("What is done about it"), "lines", group=known),
        Field("reported_to", N_("Reported to"), group=told),
        Field("reported_on", N_("Reported on"), "number", group=told),
        Field("notified_on", N_("People told on"), "number", group=told),
        Field("closed_on", N_("Closed on"), "number", group=told),
        Field("note", N_("Note"), "lines", group=told),
    ]
