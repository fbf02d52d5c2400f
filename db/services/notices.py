"""告知書: what customers are told when their data is asked for (§8), version by version; an old one can be printed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from db.core import clock
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text
from db.models import Notice, Processor
from db.services import options
from resources.i18n import N_, _, written

KINDS: Final = (("paper", N_("A4 to hand out")), ("counter", N_("Card for the counter")), ("line", N_("Text for LINE")))
PURPOSES: Final = (  # key, code and words of the statutory list 個人資料保護法之特定目的及個人資料之類別
    ("contract", "069", N_("contracts and what is like them")),
    ("service", "090", N_("looking after customers")),
    ("marketing", "040", N_("marketing")),
    ("duty", "063", N_("duties by law")),
    ("online", "148", N_("selling online")),
)
USUAL: Final = ("contract", "service")
ITEMS: Final = (  # the six of §8(1), each with the words it begins with in every text
    N_("1. Who asks"),
    N_("2. What for"),
    N_("3. Which data"),
    N_("4. How long, where, by whom and how"),
    N_("5. Your rights"),
    N_("6. If you would rather not give it"),
)
_FULL: Final = (
    N_("{shop}, {where}"),
    N_("{purposes}"),
    N_(
        "C001 what identifies you (name, phone, mail, address, LINE), C011 birthday and sex where you tell them, C091 what you"
        " bought or ordered, C093 payments, C102 contracts and quotes"
    ),
    N_(
        "As long as you come here and {months} months after, papers of the books as long as the law asks; in Taiwan; by {by};"
        " in the shop’s own computer and on paper, not on the internet"
    ),
    N_(
        "You may ask about it, look at it, get a copy, have it completed or corrected, have us stop using it, have it deleted"
        " (article 3 of the Act): tell us at {where}. You may refuse advertising at any time, free of charge."
    ),
    N_("You are free not to give it; then we cannot quote, deliver, repair or call you back, and nothing else changes."),
)
_SHORT: Final = (
    N_("{shop}, {where}"),
    N_("{purposes}"),
    N_("Name, phone, address, birthday, what you bought"),
    N_("As long as you come here and {months} months after; in Taiwan; by {by}; in the shop’s own computer and on paper"),
    N_("Ask, look, copy, correct, stop, delete, refuse advertising: {where}"),
    N_("You may; then we cannot deliver, repair or call you back."),
)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One version. `hash`: SHA-256 of the body, hex; `used`: how many consents name it."""

    id: int
    kind: str
    version: int
    purposes: tuple[str, ...]
    body: str
    hash: str
    valid_from: str
    used: int = 0


def draft(kind: str, purposes: Sequence[str] = USUAL) -> str:
    """The text as the shop's settings fill it, with all six items of §8(1); always Chinese: customers read it."""
    shop = options.text("registered_name") or options.text("shop_name") or written(N_("this shop"))
    says = _filled(kind, shop, purposes)
    title = written(N_("How {shop} uses your personal data")).format(shop=shop)
    mark = " " if kind == "line" else "\n"
    return "\n".join([title, *(f"{written(item)}{mark}{said}" for item, said in zip(ITEMS, says, strict=True))])


def _filled(kind: str, shop: str, purposes: Sequence[str]) -> list[str]:
    """The six items in words: in full on paper, short on a card and in LINE."""
    where = options.text("phone") or options.text("line_id") or written(N_("at the counter"))
    chosen = [f"{code} {written(words)}" for key, code, words in PURPOSES if key in purposes]
    given = {
        "shop": shop,
        "where": where,
        "purposes": "、".join(chosen),
        "months": str(options.get("retention_months")),
        "by": "、".join([written(N_("this shop")), *_processors()]),
    }
    return [written(one).format(**given) for one in (_FULL if kind == "paper" else _SHORT)]


def _processors() -> list[str]:
    return [row.name for row in Processor.select(Processor.name).where(Processor.name != "").order_by(Processor.id)]


def add(kind: str, purposes: Sequence[str], body: str, valid_from: str = "") -> int:
    """Keep a text as the next version of its kind; its id. InputError: an item of §8 is missing in it."""
    from db.services import days

    text = clean_text(body).strip()
    if missing := lacking(text):
        sentence = _("The law asks for six items (§8); this one is missing: {item}. Nothing was saved.")
        raise InputError(sentence.format(item=missing[0]), field="body")
    if not purposes:
        raise InputError(_("Please choose at least one purpose."), field="purposes")
    with unit("notices.add"):
        version = int(value("SELECT max(version) FROM notice WHERE kind = ?", kind) or 0) + 1
        made = Notice.create(
            kind=kind, version=version, purposes=[key for key, _code, _words in PURPOSES if key in purposes], body=text,
            hash=sha256(text.encode()).hexdigest(), valid_from=days.iso(valid_from, "valid_from") or clock.today().isoformat(),
        )  # fmt: skip
        return int(made.id)


def lacking(body: str) -> list[str]:
    """The items of §8 that stand in no line of the text."""
    return [written(item) for item in ITEMS if written(item) not in body]


def rows() -> list[NoticeRow]:
    """Every version, the latest first."""
    return [_shown(row) for row in Notice.select().order_by(Notice.id.desc())]


def get(notice: int) -> NoticeRow:
    """One version. NotFoundError: there is none."""
    found = Notice.get_or_none(Notice.id == notice)
    if found is None:
        raise NotFoundError(_("This version is not there any more."))
    return _shown(found)


def latest(kind: str = "paper") -> NoticeRow | None:
    """The version of this kind that holds now."""
    found = Notice.select().where(Notice.kind == kind).order_by(Notice.version.desc()).first()
    return None if found is None else _shown(found)


def purpose_words(key: str) -> str:
    """行銷（040）."""
    code, words = next((code, words) for one, code, words in PURPOSES if one == key)
    return _("{words} ({code})").format(words=_(words), code=code)


def _shown(row: "Notice") -> NoticeRow:
    used = value("SELECT count(*) FROM consent WHERE notice = ?", row.id)
    return NoticeRow(row.id, row.kind, row.version, tuple(row.purposes), row.body, row.hash, row.valid_from, int(used or 0))
