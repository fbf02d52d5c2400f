"""A paper over the whole window: looked at, printed, kept, handed to the customer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from db.core.errors import UserError
from reports.layout import Made
from resources.i18n import _
from ui.kit import jobs
from ui.kit.card import ground, row
from ui.kit.keys import once
from ui.kit.page import Shell
from ui.papers import memory
from ui.papers.handing import Handing
from ui.papers.offset_dialog import OffsetDialog
from ui.papers.out import Printing
from ui.papers.panel import Panel
from ui.papers.paper import Confirm, Paper, lacking
from ui.papers.view import PaperView


class PaperDialog(QDialog):
    """The pages at the left, at the right what can be done with them; the paper is drawn on the worker."""

    def __init__(self, shell: Shell, paper: Paper, confirm: Confirm | None = None) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(paper.title)
        self._shell, self.paper, self._confirm = shell, paper, confirm
        self.pdf = b""
        self._is_leaving = False  # whether it is printed as soon as it is drawn
        self._is_underway = False  # from the press that confirms to the printer
        self.view = PaperView()
        self.panel = Panel(paper, confirm)
        body = row(self, spacing=0)
        body.addWidget(self.view, 1)
        side = ground("card")
        holder = row(side, spacing=0)
        holder.addWidget(self.panel)
        body.addWidget(side)
        self.panel.asked.connect(self._do)
        self.panel.wish_changed.connect(self._draw)
        once("Ctrl+P", self, lambda: self._do("print"))
        once("Ctrl+S", self, lambda: self._do("save"))
        once("Ctrl+Return", self, lambda: self._do("confirm" if self._confirm else "print"))
        if parent := self.parentWidget():
            self.resize(parent.window().size())
        self._draw()
        self.panel.focus()

    # the paper

    def _draw(self) -> None:
        """On the worker; until it is there nothing can be done with it."""
        paper, wish = self.paper, self.panel.wish()
        self.panel.wait(on=True)
        self.view.say(_("Preparing the pages…"))
        jobs.start(lambda _progress: paper.make(wish), self._show, self._failed, quiet=True, of=self)

    def _show(self, made: Made) -> None:
        self.pdf = made.pdf
        self.view.show_pdf(made.pdf)
        self.panel.wait(on=False)
        memory.note_looked_at(self.paper)
        if said := lacking(made):
            self.panel.say(said, careful=True)
        if self._is_leaving:
            self._is_leaving = self._is_underway = False
            self._print()

    def _failed(self, error: BaseException) -> None:
        self._is_leaving = self._is_underway = False
        if not isinstance(error, UserError):
            raise error
        self.panel.say(error.sentence, careful=True)
        self.view.say(error.sentence)

    def reject(self) -> None:
        """Close it; not before what was confirmed is done and on its way, as it could not be said any more."""
        if self._is_underway:
            self.panel.say(_("One moment: this is being done just now."), careful=True)
        else:
            super().reject()

    # what is done

    def _do(self, name: str) -> None:
        """What a button asks; nothing goes before the paper is there."""
        if name == "close":
            self.reject()
        elif self.pdf and not self.panel.is_waiting:
            self._try(name)

    def _try(self, name: str) -> None:
        """What goes wrong is said beside the buttons."""
        try:
            self._deeds(name)
        except UserError as error:
            self.panel.say(error.sentence, careful=True)

    def _deeds(self, name: str) -> None:
        handing = Handing(self._shell, self.paper, self.pdf, self.panel.say)
        match name:
            case "confirm":
                self._be_confirmed()
            case "print" if not self._confirm:
                self._print()
            case "save":
                handing.save()
            case "picture":
                handing.copy_picture()
            case "file":
                handing.copy_file()
            case "text":
                handing.copy_text(self.panel.text())
            case "mail":
                handing.mail(self.panel.text())
            case "excel":
                handing.save_excel()
            case "offset":
                OffsetDialog(self._shell, self.paper.kind, self.pdf, self).open()

    def _be_confirmed(self) -> None:
        """Do what the button says; then the paper is the one that came of it, and is printed."""
        if self._confirm is None:
            return
        confirm, wish = self._confirm, self.panel.wish()
        self._is_underway = True
        self.panel.wait(on=True)
        jobs.start(lambda _progress: confirm.do(wish), self._confirmed, self._refused, quiet=True)

    def _refused(self, error: BaseException) -> None:
        self.panel.wait(on=False)
        self._failed(error)

    def _confirmed(self, done: Paper | None) -> None:
        if done is None:
            self._is_underway = False
            self.panel.wait(on=False)
            return
        self.paper, self._confirm, self._is_leaving = done, None, True
        self.setWindowTitle(done.title)
        self.panel.show_paper(done)
        self._draw()

    def _print(self) -> None:
        handing = Handing(self._shell, self.paper, self.pdf, self.panel.say)
        paper = self.paper

        def printed(printer: str) -> None:
            self.panel.say(_("Sent to the printer “{name}”.").format(name=printer) if printer else _("Sent to the printer."))

        then = jobs.living(printed, self)
        printing = Printing(
            self._shell, paper.kind, paper.name, handing.save, then, self, customer=paper.customer, errand=paper.errand
        )
        printing.start(self.pdf)
