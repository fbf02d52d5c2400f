"""Papers as values, for the tests of what draws them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from db.core.values import amounts
from db.services.letterhead import Letterhead
from db.services.quote_paper import PaperLine, Party, QuotePaper

_MM = 72 / 25.4  # points
SHOP = Letterhead(
    name="順發水電材料行",
    tax_id="22099131",
    address="234 新北市永和區中正路 88 號",
    phone="02-2921-1234",
    fax="02-2921-1235",
    line_id="@shunfa",
    bank="臺灣銀行（004）永和分行 012-345-678901",
)
CUSTOMER = Party(
    "宏達室內裝修有限公司", "04595257", "林經理", "02-2345-6789 #12", address="106 台北市大安區信義路三段 100 號 5 樓"
)


def item(name: str, quantity: str = "1", price: str = "100", kind: str = "item", discount: str = "", spec: str = "") -> PaperLine:
    """A line with a price."""
    return PaperLine(kind, name, spec, Decimal(quantity), "台", Decimal(price), discount)


def items(count: int) -> list[PaperLine]:
    """So many items, each with a name of its own."""
    return [item(f"不鏽鋼水管{number}號", str(number)) for number in range(1, count + 1)]


def quote(lines: Sequence[PaperLine], tax_mode: str = "exclusive", **others: object) -> QuotePaper:
    """A quote of these lines, added up as everywhere."""
    totals = amounts.total([amounts.Line(one.kind, one.quantity, one.unit_price, one.discount) for one in lines], tax_mode)
    priced = tuple(replace(line, amount=amount) for line, amount in zip(lines, totals.amounts, strict=True))
    paper = QuotePaper(SHOP, CUSTOMER, priced, totals.net, totals.tax, totals.total, tax_mode, "1151114-002", is_draft=False)
    return replace(paper, quoted_on="2026-11-16", valid_until="2026-12-16", staff="王老闆", **others)  # type: ignore[arg-type]


def picture(colour: str) -> bytes:
    """A small PNG."""
    kept = BytesIO()
    Image.new("RGB", (60, 40), colour).save(kept, "PNG")
    return kept.getvalue()


def plain(text: str) -> str:
    """The words without the spaces and ends of lines a reader finds between them."""
    return re.sub(r"\s+", "", text)


@contextmanager
def opened(pdf: bytes) -> Iterator[QPdfDocument]:
    """A PDF in a reader."""
    kept = QByteArray(pdf)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.status() == QPdfDocument.Status.Ready
    yield document


def places(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every line of a page, in mm from its upper left."""
    with opened(pdf) as document:
        found = [polygon.boundingRect() for polygon in document.getAllText(page).bounds()]
    assert found
    return [(box.left() / _MM, box.top() / _MM, box.right() / _MM, box.bottom() / _MM) for box in found]
