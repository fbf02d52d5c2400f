"""The cards of Today that hold figures: money of the month, quotes that wait, who is going, the letter of the month."""

from datetime import date
from zlib import crc32

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from db.core import file
from db.core.values import money
from db.services.stage_names import STAGE_NAMES
from resources.i18n import _, ngettext
from ui.kit import settings
from ui.kit.card import Card, row
from ui.kit.counter import hidden
from ui.kit.labels import button, plain_label, restyle, set_button_text, set_text
from ui.kit.page import Shell
from ui.pages.today.beside import Away, Money, Waiting
from ui.pages.today.month_bars import MonthBars

_LEFT = Qt.AlignmentFlag.AlignLeft
_MARGIN = 12
_SEEN = "letter_seen/{file}"  # of the machine, for each shop file: the month whose letter was looked at


class MoneyCard(Card):
    """這個月做了多少, against the same days of last month, and twelve months as bars; not there before anything was sold."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=_MARGIN, spacing=4)
        title = _("How much was sold this month?")
        self.sum, self.compared = plain_label("", "title"), plain_label("", "muted", wrap=True)
        self.bars = MonthBars(title, lambda: shell.go("reports", question="this_month"))
        self.body.addWidget(plain_label(title, "muted"))
        for part in (self.sum, self.compared, self.bars):
            self.body.addWidget(part)

    def tell(self, found: Money | None) -> None:
        """What was sold; nothing to anybody but the owner."""
        self.setVisible(found is not None and found.is_there)
        if found is None:
            return
        set_text(self.sum, hidden(f"${money.shown(found.now)}"))
        words = compared(found)
        set_text(self.compared, hidden(words))
        self.compared.setVisible(bool(words))
        restyle(self.compared, role="green" if found.now >= found.before else "amber")
        self.bars.tell(found.months)


def compared(found: Money) -> str:
    """比上月同期多 12 %; "" where there is nothing to compare with."""
    if found.before <= 0:
        return ""
    share = found.now / found.before - 1
    words = (
        _("{share} more than on the same days of last month")
        if share >= 0
        else _("{share} less than on the same days of last month")
    )
    from reports.shown import shown

    return words.format(share=shown(abs(share), "share"))


class WaitingCard(Card):
    """報價還沒回的, and what of it is likely to come in."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=_MARGIN, spacing=4)
        self.words = plain_label("", wrap=True)
        look = button(_("See them"), lambda: shell.go("reports", question="open_quotes"), kind="link")
        self.body.addLayout(_titled(_("Quotes nobody answered yet"), look))
        self.body.addWidget(self.words)

    def tell(self, found: Waiting) -> None:
        """How many, and what they come to."""
        self.setVisible(found.count > 0)
        words = _waiting(found)
        if found.expected is not None:
            likely = _("As quotes went so far, about {amount} will come in.")
            words = _both(words, likely.format(amount=hidden(f"${money.shown(found.expected)}")))
        set_text(self.words, words)


def _waiting(found: Waiting) -> str:
    if found.total is None:
        return ngettext("{count} quote", "{count} quotes", found.count).format(count=f"{found.count:,}")
    said = ngettext("{count} quote, {total} in all.", "{count} quotes, {total} in all.", found.count)
    return said.format(count=f"{found.count:,}", total=hidden(f"${money.shown(found.total)}"))


class AwayCard(Card):
    """Who has not been here for long, as the report says it: how many are going and gone, whom to call first."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=_MARGIN, spacing=4)
        self.words = plain_label("", wrap=True)
        look = button(_("See who"), lambda: shell.go("reports", question="late", asked={"which": "both"}), kind="link")
        self.body.addLayout(_titled(_("Who has not been here for long?"), look))
        self.body.addWidget(self.words)

    def tell(self, found: Away | None) -> None:
        """How many; None: it is being worked out."""
        self.setVisible(found is None or found.count > 0)
        set_text(self.words, hidden(_away(found)) if found else _("Working it out…"))


def _away(found: Away) -> str:
    counted = [_("{stage}: {count}").format(stage=_(STAGE_NAMES[key]), count=f"{count:,}") for key, count in found.stages]
    said = ngettext(
        "{count} stays away longer than usual ({stages}).", "{count} stay away longer than usual ({stages}).", found.count
    )
    words = said.format(count=f"{found.count:,}", stages=_(", ").join(counted))
    return _both(words, _("The first to call: {customer}.").format(customer=found.first)) if found.first else words


def _both(first: str, second: str) -> str:
    """One sentence after the other; Chinese has no blank between them."""
    return _("{first} {second}").format(first=first, second=second)


class LetterCard(Card):
    """「10 月的老闆月報好了」〔看〕 ✕ from the first open day of the month, until it was looked at or is not wanted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=_MARGIN, spacing=4)
        self._shell, self._month = shell, ""
        self.look = button("", self._show, kind="link")
        self.later = button(_("Not this time"), self._seen, kind="icon", icon="x")
        line = row(spacing=8)
        line.addWidget(self.look, 1, _LEFT)
        line.addWidget(self.later)
        self.body.addLayout(line)
        self.hide()

    def tell(self, month: date | None) -> None:
        """The month whose letter is ready; None: it is not the day."""
        self._month = month.strftime("%Y-%m") if month else ""
        self.setVisible(bool(month) and settings.get(_key()) != self._month)
        if month:
            set_button_text(self.look, _("The letter of {year}/{month} is ready").format(year=month.year, month=month.month))

    def _show(self) -> None:
        self._seen()
        self._shell.do("month_letter")

    def _seen(self) -> None:
        settings.put(_key(), self._month)
        self.hide()


def _key() -> str:
    return _SEEN.format(file=f"{crc32(str(file.current_path()).encode()):08x}")


def _titled(title: str, look: QPushButton) -> QHBoxLayout:
    """The first line of a card: what it is about, and the way to the rows."""
    line = row(spacing=8)
    line.addWidget(plain_label(title, "muted", wrap=True), 1)
    line.addWidget(look)
    return line
