"""What of customers' requests about their data runs out, on Today: amber three days before, red when it is late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resources.i18n import _, ngettext
from ui.kit import counter
from ui.kit.card import Card
from ui.kit.labels import button, plain_label, restyle, set_text
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.requests import RequestRow


class AskedCard(Card):
    """There only where something presses, with the way to where it is answered."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=12, spacing=4)
        self.words, self.told = plain_label("", wrap=True), plain_label("", "amber", wrap=True)
        self.body.addWidget(plain_label(_("Customers asked about their data"), "muted", wrap=True))
        self.body.addWidget(self.words)
        self.body.addWidget(self.told)
        self.body.addWidget(button(_("Answer them"), lambda: shell.go("privacy"), kind="link"))

    def tell(self, asked: "Sequence[RequestRow]", to_tell: int) -> None:
        """The requests that press, the most pressing first, and how many are to hear of a correction."""
        self.setVisible(bool(asked or to_tell))
        set_text(self.words, counter.hidden("\n".join(map(_said, asked))))
        restyle(self.words, role="red" if any(one.days_left < 0 for one in asked) else "amber")
        words = ngettext(
            "{count} who was given data is to be told of a correction",
            "{count} who were given data are to be told of a correction",
            to_tell,
        )
        set_text(self.told, words.format(count=to_tell) if to_tell else "")
        for label in (self.words, self.told):
            label.setVisible(bool(label.text()))


def _said(one: "RequestRow") -> str:
    from db.services import requests

    what, left = _(dict(requests.KINDS)[one.kind]), one.days_left
    until = ngettext("{count} day left", "{count} days left", left).format(count=left) if left >= 0 else _("too late already")
    return _("{name}: {what} ・ {until}").format(name=one.name or _("Not on any list"), what=what, until=until)
