"""The papers a law wants kept of somebody erased: drawn anew with the name only, the first paper's bytes go."""

import json
from collections.abc import Callable, Collection
from typing import Final

from db.core.connection import rows, run, value
from db.services import attachments, erased_elsewhere
from db.services.quote_life import Drawn
from db.services.quote_paper import QuotePaper
from resources.i18n import N_, written

Draw = Callable[[QuotePaper], Drawn]
_OF: Final = "customer IN (SELECT id FROM temp.gone)"
_ISSUED: Final = f"FROM issued_quote i JOIN quote q ON q.id = i.quote WHERE q.{_OF}"
_INVOICED: Final = f"{_OF} AND invoice_no <> ''"
_SCRUBBED: Final = {"contact": None, "contact_name": "", "site_address": "", "project": "", "note": ""}


def quotes() -> int:
    """How many issued versions those in temp.gone have."""
    return int(value(f"SELECT count(*) {_ISSUED}"))


def invoices() -> int:
    """How many sales with an invoice they have."""
    return int(value(f"SELECT count(*) FROM sale WHERE {_INVOICED}"))


def any_kept() -> bool:
    """Whether a paper goes on saying their name."""
    return bool(quotes() or invoices())


def redraw(name: str, words: Collection[str], draw: Draw) -> set[str]:
    """Within the erase unit: the name stays on the kept papers alone, of their other `words` nothing; the hashes of the papers
    that were replaced.
    """
    from db.services import quote_paper, quote_versions

    for sale, kept in rows(f"SELECT id, invoice_no <> '' FROM sale WHERE {_OF}"):
        run("UPDATE sale SET extra = ? WHERE id = ?", json.dumps({"kept_name": name}, ensure_ascii=False) if kept else "{}", sale)
    replaced = set()
    for issued, body, first in rows(f"SELECT i.id, i.body, i.blob_hash {_ISSUED}"):
        typed = json.loads(erased_elsewhere.hidden(body, words))
        typed |= _SCRUBBED | {"kept_name": name, "first_hash": first}
        for line in typed.get("lines", ()):
            line["note"] = ""
        run("UPDATE issued_quote SET body = ? WHERE id = ?", json.dumps(typed, ensure_ascii=False), issued)
        made = draw(quote_paper.of_version(quote_versions.get(issued)))
        run("UPDATE issued_quote SET blob_hash = ?, pages = ? WHERE id = ?", attachments.keep(made.pdf), made.pages, issued)
        replaced.add(first)
    return replaced


def name_on_quote(issued: int) -> str:
    """The name an issued version goes on saying though the person is erased, or ""."""
    return str(value("SELECT coalesce(json_extract(body, '$.kept_name'), '') FROM issued_quote WHERE id = ?", issued) or "")


def name_on_sale(sale: int) -> str:
    """The same of a sale with an invoice."""
    return str(value("SELECT coalesce(json_extract(extra, '$.kept_name'), '') FROM sale WHERE id = ?", sale) or "")


def mark() -> str:
    """What such a paper says of itself."""
    return written(N_("Personal data erased"))
