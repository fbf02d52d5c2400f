"""What a page may ask the owner: questions, words, files. Tests put a plain object with the same methods in its place."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.core.errors import UserError
from resources import error_codes
from resources.i18n import _
from ui.kit import clipboard, labels
from ui.kit.card import column

_ENDING: Final = re.compile(r"\*(\.\w+)")  # of the files of one kind, in Qt's words: "CSV (*.csv)"


class Asks:
    """Asks with real dialogs over `parent`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent
        self.diagnose: Callable[[], object] | None = None  # makes the package for a technician, where a window is there

    def choose(
        self, title: str, text: str, options: Sequence[str], *, detail: str = "", danger: bool = False, no: str = ""
    ) -> int | None:
        """Ask by buttons named with verbs, the first one preferred; the index chosen, or None for Escape and the button `no`."""
        box = labels.message(self.parent, title, text, detail, "triangle-alert" if danger else "circle-help")
        roles = [QtWidgets.QMessageBox.ButtonRole.AcceptRole, *[QtWidgets.QMessageBox.ButtonRole.ActionRole] * (len(options) - 1)]
        buttons = []
        for at, (option, role) in enumerate(zip(options, roles, strict=True)):
            made = labels.button(option, kind=("danger" if danger else "primary") if at == 0 else "")
            box.addButton(made, role)
            buttons.append(made)
        back = labels.button(no or _("Not now"))
        box.addButton(back, QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(back)
        box.setDefaultButton(back if danger else buttons[0])
        box.exec()
        clicked = box.clickedButton()
        return next((at for at, made in enumerate(buttons) if made is clicked), None)

    def confirm(self, title: str, text: str, yes: str, *, detail: str = "", danger: bool = False, no: str = "") -> bool:
        """Whether the owner says yes; `yes` is the verb on the button, `no` the other one's."""
        return self.choose(title, text, [yes], detail=detail, danger=danger, no=no) == 0

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Say something that must be read."""
        self._close_only(labels.message(self.parent, title, text, detail))

    def error(self, error: UserError | str, title: str = "") -> None:
        """Show an error's sentence."""
        sentence = error.sentence if isinstance(error, UserError) else error
        entry = error_codes.of(sentence)
        detail = "\n".join(filter(None, [entry.safe, _("Error code {code}").format(code=entry.code)])) if entry else ""
        box = labels.message(self.parent, title or _("This did not work"), sentence, detail, symbol="triangle-alert")
        if entry:
            _offer_copy(box, entry.code)
        self._close_only(box)

    def bug(self, code: str, folder: Path) -> None:
        """Say that a step did not work for a reason nobody foresaw: its number to copy, and the package for a technician."""
        text = _("That step did not work. What you saved before is safe, and you can go on working.")
        detail = _("Error number {number}. Please note it if it happens again; details are in {folder}.")
        box = labels.message(
            self.parent, _("Something went wrong"), text, detail.format(number=code, folder=folder), "triangle-alert"
        )
        _offer_copy(box, code)
        if self.diagnose is not None:
            package = labels.button(_("Diagnosis package…"), kind="link", parent=box)
            box.addButton(package, QtWidgets.QMessageBox.ButtonRole.ActionRole)
            package.clicked.connect(partial(QTimer.singleShot, 0, self.diagnose))  # once this box is closed
        self._close_only(box)

    def _close_only(self, box: "QtWidgets.QMessageBox") -> None:
        made = labels.button(_("Close"), kind="primary")
        box.addButton(made, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(made)
        box.exec()

    def text(
        self, title: str, label: str, initial: str = "", *, yes: str = "", secret: bool = False, danger: bool = False
    ) -> str | None:
        """Ask for one line; None for Escape. A secret one shows dots; of danger Enter is no yes."""
        dialog = QtWidgets.QDialog(self.parent)
        dialog.setWindowTitle(title)
        dialog.setMinimumWidth(420)
        dialog.finished.connect(dialog.deleteLater)
        box = QtWidgets.QLineEdit(initial)
        box.setAccessibleName(label)
        if secret:
            box.setEchoMode(QtWidgets.QLineEdit.EchoMode.Password)
        layout = column(dialog, margin=20, spacing=12)
        layout.addWidget(labels.plain_label(label, wrap=True))
        layout.addWidget(box)
        layout.addWidget(button_row(dialog, yes or _("Go on"), danger=danger))
        width = max(dialog.minimumWidth(), layout.minimumSize().width())
        dialog.resize(width, layout.totalHeightForWidth(width))  # a long sentence is read whole
        box.selectAll()
        return box.text() if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted else None

    def reason(self, title: str, text: str, reasons: Sequence[str], proof: str, yes: str) -> tuple[str, str] | None:
        """Ask what for (`reasons` proposed) and for a PIN or password, `proof` its name; None for Escape."""
        from ui.kit.reason_dialog import ReasonDialog

        dialog = ReasonDialog(self.parent, title, text, reasons, proof, yes)
        return dialog.answer() if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted else None

    def choose_files(self, title: str, kinds: str, folder: Path | None = None) -> list[Path]:
        """Ask for files to read; `kinds` as Qt's filter wants it."""
        dialog = self._files(title, folder or Path.home(), kinds)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        return _chosen(dialog)

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Ask for a folder."""
        dialog = self._files(title, folder or Path.home())
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        return next(iter(_chosen(dialog)), None)

    def save_file(self, title: str, kinds: str, proposed: Path) -> Path | None:
        """Ask where to write a file; its name ends as one of the kinds, else as the proposed one does, and none is written over
        unasked.
        """
        endings = _ENDING.findall(kinds.casefold())
        while target := self.where(title, kinds, proposed):
            named = target if target.suffix.casefold() in endings else ending_in(target, proposed.suffix)
            if named == target or not named.exists() or self._may_write_over(named):
                return named
            proposed = named
        return None

    def where(self, title: str, kinds: str, proposed: Path) -> Path | None:
        """The name as it was typed; the system asks before it is one that is there."""
        dialog = self._files(title, proposed.parent, kinds)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix(next(iter(_ENDING.findall(kind)), "").removeprefix("."))
        )
        dialog.selectFile(proposed.name)
        return next(iter(_chosen(dialog)), None)

    def _may_write_over(self, target: Path) -> bool:
        words = _("“{name}” is there already. What is in it now would be gone.").format(name=target.name)
        return self.confirm(_("Write over the file?"), words, _("Write over"), no=_("Another name"), danger=True)

    def _files(self, title: str, folder: Path, kinds: str = "") -> "QtWidgets.QFileDialog":
        """The system's dialog; where Qt draws its own, with the words its zh_TW file leaves in English."""
        dialog = QtWidgets.QFileDialog(self.parent, title, str(folder), kinds)
        label = QtWidgets.QFileDialog.DialogLabel
        dialog.setLabelText(label.LookIn, _("Folder:"))
        dialog.setLabelText(label.FileName, _("File name:"))
        dialog.setLabelText(label.FileType, _("Kind of file:"))
        return dialog


def _chosen(dialog: "QtWidgets.QFileDialog") -> list[Path]:
    dialog.finished.connect(dialog.deleteLater)
    chosen = dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted
    return [Path(name) for name in dialog.selectedFiles()] if chosen else []


def _offer_copy(box: "QtWidgets.QMessageBox", code: str) -> None:
    """A button that copies the code and leaves the box open."""
    made = labels.button(_("Copy the code"), kind="link", parent=box)  # the box does not keep it
    box.addButton(made, QtWidgets.QMessageBox.ButtonRole.ActionRole)
    made.clicked.disconnect()  # the box closes with every button of its own
    made.clicked.connect(lambda: clipboard.put(code))


def ending_in(target: Path, ending: str) -> Path:
    """The name with this ending; what stands behind another point in it ("2026.11") is none."""
    return target if target.suffix.casefold() == ending.casefold() else target.with_name(target.name + ending)


def button_row(dialog: "QtWidgets.QDialog", yes: str, *, danger: bool = False) -> "QtWidgets.QDialogButtonBox":
    """The row at a dialog's foot: the verb at the right, and Cancel, which Enter presses where there is danger."""
    box = QtWidgets.QDialogButtonBox(dialog)  # at once: what is the default is kept by the dialog
    box.setStyleSheet("button-layout: 3")  # as in every form, whatever the system's own order is
    go, back = labels.button(yes, kind="danger" if danger else "primary"), labels.button(_("Cancel"))
    box.addButton(go, QtWidgets.QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(back, QtWidgets.QDialogButtonBox.ButtonRole.RejectRole)
    for made in (go, back):
        made.setAutoDefault(not danger or made is back)
    (back if danger else go).setDefault(True)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
