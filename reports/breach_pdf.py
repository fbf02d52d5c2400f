"""事故通報表 and the letters to those an incident is about; both marked as made after a draft of the law.

The fields are those of a sister rule's form; the annex of the retail rules was not read.
"""

from collections.abc import Sequence

from db.core.progress import Progress, silent
from db.core.values import dates
from db.services import breaches, laws, list_rows, options
from db.services.breaches import BreachRow
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import _


def make(breach: int, progress: Progress = silent) -> Made:
    """The form to report it with. NotFoundError: there is no such incident."""
    row = breaches.get(breach)
    shop = options.text("registered_name") or options.text("shop_name")
    parts = [Part("frame", _draft()), *(Part("fact", value or "—", label) for label, value in facts(row, shop)), *_grounds(row)]
    parts += [Part("gap"), Part("text", _("Filled in by") + prose.blank(10) + "　" + _("Date") + prose.blank(8))]
    return prose.make(_("Report of an incident with personal data"), parts, shop=shop, note=row.title, progress=progress)


def facts(row: BreachRow, shop: str) -> list[tuple[str, str]]:
    """The form's fields and what stands in them."""
    person = options.text("privacy_person")
    yes, no = _("Yes"), _("No")
    told = len(breaches.people(row.id)) - len(breaches.people(row.id, waiting=True))
    return [
        (_("Who reports"), " ".join(filter(None, (shop, person, options.text("phone"))))),
        (_("Reported to"), row.reported_to),
        (_("When it happened"), _day(row.happened_on)),
        (_("When it was known"), f"{_day(row.known_on)} {row.known_time}"),
        (_("Kind"), _(dict(breaches.KINDS).get(row.kind, row.kind))),
        (_("Cause and what happened"), "\n".join(filter(None, (row.title, row.cause)))),
        (_("Harm done"), row.damage),
        (_("How many people"), f"{row.affected:,}"),
        (_("Data of §6 in it"), yes if row.is_special else no),
        (_("Was it encrypted?"), yes if row.was_encrypted else no),
        (_("What may come of it"), row.results),
        (_("What is done about it"), row.measures),
        (_("Told to the people: when, how many"), " ".join(filter(None, (_day(row.notified_on), f"{told:,}" if told else "")))),
        (_("Reported at once?"), _at_once(row)),
    ]


def letters(breach: int, customers: Sequence[int], progress: Progress = silent) -> Made:
    """A letter for each of these: what happened and what is done (§12, Rules §22). ValueError: nobody."""
    row = breaches.get(breach)
    shop = options.text("registered_name") or options.text("shop_name")
    parts: list[Part] = []
    for one in list_rows.rows(customers):
        parts += [Part("page"), *_letter(row, shop, f"{one.name}{one.title}")]
    if not parts:
        raise ValueError("a letter to nobody")
    return prose.make(_("About your personal data"), parts, shop=shop, is_counted=False, progress=progress)


def _letter(row: BreachRow, shop: str, name: str) -> list[Part]:
    where = options.text("phone") or options.text("line_id")
    sorry = _("{shop} must tell you that something happened to personal data of yours (article 12 of the Act).")
    return [
        Part("text", _("Dear {name}").format(name=name)),
        Part("text", sorry.format(shop=shop)),
        Part("head", _("What has happened")),
        Part("text", _("{day}: {what}").format(day=_day(row.happened_on or row.known_on), what=row.title)),
        *([Part("text", row.damage)] if row.damage else []),
        Part("head", _("What we do about it")),
        Part("text", row.measures or "—"),
        Part("head", _("What you can do")),
        Part("text", _("Take care with calls and messages in our name; we never ask for codes, cards or transfers by phone.")),
        Part("text", _("Questions: {where}").format(where=where or shop)),
    ]


def _grounds(row: BreachRow) -> list[Part]:
    found = breaches.grounds(row, breaches.total())
    if not found:
        return []
    return [Part("head", _("Why it is reported")), *(Part("item", one) for one in found)]


def _draft() -> str:
    words = _("{draft} Within {hours} hours of knowing (one newspaper wrote {sooner}); {retail} asks for {hours}, too.")
    return words.format(
        draft=_(breaches.DRAFT), hours=breaches.HOURS, sooner=breaches.SOONER, retail=laws.article("retail", "12")
    )


def _at_once(row: BreachRow) -> str:
    if not row.reported_on:
        return _("not yet")
    return _("Yes, on {day}").format(day=_day(row.reported_on))


def _day(iso: str | None) -> str:
    return dates.shown(iso, options.shows_republic_years()) if iso else ""
