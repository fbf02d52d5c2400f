"""A paper in a part of the window: its pages, which of them is in view, and how large they are."""

from PySide6.QtWidgets import QWidget

from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.labels import button, plain_label, set_button_text, set_text
from ui.papers.pages import PageView


class PaperView(QWidget):
    """`show_pdf(bytes)` shows a PDF in the place of the one before, without a jump; `say(words)` stands in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PageView()
        self._of = 0  # pages there will be, where only the first ones are shown
        self.place = plain_label("", "muted")
        self.said = plain_label("", "muted", wrap=True)
        self.said.hide()
        self.foot = foot = row(spacing=8)
        foot.setContentsMargins(8, 4, 8, 4)
        foot.addWidget(self.place)
        foot.addWidget(self.said, 1)
        foot.addStretch(1)
        self.whole = button(_("Whole page"), lambda: self.show_whole(on=not self.pages.is_whole), kind="small")
        for part in (
            button("−", lambda: self.pages.zoom(-1), kind="small", hint=_("Smaller"), key="-"),
            button("＋", lambda: self.pages.zoom(1), kind="small", hint=_("Larger"), key="+"),
            self.whole,
        ):
            foot.addWidget(part)
        body = column(self, spacing=0)
        body.addWidget(self.pages, 1)
        body.addLayout(foot)
        self.setFocusProxy(self.pages)
        self.pages.page_changed.connect(self._show_place)
        self._show_place(0, 0)

    def show_pdf(self, pdf: bytes, whole: int = 0) -> None:
        """Show this PDF; it may be but the first pages of one that has so many (`whole`)."""
        self.say("")
        self._of = whole
        self.pages.show_pdf(pdf)
        self._show_place(self.pages.page, self.pages.pages)

    def clear(self) -> None:
        """Show nothing."""
        self.pages.clear()

    def say(self, words: str) -> None:
        """Why the paper is not as it should be, below it; "" nothing."""
        set_text(self.said, words)
        self.said.setVisible(bool(words))

    def _show_place(self, page: int, pages: int) -> None:
        said = _("Page {number} of {pages}")
        if self._of > pages:
            said = _("The first {pages}, of {whole} pages")
        set_text(self.place, said.format(number=page, pages=pages, whole=f"{self._of:,}") if pages else "")

    def show_whole(self, *, on: bool) -> None:
        """A whole page in view, or its whole width."""
        self.pages.show_whole(on=on)
        set_button_text(self.whole, _("Page width") if self.pages.is_whole else _("Whole page"))
