"""The error codes: what happened, whether the data is safe, what to do; looked up by code or words."""

from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from resources import error_codes
from resources.error_codes import ErrorEntry
from resources.i18n import _
from ui.kit.card import Card
from ui.kit.labels import button, plain_label
from ui.kit.lookup_page import LookupPage
from ui.kit.page import Shell

_MOST: Final = 25  # cards drawn; a code or a word finds the others


class ErrorsPage(LookupPage):
    """A card an error; the search leaves those that fit."""

    def __init__(self, shell: Shell) -> None:
        package = button(_("Diagnosis package…"), lambda: shell.do("diagnosis"), icon="download")
        super().__init__(shell, _("Error codes"), _("Code or words, such as SKB-101"), "help", [package])

    def again(self) -> dict[str, Any]:
        """In another language the same code; a code reads alike in all."""
        return super().again() | {"text": self.search.text()}

    def shown(self) -> list[ErrorEntry]:
        """The errors that fit what is looked for."""
        words = self.search.text().casefold().split()
        return [one for one in error_codes.entries() if all(word in f"{one.code} {one.sentence}".casefold() for word in words)]

    def cards(self) -> Iterator[QWidget]:
        """A card an error, and how many more there are."""
        found = self.shown()
        yield from map(_card, found[:_MOST])
        if (more := len(found) - _MOST) > 0:
            words = _("… and {count} more. Type the code, or a word of the sentence.")
            yield plain_label(words.format(count=f"{more:,}"), "muted", wrap=True)


def _card(one: ErrorEntry) -> Card:
    card = Card(margin=12, spacing=4)
    card.body.addWidget(plain_label(one.code, "head"))
    for words in filter(None, (one.sentence, one.safe)):
        card.body.addWidget(plain_label(words, wrap=True))
    card.body.addWidget(plain_label(one.todo, "muted", wrap=True))
    return card
