"""信封: which size, lying or upright, with the shop as the sender, with boxes for the postal code."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from db.core.progress import Progress
from db.services.letters import Addressee
from db.services.lists import Selection
from reports import envelopes_pdf
from reports.envelopes_pdf import EnvelopeWish, Sender
from reports.layout import Made
from resources.i18n import _, ngettext
from ui.kit import settings
from ui.kit.page import Shell
from ui.labels.dialog import LettersDialog

_SHOWN = 3  # envelopes, one a page


class EnvelopeDialog(LettersDialog):
    """What is chosen is an EnvelopeWish, and whether the shop stands on it."""

    kind = "envelopes"

    def __init__(self, shell: Shell, who: Selection | Iterable[int]) -> None:
        self._wish, self._sender = EnvelopeWish(), True
        super().__init__(shell, who, _("Envelopes"))

    def lay_out(self, body: QVBoxLayout) -> None:
        """The size, how it is written, what stands on it."""
        sizes = [("dl", _("Western DL, 220 × 110 mm")), ("15k", _("15K standard, 235 × 120 mm"))]
        self.size_of = self.choice(body, _("Envelope"), sizes, settings.get("envelopes/kind", "dl"))
        ways = [("-", _("Across, as in the West")), ("1", _("Upright, from right to left"))]
        self.way = self.choice(body, _("How it is written"), ways, settings.get("envelopes/upright") or "-")
        self.ending = self.endings(body, settings.get("envelopes/ending", "收"))
        self.with_sender = self._tick(body, _("Print our shop as the sender"), settings.get("envelopes/sender", "1"))
        self.with_boxes = self._tick(body, _("Draw boxes for the postal code"), settings.get("envelopes/boxes"))

    def _tick(self, body: QVBoxLayout, words: str, value: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(value == "1")
        made.toggled.connect(lambda _on: self.changed())
        body.addWidget(made)
        return made

    def prepare(self) -> None:
        """Read the boxes."""
        self._sender = self.with_sender.isChecked()
        self._wish = EnvelopeWish(self.size_of.value, self.way.value == "1", self.with_boxes.isChecked(), self.ending.value)

    def verb(self, count: int) -> str:
        """So many envelopes are made."""
        return ngettext("Make {count} envelope", "Make {count} envelopes", count).format(count=f"{count:,}")

    def counted(self, count: int) -> str:
        """So many envelopes."""
        return ngettext("{count} envelope", "{count} envelopes", count).format(count=f"{count:,}")

    def sampled(self) -> int:
        """A few: one a page."""
        return _SHOWN

    def pages(self, count: int) -> int:
        """One each."""
        return count

    def make(self, addressees: Sequence[Addressee], progress: Progress) -> Made:
        """The envelopes of these; where the printer puts them is set where they are printed."""
        sender = Sender.of_shop() if self._sender else None
        return envelopes_pdf.make(addressees, sender, self._wish, progress=progress)

    def print_kind(self) -> str:
        """Each size may lie in a tray of its own."""
        return f"envelopes-{self._wish.kind}{'-upright' if self._wish.is_upright else ''}"

    def remember(self) -> None:
        """What was chosen is chosen the next time, too."""
        wish, put = self._wish, settings.put
        put("envelopes/kind", wish.kind)
        put("envelopes/upright", "1" if wish.is_upright else "")
        put("envelopes/ending", wish.ending)
        put("envelopes/sender", "1" if self._sender else "0")
        put("envelopes/boxes", "1" if wish.with_boxes else "0")
