"""The paper beside the editor or in its place: the draft as it would be printed, drawn while one types; or what was issued."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.core.errors import UserError
from db.core.progress import Progress
from db.services.quote_form import QuoteForm
from resources.i18n import _
from ui.kit import counter, jobs
from ui.kit.card import column
from ui.kit.empty import EmptyState
from ui.kit.labels import button
from ui.papers import memory
from ui.papers.paper import SHEETS, lacking
from ui.papers.sheet_box import SheetBox
from ui.quoting import paper

if TYPE_CHECKING:
    from reports.layout import Made
    from ui.papers.view import PaperView

_PAUSE: Final = 250  # milliseconds after the last key


class Sheet(QWidget):
    """`follow()` after every change; nothing is drawn while it is not seen."""

    def __init__(self, form: Callable[[], QuoteForm | None], number: Callable[[], tuple[str, int]]) -> None:
        """`form`: what stands in the editor, None where it belongs to nobody yet; `number` as printed, and the version."""
        super().__init__()
        self._form, self._number = form, number
        self._serial = 0
        self._view: PaperView | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._draw_if_seen)
        self.sheets = SheetBox()
        self.sheets.activated.connect(lambda _at: self._choose())
        self._is_wanted = False  # at the counter, too
        self.cover = EmptyState("eye-off")
        self.cover.tell(
            _("Counter mode is on, and this shows everything."), [button(_("Open all the same"), self._show_all_the_same)]
        )
        self._body = column(self, spacing=0)
        self._body.addWidget(self.cover)
        counter.state.changed.connect(self.veil)
        self.veil()
        self.hide()

    def veil(self) -> None:
        """At the counter nothing is seen, until it is wanted all the same."""
        self._is_wanted = False
        self._cover()

    def _show_all_the_same(self) -> None:
        self._is_wanted = True
        self._cover()

    def _cover(self) -> None:
        is_covered = counter.state.is_on and not self._is_wanted
        self.cover.setVisible(is_covered)
        if self._view is not None:
            self._view.setVisible(not is_covered)

    @property
    def view(self) -> "PaperView":
        """The view, made when it is first seen: it loads what reads PDFs."""
        if self._view is None:
            from ui.papers.view import PaperView

            self._view = PaperView()
            self._view.foot.insertWidget(1, self.sheets)
            self._body.addWidget(self._view)
            self.setFocusProxy(self._view)
            self._cover()
        return self._view

    def follow(self) -> None:
        """Something was typed."""
        if not self.isHidden():
            self._soon.start()

    def _draw_if_seen(self) -> None:
        if not self.isHidden():
            self.draw()

    def draw(self) -> None:
        """The draft as it stands, on the worker; of several the last is shown."""
        self._soon.stop()
        self._serial += 1
        form, (number, version), serial = self._form(), self._number(), self._serial
        self.sheets.offer(SHEETS, memory.wish(paper.KIND).sheet)
        self.sheets.show()
        if form is None:
            self.view.clear()
            self.view.say(_("Choose the customer; then the paper stands here."))
            return

        def work(_progress: Progress) -> "Made":
            return drawn(form, number, version)

        jobs.start(work, lambda made: self._show(serial, made), lambda error: self._tell(serial, error), quiet=True, of=self)

    def _choose(self) -> None:
        """Another sheet, for this quote and the next."""
        memory.put_wish(paper.KIND, replace(memory.wish(paper.KIND), sheet=self.sheets.sheet))
        self.draw()

    def show_frozen(self, pdf: bytes) -> None:
        """What was issued, as it left the house."""
        self.sheets.hide()
        self._soon.stop()
        self._serial += 1
        self.view.show_pdf(pdf)

    def _show(self, serial: int, made: "Made") -> None:
        if serial == self._serial:
            self.view.show_pdf(made.pdf)
            self.view.say(lacking(made))

    def _tell(self, serial: int, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if serial == self._serial:
            self.view.say(error.sentence)


def drawn(form: QuoteForm, number: str, version: int) -> "Made":
    """The draft as it would be printed, on the sheet quotes were printed on last."""
    from db.services import quote_paper

    return paper.on_sheet(quote_paper.of_form(form, number, version), memory.wish(paper.KIND))
