"""Paper out of a printer: which one, which tray and which sheet are remembered by the kind of paper, and where it is moved to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from db.core.errors import InputError
from db.core.progress import Progress, silent
from resources.i18n import N_, _
from ui.kit import settings
from ui.papers.pages import Opened

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

_POINT: Final = 72.0  # an inch
_MM: Final = 25.4
_FINE: Final = 300  # dots an inch: what letters need, and a page that is soon drawn; a coarser printer gets its own
_SLACK: Final = 2.0  # mm: A4 and a sheet called A4 are the same
_PRINTING: Final = N_("Sending the pages to the printer")


@dataclass(frozen=True, slots=True)
class Habit:
    """What was used last for a kind of paper: the printer's name ("" none yet), its tray, and mm to the right and down."""

    printer: str = ""
    tray: int = 0
    offset: tuple[float, float] = (0.0, 0.0)


def habit(kind: str) -> Habit:
    """What this computer remembers of a kind of paper."""
    name = settings.get(f"paper/{kind}/printer")
    tray = settings.get(f"paper/{kind}/tray", "0")
    return Habit(name, int(tray) if tray.isdecimal() else 0, offset(kind, name))


def offset(kind: str, printer: str) -> tuple[float, float]:
    """How many mm to the right and down this printer needs for this kind."""
    right, _between, down = settings.get(_offset_key(kind, printer)).partition(";")
    return _number(right), _number(down)


def put_offset(kind: str, printer: str, right: float, down: float) -> None:
    """Remember it."""
    settings.put(_offset_key(kind, printer), f"{right:g};{down:g}")


def remember(kind: str, printer: "QPrinter", size: QSizeF) -> None:
    """Printer, tray and, where it is another than the paper's own `size` (points), the sheet were chosen for this kind."""
    sheet = printer.pageLayout().fullRectPoints().size()
    is_own = _is_same(_sides(QSizeF(sheet)), _sides(size))
    settings.put(_sheet_key(kind, size), "" if is_own else f"{sheet.width()};{sheet.height()}")
    settings.put(f"paper/{kind}/printer", printer.printerName())
    settings.put(f"paper/{kind}/tray", str(printer.paperSource().value))


def chosen_sheet(kind: str, size: QSizeF) -> QSizeF | None:
    """The sheet (points) papers of this kind and size were put on instead; None: their own."""
    wide, _between, high = settings.get(_sheet_key(kind, size)).partition(";")
    found = QSizeF(_number(wide), _number(high))
    return None if found.isEmpty() else found


def _sheet_key(kind: str, size: QSizeF) -> str:
    return f"paper/{kind}/instead/{size.width():.0f}x{size.height():.0f}"


def _offset_key(kind: str, printer: str) -> str:
    return f"paper/{kind}/offset/{printer.replace('/', '_') or '_'}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def names() -> list[str]:
    """The printers of this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


def made_ready(kind: str, name: str, size: QSizeF) -> "QPrinter":
    """A printer set as it was for this kind last time, with a sheet of this size (points) or the one chosen instead.

    `name`: of what is printed.
    """
    from PySide6.QtPrintSupport import QPrinter

    used = habit(kind)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if used.printer in names():
        printer.setPrinterName(used.printer)
    printer.setDocName(name)
    printer.setFullPage(True)
    if used.tray:
        printer.setPaperSource(QPrinter.PaperSource(used.tray))
    take_sheet(printer, chosen_sheet(kind, size) or size)
    return printer


def take_sheet(printer: "QPrinter", size: QSizeF) -> None:
    """A sheet of this size (points), lying where it is wider than high."""
    known = QPageSize.id(size, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyOrientationMatch)
    if known == QPageSize.PageSizeId.Custom:
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
        return
    printer.setPageSize(QPageSize(known))
    lying = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def holds(info: "QPrinterInfo", size: QSizeF) -> bool:
    """Whether a printer knows a sheet of this size (points); one that says nothing of its sheets knows any."""
    known = info.supportedPageSizes()
    wanted = _sides(size)
    return (
        not known
        or info.supportsCustomPageSizes()
        or any(_is_same(wanted, sorted(one.size(QPageSize.Unit.Millimeter).toTuple())) for one in known)
    )


def _is_same(one: list[float], other: list[float]) -> bool:
    return all(abs(this - that) <= _SLACK for this, that in zip(one, other, strict=True))


def _sides(size: QSizeF) -> list[float]:
    """Both sides in mm, the shorter first."""
    return sorted((_in_mm(size.width()), _in_mm(size.height())))


def _in_mm(points: float) -> float:
    return points / _POINT * _MM


def sheet_words(size: QSizeF) -> str:
    """A sheet's size (points) as people say it."""
    return f"{_in_mm(size.width()):.0f} × {_in_mm(size.height()):.0f} mm"


def paint(pdf: bytes, printer: "QPrinter", moved: tuple[float, float] = (0.0, 0.0), progress: Progress = silent) -> None:
    """Print every page of the PDF, as large as it is, or smaller where the sheet is; `moved`: mm to the right and down.

    InputError: the printer does not begin. Takes the time of printing: a job for the worker.
    """
    opened = Opened(pdf)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise InputError(_("The printer “{name}” does not answer. Is it switched on?").format(name=printer.printerName()))
    try:
        painter.translate(moved[0] / _MM * printer.resolution(), moved[1] / _MM * printer.resolution())
        for page in range(opened.pages):
            progress(_(_PRINTING), page, opened.pages)
            if page:
                printer.newPage()
            painter.drawImage(_target(printer, opened.size(page)), _drawn(opened, page, printer.resolution()))
    finally:
        painter.end()


def _target(printer: "QPrinter", size: QSizeF) -> QRectF:
    """Where a page of this size (points) goes, in the printer's dots."""
    sheet = printer.pageLayout().fullRectPoints()
    slack = _SLACK / _MM * _POINT
    fits = size.width() <= sheet.width() + slack and size.height() <= sheet.height() + slack
    scale = 1.0 if fits else min(sheet.width() / size.width(), sheet.height() / size.height())
    dots = printer.resolution() / _POINT * scale
    return QRectF(0, 0, size.width() * dots, size.height() * dots)


def _drawn(opened: Opened, page: int, resolution: int) -> QImage:
    """A page in the printer's dots; letters of a coarse printer (needles) without grey at their edges."""
    from PySide6.QtPdf import QPdfDocumentRenderOptions

    dots = min(resolution, _FINE)
    options = QPdfDocumentRenderOptions()
    if dots < _FINE:
        flags = QPdfDocumentRenderOptions.RenderFlag
        options.setRenderFlags(flags.TextAliased | flags.PathAliased)
    size = opened.size(page) / _POINT * dots
    return opened.document.render(page, QSize(round(size.width()), round(size.height())), options)
