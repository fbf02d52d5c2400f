"""櫃台模式 (F9): what customers at the counter must not read is hidden; what paints or speaks asks here, each time anew."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from resources.i18n import _
from ui.kit import cells, settings
from ui.kit.cells import Cell, Chip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.page import Shell

HIDDEN: Final = "•••"
SIGN: Final = cells.SIGN  # what stays of the watch list
_VEILS: Final = "veils"  # a property of dialogs
_AT_START: Final = "counter"  # of the machine


class _State(QObject):
    """Whether the counter mode is on; `changed` tells who must read again."""

    changed = Signal()
    is_on: bool = False


state: Final = _State()


def switch() -> None:
    """F9: hide, or show again."""
    state.is_on = not state.is_on
    state.changed.emit()


def opening(shell: "Shell", do: Callable[[], object]) -> None:
    """Open what shows everything, such as a form: at the counter only by a second press."""
    if state.is_on:
        shell.toast(_("Counter mode is on, and this shows everything."), _("Open all the same"), do)
    else:
        do()


def veils(dialog: "QWidget", again: Callable[[], object]) -> None:
    """This dialog hides by itself what must not be seen, once `again` drew it anew; any other is covered while the mode is on."""
    dialog.setProperty(_VEILS, True)
    state.changed.connect(again)


def is_veiled(dialog: "QWidget") -> bool:
    """Whether this dialog hides by itself what must not be seen."""
    return bool(dialog.property(_VEILS))


def begins_on() -> bool:
    """Whether the window opens in counter mode on this machine."""
    return settings.get(_AT_START) == "1"


def begin_on(wanted: bool) -> None:
    """Open the window in counter mode from now on, or not."""
    settings.put(_AT_START, "1" if wanted else "0")


def hidden(text: str) -> str:
    """A phone, amount, note or stage as it may be seen now; nothing stays nothing."""
    return HIDDEN if state.is_on and text else text


def warned(text: str) -> str:
    """Words of the watch list as they may be seen now."""
    return SIGN if state.is_on and text else text


def tag_name(name: str, *, careful: bool) -> str:
    """A tag as it may be read now: hidden where it says what to mind about somebody."""
    return hidden(name) if careful else name


def quiet(words: str) -> str:
    """Words of the program that name the watch list, as they may be seen now: its sign stands in its place."""
    name = _("Watch list")
    at = words.casefold().find(name.casefold()) if state.is_on else -1
    if at < 0:
        return words
    before = words[:at].removesuffix("與")  # 標籤與黑名單
    return f"{before}{' ' if before != words[:at] else ''}{SIGN}{words[at + len(name) :]}"


def veiled(cell: Cell) -> Cell:
    """A cell as it may be painted, spoken and copied now."""
    if not state.is_on:
        return cell
    parts: dict[str, Any] = {part: hidden(getattr(cell, part)) for part in cell.secret}
    if cell.hides_empty:
        parts["text"] = HIDDEN
    chips = tuple(Chip(SIGN) if chip.warns else Chip(HIDDEN) if chip.secret else chip for chip in cell.chips)
    return cell._replace(**parts, chips=chips, sign="muted" if cell.sign else "")
