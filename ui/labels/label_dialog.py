"""地址標籤: the sheet, from which label on, one's own measures, and a page to see where the printer puts them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from db.core.errors import UserError
from db.core.progress import Progress
from db.services.letters import Addressee
from db.services.lists import Selection
from reports import label_sheets, labels_pdf
from reports.layout import Made
from resources.i18n import _, ngettext
from ui import papers
from ui.kit.labels import button, name_label, plain_label
from ui.kit.millimetres import MillimetreBox
from ui.kit.page import Shell
from ui.labels import wishes
from ui.labels.dialog import LettersDialog
from ui.labels.sheet_picture import SheetPicture
from ui.labels.wishes import MEASURES, OWN, ROLL, LabelWish
from ui.papers import ready

_OF_ROLL = 5  # labels shown of a roll


class LabelDialog(LettersDialog):
    """What is chosen is a LabelWish; the picture of the sheet says where it begins."""

    kind = "labels"

    def __init__(self, shell: Shell, who: Selection | Iterable[int]) -> None:
        self.wish = wishes.usual()
        super().__init__(shell, who, _("Address labels"))
        self._follow()

    def lay_out(self, body: QVBoxLayout) -> None:
        """The sheet and its picture first; what is seldom changed at the end."""
        self.sheet = self.choice(body, _("Sheet of labels"), _sheets(), self.wish.kind)
        self.sheet.combo.activated.connect(lambda _at: self._sheet_chosen())
        self.measures: dict[str, MillimetreBox] = {}
        self._groups = {kind: self._grid(body, kind) for kind in (OWN, ROLL)}
        self.turned = QCheckBox(_("Print it turned by a quarter"))
        self.turned.setChecked(self.wish.is_turned)
        self.turned.toggled.connect(lambda _on: self.changed())
        body.addWidget(self.turned)
        self._begin = plain_label(_("Begin where? Click the first label that is still there."), "muted", wrap=True)
        self.picture = SheetPicture()
        self.picture.chosen.connect(self._begin_at)
        body.addWidget(self._begin)
        body.addWidget(self.picture)
        self.ending = self.endings(body, self.wish.ending)
        self._offsets(body)

    def _grid(self, body: QVBoxLayout, kind: str) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for at, (key, words, _at_first) in enumerate(MEASURES[kind]):
            self.measures[key] = self._box(grid, at, _(words), self.wish.measures[key])
        body.addWidget(holder)
        return holder

    def _box(self, grid: QGridLayout, at: int, title: str, value: float) -> MillimetreBox:
        box = MillimetreBox(title, value)
        box.textChanged.connect(lambda _text: self.changed())
        grid.addWidget(name_label(title, box), at, 0)
        grid.addWidget(box, at, 1)
        return box

    def _offsets(self, body: QVBoxLayout) -> None:
        body.addWidget(
            plain_label(_("Printed beside the labels? Print the page to measure with, and move it:"), "muted", wrap=True)
        )
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        self.right = self._box(grid, 0, _("To the right (mm)"), self.wish.offset[0])
        self.down = self._box(grid, 1, _("Down (mm)"), self.wish.offset[1])
        body.addWidget(holder)
        body.addWidget(button(_("Page to measure with…"), self.calibrate, icon="printer"))

    # what is chosen

    def prepare(self) -> None:
        """Read the boxes. InputError: they hold no sheet."""
        self.wish = self._typed()
        sheet = self.wish.sheet()
        if self.wish.start > sheet.count:
            self.wish = replace(self.wish, start=1)
        self.picture.show_sheet(sheet, self.wish.start)

    def _typed(self) -> LabelWish:
        measures = {key: box.millimetres() for key, box in self.measures.items()}
        offset = self.right.millimetres(), self.down.millimetres()
        return LabelWish(self.sheet.value, measures, self.turned.isChecked(), self.wish.start, self.ending.value, offset)

    def _sheet_chosen(self) -> None:
        """Another sheet, another offset; it begins at its first label."""
        right, down = wishes.offset_of(self.sheet.value)
        self.right.put(right)
        self.down.put(down)
        self.wish = replace(self.wish, start=1)
        self._follow()

    def _follow(self) -> None:
        """Only the boxes this sheet has."""
        kind = self.sheet.value
        for one, holder in self._groups.items():
            holder.setVisible(one == kind)
        for part, is_there in ((self.turned, kind == ROLL), (self._begin, kind != ROLL), (self.picture, kind != ROLL)):
            part.setVisible(is_there)
        try:
            self.prepare()
        except UserError:
            return  # said where it is drawn

    def _begin_at(self, number: int) -> None:
        self.wish = replace(self.wish, start=number)
        self._draw()

    # what is drawn

    def verb(self, count: int) -> str:
        """So many labels are made."""
        return ngettext("Make {count} label", "Make {count} labels", count).format(count=f"{count:,}")

    def counted(self, count: int) -> str:
        """So many labels."""
        return ngettext("{count} label", "{count} labels", count).format(count=f"{count:,}")

    def sampled(self) -> int:
        """One sheet, or five of a roll."""
        return self.wish.sheet().count - self.wish.start + 1 if self.wish.kind != ROLL else _OF_ROLL

    def pages(self, count: int) -> int:
        """As many as the labels need, from the first one that is still there."""
        return ceil((count + self.wish.start - 1) / self.wish.sheet().count)

    def make(self, addressees: Sequence[Addressee], progress: Progress) -> Made:
        """The labels of these."""
        wish = self.wish
        return labels_pdf.make(
            addressees, wish.sheet(), start=wish.start, offset=wish.offset, ending=wish.ending, progress=progress
        )

    def calibrate(self) -> None:
        """The outlines of the labels on plain paper."""
        try:
            self.prepare()
            made = labels_pdf.calibration(self.wish.sheet(), self.wish.offset)
        except UserError as error:
            self._say(error.sentence)
            return
        papers.show(self._shell, ready.of_pdf(_("Page to measure with"), made.pdf, self.print_kind()))

    def print_kind(self) -> str:
        """Each sheet may lie in a printer of its own."""
        return f"labels-{self.wish.kind}"

    def remember(self) -> None:
        """What was chosen is chosen the next time, too."""
        wishes.keep(self.wish)


def _sheets() -> list[tuple[str, str]]:
    """The sheets in words."""
    said = _("A4, {across} × {down} = {count} labels")
    grids = [
        (key, said.format(across=sheet.across, down=sheet.down, count=sheet.count)) for key, sheet in label_sheets.SHEETS.items()
    ]
    return [*grids, (OWN, _("My own sheet")), (ROLL, _("Roll, one label a page"))]
