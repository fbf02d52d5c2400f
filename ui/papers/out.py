"""列印: ask for the printer, print on the worker, and say in sentences what is in the way."""

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QDialog, QWidget

from db.core.progress import Progress
from db.services import errands, facts
from db.services.errands import Errand
from resources.i18n import N_, _
from ui.kit import jobs
from ui.kit.page import Shell
from ui.papers import printer as printers
from ui.papers.pages import Opened

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_KEEP, _CHOOSE, _ANYWAY = N_("Save as PDF"), N_("Choose another printer"), N_("Print all the same")


class Printing:
    """Prints one PDF for `shell`; `keep()` saves it as a file instead, `printed()` is told when it went to the printer."""

    def __init__(
        self,
        shell: Shell,
        kind: str,
        name: str,
        keep: Callable[[], object],
        printed: Callable[[str], object],
        parent: QWidget,
        *,
        customer: int | None = None,
        errand: Errand = errands.FREE,
    ) -> None:
        self._shell, self._kind, self._name = shell, kind, name
        self._keep, self._printed, self._parent = keep, printed, parent
        self._told = errands.said(errand) | ({} if customer is None else {"customer": customer})

    def start(self, pdf: bytes) -> None:
        """Ask which printer, unless none is there, and print."""
        size = Opened(pdf).size(0)
        if self._is_refused():
            return
        printer = printers.made_ready(self._kind, self._name, size)
        while self._is_chosen(printer):
            if self._is_fit(printer.printerName(), size):
                self._print(pdf, printer, size)
                return

    def _is_refused(self) -> bool:
        """No printer at all, or not the one of last time; the owner does not go on."""
        there = printers.names()
        used = printers.habit(self._kind).printer
        if not there:
            words = _("This computer has no printer. You can keep it as a PDF and print it elsewhere.")
            if self._ask(words, [_KEEP]) == 0:
                self._keep()
            return True
        if used and used not in there:
            words = _("The printer “{name}” is not found. You can save it as a PDF first, or choose another one.")
            return self._turned(self._ask(words.format(name=used), [_CHOOSE, _KEEP]))
        return False

    def _is_chosen(self, printer: "QPrinter") -> bool:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle(_("Print"))
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _is_fit(self, name: str, size: QSizeF) -> bool:
        """Whether it is to be printed on this printer, though something is in the way."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            return True
        if info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            words = _("The printer “{name}” says that it is not ready. Is it switched on, and is there paper in it?")
            return self._ask(words.format(name=name), [_ANYWAY, _CHOOSE]) == 0
        if printers.chosen_sheet(self._kind, size) is None and not printers.holds(info, size):
            words = _("The printer “{name}” knows no sheet of {size}. It is made smaller where it does not fit.")
            return self._ask(words.format(name=name, size=printers.sheet_words(size)), [_ANYWAY, _CHOOSE]) == 0
        return True

    def _ask(self, words: str, ways: list[str]) -> int | None:
        kept = _("Nothing is lost: a number that was given stays.") if self._kind in ("quote", "sale") else ""
        return self._shell.asks.choose(_("Print"), words, [_(one) for one in ways], detail=kept)

    def _turned(self, answer: int | None) -> bool:
        if answer == 1:
            self._keep()
        return answer != 0

    def _print(self, pdf: bytes, printer: "QPrinter", size: QSizeF) -> None:
        printers.remember(self._kind, printer, size)
        name = printer.printerName()
        kind, told, moved = self._kind, self._told, printers.offset(self._kind, name)

        def work(progress: Progress) -> None:
            printers.paint(pdf, printer, moved, progress)
            facts.note("papers.print", kind=kind, pages=Opened(pdf).pages, sha256=sha256(pdf).hexdigest(), **told)

        def printed(_done: object) -> None:
            self._printed(name)

        jobs.start(work, printed, title=_("Printing…"))
