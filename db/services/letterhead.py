"""Who writes a paper: the shop as it stands at the head of every quote, slip and statement."""

from dataclasses import dataclass


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
