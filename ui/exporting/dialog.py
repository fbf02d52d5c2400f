"""The dialog 匯出: how many people, as which file, with which columns, what for; who refused stays out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from db.core import clock
from db.services import telling
from db.services.lists import Selection
from reports import exports
from reports.exports import Exported, Format, People, Wish
from resources.i18n import N_, _, ngettext
from ui import doors
from ui.kit import jobs, theme
from ui.kit.card import column, row
from ui.kit.dialogs import button_row
from ui.kit.keys import once
from ui.kit.labels import name_label, plain_label, set_text
from ui.kit.page import Shell

_FORMATS: Final[tuple[tuple[Format, str, str], ...]] = (
    ("xlsx", N_("Excel"), N_("Change it in Excel and drag it back: only what you changed is asked.")),
    ("csv", N_("CSV text"), N_("For other programs; Excel opens it, too.")),
    ("vcf", N_("Address book for the phone (vCard)"), N_("Send it to your phone and open it there.")),
)
_FILTERS: Final = {"xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "vcf": "vCard (*.vcf)"}


def export(shell: Shell, selection: Selection, columns: Sequence[str] = (), whole: Selection | None = None) -> None:
    """Ask how, and write these customers to a file. `columns`: the keys of the columns in sight; () where there are none.

    `whole`: the list they were chosen of, which is offered too.
    """
    if not doors.is_open(shell):
        return
    parent = shell if isinstance(shell, QWidget) else None
    dialog = ExportDialog(shell, selection, columns, parent, whole)
    dialog.open()


class ExportDialog(QDialog):
    """Counts who goes out whenever the purpose changes; the file is written on the worker."""

    def __init__(
        self,
        shell: Shell,
        selection: Selection,
        columns: Sequence[str] = (),
        parent: QWidget | None = None,
        whole: Selection | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export customers"))
        self._shell, self._who, self._shown = shell, selection, tuple(columns)
        self.people: People | None = None
        self._asked = 0  # how often was counted: an answer of before is nobody's
        self.count = plain_label("", "title")
        self.away = plain_label("", "muted", wrap=True)
        self.refused = plain_label("", "amber", wrap=True)
        self.with_refusing = QCheckBox(_("It is for myself only: put them in, too"))
        self.with_refusing.toggled.connect(self.look)
        body = column(self, margin=20, spacing=10)
        body.addWidget(self.count)
        if whole is not None:
            body.addLayout(self._whom(selection, whole))
        body.addWidget(self.away)
        body.addLayout(self._purpose())
        body.addWidget(self.refused)
        body.addWidget(self.with_refusing)
        self.formats = self._choices(body)
        self.columns = self._columns(body)
        self.note = QCheckBox(_("Put the notes in, too"))
        body.addWidget(self.note)
        self.password_name, self.password = self._password(body)
        body.addStretch(1)
        foot = button_row(self, _("Export…"))
        self.go = foot.buttons()[0]
        once("Ctrl+Return", self, self.go.click)
        body.addWidget(foot)
        self.setMinimumWidth(round(theme.px() * 34))
        self._format_chosen()
        self.look()

    def _whom(self, chosen: Selection, whole: Selection) -> QHBoxLayout:
        """Those chosen, or the list they stand in."""
        self.chosen_alone, self.all_of_list = QRadioButton(_("Only those chosen")), QRadioButton(_("The whole list"))
        line, group = row(spacing=14), QButtonGroup(self)
        for one in (self.chosen_alone, self.all_of_list):
            group.addButton(one)
            line.addWidget(one)
        line.addStretch(1)
        self.chosen_alone.setChecked(True)

        def take(is_whole: bool) -> None:
            self._who = whole if is_whole else chosen
            self.look()

        self.all_of_list.toggled.connect(take)
        return line

    def _purpose(self) -> QVBoxLayout:
        made = column(spacing=4)
        self.purpose = QComboBox()
        for key, words in exports.PURPOSES:
            self.purpose.addItem(_(words), key)
        self.purpose.currentIndexChanged.connect(self.look)
        made.addWidget(name_label(_("What is it for?"), self.purpose))
        made.addWidget(self.purpose)
        return made

    def _choices(self, body: QVBoxLayout) -> QButtonGroup:
        group = QButtonGroup(self)
        body.addWidget(plain_label(_("As which file?"), "muted"))
        for at, (_key, words, _hint) in enumerate(_FORMATS):
            one = QRadioButton(_(words).replace("&", "&&"))
            group.addButton(one, at)
            body.addWidget(one)
        self.hint = plain_label("", "small", wrap=True)
        body.addWidget(self.hint)
        group.button(0).setChecked(True)
        group.idToggled.connect(lambda _at, on: self._format_chosen() if on else None)
        return group

    def _columns(self, body: QVBoxLayout) -> QWidget:
        made = QWidget()
        line = row(made, spacing=14)
        line.addWidget(plain_label(_("Columns"), "muted"))
        self.all_columns = QRadioButton(_("All"))
        self.shown_columns = QRadioButton(_("Those on the screen"))
        for one in (self.all_columns, self.shown_columns):
            line.addWidget(one)
        line.addStretch(1)
        self.all_columns.setChecked(True)
        body.addWidget(made)
        return made

    def _password(self, body: QVBoxLayout) -> tuple[QLabel, QLineEdit]:
        """A word of the owner's own, seen as it is typed: it is told to whoever gets the file."""
        box = QLineEdit()
        box.setPlaceholderText(_("None: whoever has the file can read it"))
        words = name_label(_("Password to open the file"), box)
        body.addWidget(words)
        body.addWidget(box)
        return words, box

    @property
    def format(self) -> Format:
        """The kind of file chosen."""
        return _FORMATS[self.formats.checkedId()][0]

    def wish(self) -> Wish:
        """What is chosen."""
        return Wish(
            self._who,
            self.format,
            self._shown if self.shown_columns.isChecked() else (),
            self.purpose.currentData(),
            self.with_refusing.isChecked(),
            self.note.isChecked(),
            self.password.text() if self.format == "xlsx" else "",
        )

    def _format_chosen(self) -> None:
        set_text(self.hint, _(_FORMATS[self.formats.checkedId()][2]))
        self.columns.setVisible(bool(self._shown) and self.format != "vcf")
        self.note.setVisible(self.format == "vcf")
        for part in (self.password_name, self.password):
            part.setVisible(self.format == "xlsx")

    def look(self) -> None:
        """Count who goes out."""
        self._asked += 1
        asked, wish = self._asked, self.wish()
        self.go.setEnabled(False)
        jobs.start(lambda _progress: exports.people(wish), lambda found: self._show(asked, found), quiet=True, of=self)

    def _show(self, asked: int, found: People) -> None:
        if asked != self._asked:
            return
        self.people = found
        count = len(found.ids)
        set_text(self.count, ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}"))
        words = ngettext(
            "{count} is put away and never exported.", "{count} are put away and never exported.", found.put_away
        ).format(count=f"{found.put_away:,}")
        set_text(self.away, words if found.put_away else "")
        self.away.setVisible(bool(found.put_away))
        words = ngettext(
            "{count} does not want to be written to and is left out.",
            "{count} do not want to be written to and are left out.",
            found.left_out,
        ).format(count=f"{found.left_out:,}")
        said = [*([words] if found.left_out else []), *filter(None, [telling.words(found.to_be_told)])]
        set_text(self.refused, "\n".join(said))
        self.refused.setVisible(bool(said))
        self.with_refusing.setVisible(bool(found.left_out) or self.with_refusing.isChecked())
        self.go.setEnabled(count > 0)

    def accept(self) -> None:
        """Ask where, and write the file on the worker; where nothing is chosen the dialog stays."""
        wish = self.wish()
        proposed = Path.home() / f"{_('Customers')} {clock.today():%Y-%m-%d}.{wish.format}"
        purpose = self.purpose.currentText()
        target = doors.save_file(self._shell, _("Export customers"), _FILTERS[wish.format], proposed, purpose)
        if target is None:
            return
        super().accept()
        shell = self._shell
        jobs.start(
            lambda progress: exports.write(target, wish, progress), lambda done: _written(shell, done), title=_("Exporting…")
        )

    def done(self, result: int) -> None:
        """Closed: a count still under way is nobody's."""
        self._asked += 1
        super().done(result)
        self.deleteLater()


def _written(shell: Shell, done: Exported) -> None:
    """Say that it is there, and offer to open it or its folder."""
    text = ngettext("{count} customer is in “{name}”.", "{count} customers are in “{name}”.", done.rows)
    detail = ngettext(
        "{count} does not want to be written to and is left out.",
        "{count} do not want to be written to and are left out.",
        done.left_out,
    ).format(count=f"{done.left_out:,}")
    answer = shell.asks.choose(
        _("Exported"),
        text.format(count=f"{done.rows:,}", name=done.path.name),
        [_("Open"), _("Open the folder")],
        detail=detail if done.left_out else "",
        no=_("Close"),
    )
    if answer is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.path if answer == 0 else done.path.parent)))
