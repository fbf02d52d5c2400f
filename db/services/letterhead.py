"""Who writes a paper: the shop as it stands at the head of every quote, slip and statement."""

from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import run, value
from db.core.errors import InputError
from db.core.journal import unit
from db.services import options
from resources.i18n import N_, _

Picture = Literal["logo", "seal", "owner_seal"]
PICTURES: Final[dict[Picture, str]] = {
    "logo": N_("Logo"),
    "seal": N_("Seal of the shop"),
    "owner_seal": N_("Seal of the owner"),
}  # English ids of their words
MOST: Final = 600_000  # bytes of one picture; it stands in every paper
LONGEST: Final = 1_200  # pixels of its longer side
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Seals:
    """The seals where somebody signs, the shop's first; mm: how high they are, and how far from their usual place."""

    pictures: tuple[bytes, ...] = ()
    size: int = 20
    right: int = 0
    down: int = 0


NO_SEALS: Final = Seals()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop as printed; "" and b"" are left out. Pictures are PNG or JPEG bytes, small already."""

    name: str = ""
    tax_id: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    line_id: str = ""
    email: str = ""
    bank: str = ""  # the account money is sent to, one text
    logo: bytes = b""
    seal: bytes = b""  # 大章, over the words of who quotes
    owner_seal: bytes = b""  # 小章, beside it

    seal_size: int = 20  # mm
    seal_right: int = 0  # mm from their usual place
    seal_down: int = 0

    @property
    def seals(self) -> Seals:
        """The seals there are, and where."""
        return Seals(tuple(filter(None, (self.seal, self.owner_seal))), self.seal_size, self.seal_right, self.seal_down)

    @classmethod
    def of_shop(cls) -> "Letterhead":
        """As the shop has set it."""
        return cls(
            options.text("shop_name"), options.text("tax_id"), options.text("address"), options.text("phone"),
            options.text("fax"), options.text("line_id"), options.text("email"), options.text("bank_account"),
            picture("logo"), picture("seal"), picture("owner_seal"),
            *(int(str(options.get(key))) for key in ("seal_size", "seal_right", "seal_down")),
        )  # fmt: skip


def picture(kind: Picture) -> bytes:
    """A picture of the letterhead; b"" where there is none."""
    found = value("SELECT b.bytes FROM setting s JOIN blob b ON b.hash = json_extract(s.value, '$') WHERE s.key = ?", _key(kind))
    return bytes(found or b"")


def kind_of(key: str) -> Picture | None:
    """Which picture a setting of this key is; None: none."""
    return next((kind for kind in PICTURES if _key(kind) == key), None)


def size(blob_hash: str) -> int:
    """How many bytes a picture has that is or was part of the letterhead; 0 of one that is gone."""
    return int(value("SELECT length(bytes) FROM blob WHERE hash = ?", blob_hash) or 0)


def put(kind: Picture, data: bytes) -> None:
    """Set a picture, made small before by who read it; b"" takes it away. InputError: no PNG or JPEG, too large."""
    if data and not data.startswith((_PNG, _JPEG)):
        raise InputError(_("This is no picture that can be printed. Please choose a PNG or JPEG file."))
    if len(data) > MOST or max(_pixels(data)) > LONGEST:
        raise InputError(_("This picture is too big to stand on every paper. Please choose a smaller one."))
    from db.services import attachments, settings  # which load the models; a paper is drawn without them

    with unit("letterhead.put", name=_(PICTURES[kind])):
        if data:
            settings.put(_key(kind), attachments.keep(data))
        else:
            run("DELETE FROM setting WHERE key = ?", _key(kind))


def _pixels(data: bytes) -> tuple[int, int]:
    """How wide and high a PNG is (PNG 1.2, 11.2.2); (0, 0) of a JPEG, which is drawn small without all its pixels."""
    is_png = data.startswith(_PNG)
    return (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) if is_png else (0, 0)


def _key(kind: Picture) -> str:
    return f"letterhead_{kind}"
