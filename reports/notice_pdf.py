"""告知書 on paper: any version as it was kept, whole on A4 with room to sign, or a card for the counter."""

from typing import Final

from reportlab.lib.pagesizes import A4, A5, landscape

from db.core.values import dates
from db.services import notices, options
from db.services.notices import ITEMS, NoticeRow
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import N_, written

_WHOLE: Final = 12.5  # points
_CARD: Final = 13.0


def make(notice: int) -> Made:
    """This version. NotFoundError: there is none."""
    return of(notices.get(notice))


def of(row: NoticeRow) -> Made:
    """The text as it was kept, always Chinese; what it is known by stands below, so that an old one can be proved."""
    title, _line, body = row.body.partition("\n")
    parts = [
        *(_body(body) if row.kind == "paper" else _short(body)),
        *(_signing(row) if row.kind == "paper" else ()),
        Part("small", _known_by(row)),
    ]
    card = row.kind != "paper"
    return prose.make(
        title,
        parts,
        shop="" if card else options.text("shop_name"),
        size=landscape(A5) if card else A4,
        letters=_CARD if card else _WHOLE,
        is_public=True,
    )


def _short(body: str) -> list[Part]:
    """On a card an item stands beside what is said of it."""
    whole = _body(body)
    heads = [at for at, part in enumerate(whole) if part.kind == "head"]
    ends = [*heads[1:], len(whole)]
    return [
        Part("fact", "\n".join(part.text for part in whole[at + 1 : end]), whole[at].text)
        for at, end in zip(heads, ends, strict=True)
    ]


def _body(body: str) -> list[Part]:
    """The items as headings, what is said of each below; in a text for LINE they stand in one line."""
    heads = tuple(written(item) for item in ITEMS)
    found = []
    for line in body.splitlines():
        head = next((one for one in heads if line.startswith(one)), "")
        rest = line.removeprefix(head).strip()
        found += [Part("head", head)] if head else []
        found += [Part("text", rest)] if rest else []
    return found


def _signing(row: NoticeRow) -> list[Part]:
    """Room for a name: reading is one thing, agreeing to advertising another, and free (§7, §20)."""
    said = [Part("gap"), Part("head", written(N_("I have read this")))]
    if "marketing" in row.purposes:
        said += [
            Part("tick", written(N_("I agree to get offers and news; I can end it at any time, free of charge"))),
            Part("tick", written(N_("I do not want any"))),
        ]
    return [
        *said,
        Part("gap"),
        Part("text", written(N_("Name")) + prose.blank(12) + "　" + written(N_("Date")) + prose.blank(10)),
    ]


def _known_by(row: NoticeRow) -> str:
    words = written(N_("Version {version}, from {day} on; {hash}"))
    return words.format(version=row.version, day=dates.shown(row.valid_from, options.shows_republic_years()), hash=row.hash[:16])
