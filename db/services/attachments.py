"""Files kept with a customer: pictures, PDF and office files. The same bytes are stored once, under their hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Attachment
from db.services import attachment_kinds, customers, days
from db.services.attachment_kinds import PICTURES
from db.services.customer_form import CustomerForm
from resources.i18n import N_, _

MOST: Final = 20_000_000  # bytes of one file
MOST_AT_ONCE: Final = 200_000_000  # bytes handed over in one go
LABELS: Final = (
    ("", N_("No label")),
    ("before", N_("Before the work")),
    ("after", N_("After the work")),
    ("card", N_("Business card")),
)
_LONGEST_NAME: Final = 120  # characters; an ending stays in sight
_TOO_BIG: Final = N_("“{name}” is bigger than 20 MB. Please make it smaller (fewer pages, smaller pictures) and try again.")
_COLUMNS: Final = (
    f"id, customer, name, media_type, size, coalesce(happened_on, {clock.shop_day('created_at')}), label, note, blob_hash,"
    " thumbnail_hash"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A file handed over. A picture's bytes were made anew by the caller, so that no place stands in them, with a thumbnail."""

    name: str
    data: bytes
    thumbnail: bytes = b""  # a small JPEG
    happened_on: str | None = None  # ISO date the picture was taken
    label: str = ""  # one of LABELS


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a customer."""

    id: int
    customer: int
    name: str
    media_type: str
    size: int  # bytes
    happened_on: str  # ISO date; the day it was put in where no other is known
    label: str
    note: str
    blob_hash: str
    thumbnail_hash: str

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in the window."""
        return self.media_type in PICTURES

    @property
    def ending(self) -> str:
        """What the name of a copy ends in, by what the file is, not by what it was called."""
        return attachment_kinds.ENDINGS[self.media_type]


@dataclass(slots=True)
class AttachmentForm:
    """What is said of a file; the day as typed, empty: as it is."""

    name: str
    label: str = ""
    note: str = ""
    happened_on: str = ""


def add(customer: int, given: Iterable[Given]) -> list[int]:
    """Keep these files with the customer; the ids, also of those that were there already.

    InputError: too big, or a kind that is not kept; then none of them is.
    """
    files = list(given)
    kinds = [look(one.name, one.data) for one in files]
    if sum(len(one.data) for one in files) > MOST_AT_ONCE:
        raise InputError(_("These are more than 200 MB at once. Please put them in a few at a time."))
    with unit("attachments.add"):
        known = customers.follow(customer)
        return [_there(known, one) or _insert(known, one, kind) for one, kind in zip(files, kinds, strict=True)]


def look(name: str, data: bytes) -> str:
    """The media type of a file that may be kept. InputError: too big, empty, or a kind that is not."""
    if len(data) > MOST:
        raise InputError(_(_TOO_BIG).format(name=name))
    return attachment_kinds.of(name, data)


def refuse_big(name: str, size: int) -> None:
    """InputError where a file is too big, before it is read."""
    if size > MOST:
        raise InputError(_(_TOO_BIG).format(name=name))


def of(customer: int) -> list[AttachmentRow]:
    """A customer's files, the latest first."""
    order = "ORDER BY coalesce(happened_on, created_at) DESC, id DESC"
    return [AttachmentRow(*row) for row in read(f"SELECT {_COLUMNS} FROM attachment WHERE customer = ? {order}", customer)]


def get(attachment: int) -> AttachmentRow:
    """One file. NotFoundError: it was removed."""
    found = read(f"SELECT {_COLUMNS} FROM attachment WHERE id = ?", attachment)
    if not found:
        raise NotFoundError(_("This file is not with the customer any more."))
    return AttachmentRow(*found[0])


def content(blob_hash: str) -> bytes:
    """The bytes under this hash: of a file or of its thumbnail. NotFoundError: there are none."""
    found = value("SELECT bytes FROM blob WHERE hash = ?", blob_hash)
    if found is None:
        raise NotFoundError(_("The contents of this file are missing from the shop file. A backup may still have them."))
    return bytes(found)


def change(attachment: int, said: AttachmentForm) -> None:
    """Change what is said of a file. InputError for a day that is none, NotFoundError."""
    wanted = {
        "name": _named(said.name),
        "label": said.label,
        "note": clean_text(said.note).strip(),
        "happened_on": days.iso(said.happened_on, "happened_on") or get(attachment).happened_on,
    }
    with unit("attachments.change"):
        before = Attachment.get_by_id(get(attachment).id).__data__
        if changed := {key: new for key, new in wanted.items() if new != before[key]}:
            Attachment.update(changed).where(Attachment.id == attachment).execute()


def relabel(ids: Sequence[int], label: str) -> None:
    """Label these files, or take their label off ("")."""
    with unit("attachments.change"):
        Attachment.update(label=label).where(Attachment.id.in_(list(ids)), Attachment.label != label).execute()


def remove(ids: Sequence[int]) -> int:
    """Take files off their customer; how many. Their bytes stay, so that 復原 brings them back."""
    with unit("attachments.remove"):
        gone = Attachment.select().where(Attachment.id.in_(list(ids)))
        return sum(row.delete_instance() for row in list(gone))


def add_customer(form: CustomerForm, card: Given) -> int:
    """A new customer with the photo of the card they gave; the id. One unit."""
    with unit("customers.add"):
        made = customers.add(form)
        add(made, [card])
        return made


def _there(customer: int, one: Given) -> int | None:
    """The same bytes with the same customer already."""
    return value("SELECT id FROM attachment WHERE customer = ? AND blob_hash = ?", customer, _hash(one.data))  # type: ignore[no-any-return]


def _insert(customer: int, one: Given, kind: str) -> int:
    made = Attachment.create(
        customer=customer,
        blob_hash=keep(one.data),
        name=_named(one.name),
        media_type=kind,
        size=len(one.data),
        happened_on=one.happened_on or clock.today().isoformat(),
        label=one.label,
        note="",
        thumbnail_hash=keep(one.thumbnail) if one.thumbnail else "",
    )
    return int(made.id)


def keep(data: bytes) -> str:
    """Store these bytes unless they are stored already; their hash."""
    name = _hash(data)
    run("INSERT OR IGNORE INTO blob(hash, bytes) VALUES (?, ?)", name, data)
    return name


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _named(name: str) -> str:
    """A name of one line, short enough to be shown; its ending stays."""
    name = one_line(clean_text(name)).strip() or _("Picture")
    stem, dot, ending = name.rpartition(".")
    if len(name) <= _LONGEST_NAME or not dot:
        return name[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"[:_LONGEST_NAME]
