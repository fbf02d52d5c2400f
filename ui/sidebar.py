"""The sidebar: the shop's name, the pages that exist, what is not finished, and how the last backup went."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QWidget

from resources.i18n import _
from ui.kit import backup_news, counter, theme
from ui.kit.card import column, row
from ui.kit.labels import button, plain_label, restyle, set_button_text, set_text, tip, with_key
from ui.kit.page import PageSpec, page_key

if TYPE_CHECKING:
    from db.services.backup_state import BackupState

_MANY: Final = 99  # a badge counts no further


class Sidebar(QWidget):
    """Narrow under 1400 px, as wide as its longest word needs."""

    chosen = Signal(str)

    def __init__(self, pages: list[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, QLabel] = {}
        self._tightened = 0  # pixels that were taken from between the entries
        self._titles = {spec.key: spec.title for spec in pages if spec.in_sidebar}
        counter.state.changed.connect(self._veil)
        backup_news.news.told.connect(self.tell_backup)
        self.shop = plain_label("", "side", wrap=True)
        self.foot = plain_label("", "side", wrap=True)
        self._column = layout = column(self, spacing=2)
        layout.setContentsMargins(8, 14, 8, 14)
        layout.addWidget(self._brand())
        layout.addSpacing(10)
        for at, spec in enumerate(one for one in pages if one.in_sidebar):
            layout.addWidget(self._entry(spec, _(spec.title), page_key(at)))
        for spec in (one for one in pages if one.while_open):
            layout.addWidget(self._entry(spec, _(spec.while_open)))
            self.show_open(spec.key, on=False)
        layout.addStretch(1)
        self.foot.setIndent(10)  # under the shop's name
        layout.addWidget(self.foot)

    def _brand(self) -> QWidget:
        head = QWidget()
        layout = column(head, spacing=0)
        layout.setContentsMargins(10, 0, 4, 0)
        layout.addWidget(plain_label(_("Shukebu"), "shop"))
        layout.addWidget(self.shop)
        return head

    def _entry(self, spec: PageSpec, words: str, key: str = "") -> QPushButton:
        made = button(counter.quiet(words), lambda: self.chosen.emit(spec.key), kind="side", key=key)
        made.setCheckable(True)
        self._group.addButton(made)
        self._buttons[spec.key] = made
        badge = self._badges[spec.key] = plain_label("", "badge")
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        badge.hide()
        beside = row(made)
        beside.setContentsMargins(0, 0, 8, 0)
        beside.addStretch(1)
        beside.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def tell_count(self, key: str, count: int) -> None:
        """Show how many wait on a page; none shows nothing."""
        badge = self._badges[key]
        set_text(badge, f"{count}" if count <= _MANY else f"{_MANY}+")
        badge.setVisible(count > 0)
        self.follow(self.window().width())

    def tell_backup(self, state: "BackupState | None") -> None:
        """How the backups stand, at the foot; None: there is nothing to back up."""
        is_well = state is None or state.worst == "green"
        lines = state.lines if state else []
        set_text(self.foot, "\n".join(f"{'✓' if level == 'green' else '⚠'} {words}" for words, level in lines))
        restyle(self.foot, role="side" if state is None or is_well else f"side-{state.worst}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window leaves less room below the entries."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The entries stand closer where the words at the foot would not be whole otherwise: large letters in a low window."""
        loosely = self._column.totalHeightForWidth(self.width()) + self._tightened
        is_tight = loosely > self.height()
        if is_tight == bool(self._tightened):
            return
        shown = [made for made in self._buttons.values() if not made.isHidden()]
        before = sum(made.sizeHint().height() for made in shown)
        for made in self._buttons.values():
            restyle(made, tight=is_tight)
        self._tightened = before - sum(made.sizeHint().height() for made in shown) if is_tight else 0

    def _veil(self) -> None:
        """The counter mode began or ended."""
        for at, (key, title) in enumerate(self._titles.items()):
            words = counter.quiet(_(title))
            set_button_text(self._buttons[key], words)
            tip(self._buttons[key], with_key(words, page_key(at)))
            self._buttons[key].setAccessibleName(words)

    def show_open(self, key: str, *, on: bool) -> None:
        """Show the entry of a page that has one only while work there is not finished."""
        self._buttons[key].setVisible(on)

    def entry(self, key: str) -> QPushButton:
        """The entry of a page, to be pointed at."""
        return self._buttons[key]

    def mark(self, key: str) -> None:
        """Show which page is in view; one that has no entry leaves none marked."""
        self._group.setExclusive(False)
        for name, made in self._buttons.items():
            made.setChecked(name == key)
        self._group.setExclusive(True)

    def follow(self, window_width: int) -> None:
        """Be as wide as the window allows: 132 px under 1400, more for large letters and long words."""
        least = 132 if window_width < 1400 else 150
        words = max((_room(made) + _beside(self._badges[key]) for key, made in self._buttons.items()), default=0) + 16
        self.setFixedWidth(max(least * theme.px() // 15, words))


def _beside(badge: QLabel) -> int:
    """The width a badge needs beside the words."""
    return 0 if badge.isHidden() else badge.sizeHint().width()


def _room(entry: QPushButton) -> int:
    """The width an entry needs once it is chosen: its words are bold then."""
    bold = QFont(entry.font())
    bold.setBold(True)
    words = entry.text()
    return entry.sizeHint().width() - entry.fontMetrics().horizontalAdvance(words) + QFontMetrics(bold).horizontalAdvance(words)
