"""What a sale says of its 統一發票: fields only, the form of the number checked (統一發票使用辦法: two letters, eight digits)."""

import re
from typing import Final

from db.core.errors import InputError
from db.core.values.text import half_width
from resources.i18n import N_, _

KINDS: Final = (
    ("duplicate", N_("Two-part invoice")),
    ("triplicate", N_("Three-part invoice")),
    ("receipt", N_("Receipt")),
    ("none", N_("No invoice")),
)
_NUMBER: Final = re.compile(r"([A-Z]{2})[- ]?(\d{8})", re.ASCII)


def number(typed: str) -> str:
    """AB-12345678 however it was typed; "" of an empty box. InputError: it is no invoice number."""
    if not typed.strip():
        return ""
    found = _found(typed)
    if found is None:
        sentence = _("“{value}” is no invoice number. It has two letters and eight digits: AB-12345678.")
        raise InputError(sentence.format(value=typed.strip()), field="invoice_no")
    return f"{found[1]}-{found[2]}"


def is_number(typed: str) -> bool:
    """Whether this is the number of an invoice, however it was typed."""
    return _found(typed) is not None


def _found(typed: str) -> re.Match[str] | None:
    return _NUMBER.fullmatch(half_width(typed).strip().upper())


def kind(chosen: str) -> str:
    """One of KINDS, or "" where nothing was said. InputError: there is no such kind."""
    if chosen and chosen not in dict(KINDS):
        raise InputError(_("“{value}” is no kind of invoice.").format(value=chosen), field="invoice_kind")
    return chosen
