"""What customers want nothing by any more: one tick a channel, with the day it was said."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from db.core.values import dates
from db.services import opt_outs, settings
from resources.i18n import _
from ui.kit import jobs, theme
from ui.kit.card import column, foot, row
from ui.kit.keys import once
from ui.kit.labels import button, plain_label
from ui.kit.page import Shell
from ui.watch_list.presenter import Deeds, Who

_WIDE_EM: Final = 32
_ALL: Final = "all"


class RefusalDialog(QDialog):
    """Of one customer the ticks are what holds from now on; of several they only add to what was refused before."""

    def __init__(self, shell: Shell, who: Who) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What may be sent"))
        self._who, self._deeds = who, Deeds(shell, jobs.start)
        self._one = who[0] if isinstance(who, list) and len(who) == 1 else None
        self.ticks: dict[str, QCheckBox] = {}
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("They want nothing more by:"), "head", wrap=True))
        self._draw(body)
        words = _("Every list, print and file that leaves the program leaves them out and says how many they are.")
        if self._one is None:
            words = f"{_('What each of them refused before stays.')} {words}"
        body.addWidget(plain_label(words, "muted", wrap=True))
        body.addStretch(1)
        cancel = button(_("Cancel"), self.reject)
        self.save_button = button(_("Save"), self.save, kind="primary")
        last = foot(cancel, self.save_button)
        last.insertWidget(0, plain_label(_("Ctrl+Enter saves"), "small"))
        body.addLayout(last)
        once("Ctrl+Return", self, self.save)
        self._layout = body
        self.setMinimumWidth(round(theme.px() * _WIDE_EM))
        self.ticks[_ALL].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its sentences need at this width."""
        super().showEvent(event)
        self.setMinimumHeight(self._layout.heightForWidth(self.width()))

    def _draw(self, body: QVBoxLayout) -> None:
        before = opt_outs.since(self._one) if self._one is not None else {}
        roc = settings.shows_republic_years()
        for channel, words in opt_outs.CHANNELS:
            line = row(spacing=10)
            tick = QCheckBox(_(words).replace("&", "&&"))
            tick.setChecked(channel in before)
            tick.toggled.connect(self._follow)
            self.ticks[channel] = tick
            line.addWidget(tick)
            day = before.get(channel)
            line.addWidget(plain_label(_("since {day}").format(day=dates.shown(day, roc)) if day else "", "muted"), 1)
            body.addLayout(line)
        self._follow()

    def _follow(self) -> None:
        """Where everything is refused, the single channels say nothing more."""
        everything = self.ticks[_ALL].isChecked() if _ALL in self.ticks else False
        for channel, tick in self.ticks.items():
            tick.setEnabled(channel == _ALL or not everything)

    def save(self) -> None:
        """Save what is ticked."""
        channels = [channel for channel, tick in self.ticks.items() if tick.isChecked()]
        if self._one is not None:
            self._deeds.refuse(self._one, channels)
        elif channels:
            self._deeds.refuse_too(self._who, channels)
        self.accept()


def refuse(shell: Shell, who: Who) -> RefusalDialog:
    """Ask what these customers want nothing by any more."""
    dialog = RefusalDialog(shell, who)
    dialog.open()
    return dialog
