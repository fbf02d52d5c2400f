"""紙張與店章: logo and seals of the shop's papers, where the seals stand, and beside them a paper as it is printed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.core.errors import UserError
from db.core.journal import saving
from db.services import letterhead, options
from db.services.letterhead import PICTURES, Letterhead, Picture
from resources.i18n import _
from ui.attachments.letterhead_box import LetterheadBox
from ui.kit import jobs, theme
from ui.kit.card import Card
from ui.kit.labels import name_label, plain_label
from ui.kit.page import Shell
from ui.pages.settings.presenter import OptionItem
from ui.pages.settings.sections import OptionsCard
from ui.papers.view import PaperView
from ui.quoting import sample

if TYPE_CHECKING:
    from reports.layout import Made

_HIGH: Final = 32  # letters the paper is high


class PaperCard(QWidget):
    """Pictures are kept as soon as they are chosen, with the way back; the paper is drawn anew whenever something was kept."""

    def __init__(self, shell: Shell, items: list[OptionItem], save: Callable[[str, str], None]) -> None:
        super().__init__()
        self._shell = shell
        self.boxes: dict[Picture, LetterheadBox] = {}
        self.placing = OptionsCard(_("Where the seals stand"), items, save)
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._pictures(), 0, 0)
        whole.addWidget(self.placing, 1, 0)
        whole.setRowStretch(2, 1)
        whole.addWidget(self._sample(), 0, 1, 3, 1)
        whole.setColumnStretch(0, 1)
        whole.setColumnStretch(1, 1)
        self.draw()

    def _pictures(self) -> QWidget:
        card = Card(spacing=10)
        card.body.addWidget(plain_label(_("Logo and seals"), "head"))
        said = _("PNG or JPEG; a seal is best a red one on white, or on nothing. Big photos are made smaller by themselves.")
        card.body.addWidget(plain_label(said, "muted", wrap=True))
        for kind, words in PICTURES.items():
            box = self.boxes[kind] = LetterheadBox(self._shell.asks, letterhead.picture(kind))
            box.changed.connect(partial(self._keep, kind))
            card.body.addWidget(name_label(_(words), box.widget_for_label()))
            card.body.addWidget(box)
        return card

    def _sample(self) -> QWidget:
        card = Card(spacing=6)
        card.body.addWidget(plain_label(_("So it is printed"), "head"))
        self.view = PaperView()
        self.view.setMinimumHeight(round(theme.px() * _HIGH))
        self.view.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.body.addWidget(self.view, 1)
        return card

    def _keep(self, kind: Picture) -> None:
        """Keep this picture; what can't be kept is said, and the one before stands there again."""
        box = self.boxes[kind]
        if box.value() == letterhead.picture(kind):
            return
        try:
            _none, unit = saving(lambda: letterhead.put(kind, box.value()))
        except UserError as error:
            self._shell.asks.error(error)
            box.fill(letterhead.picture(kind))
            return
        self._shell.toast_undo(_("“{option}” is saved.").format(option=_(PICTURES[kind])), unit)

    def follow(self, items: list[OptionItem], *, is_undo: bool) -> None:
        """Something was saved, or taken back."""
        self.placing.follow(items, is_undo=is_undo)
        for kind, box in self.boxes.items():
            if box.value() != letterhead.picture(kind):
                box.fill(letterhead.picture(kind))
        self.draw()

    def say(self, key: str, sentence: str) -> None:
        """Why an option can't be saved, under its box."""
        self.placing.say(key, sentence)

    def draw(self) -> None:
        """The paper as it would be printed now, on the worker."""
        head, mode = Letterhead.of_shop(), options.text("invoices") or "exclusive"
        jobs.start(lambda _progress: sample.drawn(head, mode), self._show, quiet=True, of=self)

    def _show(self, made: "Made") -> None:
        self.view.show_pdf(made.pdf)
