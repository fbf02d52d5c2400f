"""The owner's card of the week: who took lists along, printed, looked at many numbers, deleted or was refused."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from db.core import session
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.card import Card, row
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.week_card import WeekLine

_PARTS: Final = (  # what of a line is told, in words
    ("exported", N_("exported {count}")),
    ("printed", N_("printed {count}")),
    ("revealed", N_("looked at {count} numbers")),
    ("leafed", N_("leafed through many customers {count} times")),
    ("deleted", N_("deleted or put away {count}")),
    ("refused", N_("refused {count}")),
)


class WatchedCard(Card):
    """A line a person, and the way to what exactly they took."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=12, spacing=4)
        self.words = plain_label("", wrap=True)
        line = row(spacing=8)
        line.addWidget(plain_label(_("Who did what with the data this week"), "muted", wrap=True), 1)
        line.addWidget(button(_("See who"), lambda: shell.go("history", filter="took"), kind="link"))
        self.body.addLayout(line)
        self.body.addWidget(self.words)

    def tell(self, found: "Sequence[WeekLine]") -> None:
        """Everybody who did one of these; nobody: the card is not there."""
        self.setVisible(bool(found))
        set_text(self.words, counter.hidden("\n".join(map(_said, found))))


def _said(one: "WeekLine") -> str:
    return _("{name}: {what}").format(name=session.shown(one.name), what=_(", ").join(_parts(one)))


def _parts(one: "WeekLine") -> Iterator[str]:
    for key, words in _PARTS:
        if count := getattr(one, key):
            yield _(words).format(count=f"{count:,}")
