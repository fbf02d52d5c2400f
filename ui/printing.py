"""Prints what is on screen: the page's PDF goes to a printer, or into a file where there is none."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from db.core.errors import InputError
from resources.i18n import _, ngettext
from ui.kit.page import Shell

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_DOTS: Final = 200  # an inch; enough for 9 pt Chinese, small enough to send to an old printer


def print_pdf(pdf: bytes, name: str, shell: Shell, parent: QWidget | None = None) -> None:
    """Ask for a printer and print these pages; without any printer offer to keep the PDF. `name` is the document's."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        keep = _("This computer has no printer. You can keep it as a PDF and print it elsewhere.")
        if shell.asks.confirm(_("Print"), keep, _("Save as PDF"), detail=_pages(pdf)):
            save_pdf(pdf, name, shell)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        paint(pdf, printer)


def _pages(pdf: bytes) -> str:
    """How many pages it has, in words."""
    count = _opened(pdf)[0].pageCount()
    return ngettext("{count} page", "{count} pages", count).format(count=f"{count:,}")


def _opened(pdf: bytes) -> tuple["QPdfDocument", QBuffer]:
    """The document, and the buffer it reads from as long as it lives."""
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    return document, buffer


def save_pdf(pdf: bytes, name: str, shell: Shell) -> Path | None:
    """Ask where, write the PDF there, and say that it is there, with the way to it."""
    path = shell.asks.save_file(_("Save as PDF"), "PDF (*.pdf)", Path.home() / f"{name}.pdf")
    if path is None:
        return None
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise InputError(_("“{name}” could not be written there. Please choose another place.").format(name=path.name)) from error
    said = _("Saved: “{name}”").format(name=path.name)
    shell.toast(said, _("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    return path


def paint(pdf: bytes, printer: object) -> None:
    """Paint every page of the PDF on a QPrinter."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)  # noqa: S101 - typed late: the module is loaded when something is printed
    document, _buffer = _opened(pdf)
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        size = document.pagePointSize(page)
        pixels = QSize(round(size.width() / 72 * _DOTS), round(size.height() / 72 * _DOTS))
        scale = printer.resolution() / 72
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        target = QRectF(-area.x(), -area.y(), size.width() * scale, size.height() * scale)
        painter.drawImage(target, document.render(page, pixels))
    painter.end()
    document.close()
