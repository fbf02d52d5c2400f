"""常用句 in a talk: one put in follows the customers chosen, and is filled for each of them when it is saved."""

from collections.abc import Sequence

from db.services import phrases
from resources.i18n import _

_SHOWN = 32  # letters of how it will read


class ReadyTexts:
    """Those put into the text of one dialog."""

    def __init__(self) -> None:
        self._put: dict[str, str] = {}  # as the shop wrote it -> as it stands in the text
        self._pending: set[str] = set()  # {…} that must not be saved unseen

    def put_in(self, text: str, customers: Sequence[int]) -> str:
        """How it stands in the text: filled for the one customer; of several each one's own stays in braces."""
        self._put[text] = _shown(text, customers)
        self._pending.update(phrases.holes(text))
        return self._put[text]

    def follow(self, typed: str, customers: Sequence[int]) -> str:
        """The text after other customers were chosen; what was typed over stays."""
        for text, stands in self._put.items():
            self._put[text] = _shown(text, customers)
            typed = typed.replace(stands, self._put[text])
        return typed

    def unfilled(self, typed: str, customers: Sequence[int]) -> str:
        """The first {…} that was put in and would be saved like that for somebody; told once, "" after that."""
        left = [hole for one in customers for hole in phrases.holes(phrases.filled(typed, one))]
        hole = next((one for one in left if one in self._pending), "")
        if hole:
            self._pending.clear()
        return hole


def to_type(text: str) -> list[str]:
    """Every {…} that only the owner knows, in their order."""
    return [hole for hole in phrases.holes(text) if hole not in phrases.OWN]


def said(typed: str, customers: Sequence[int]) -> str:
    """How the text will read where each customer gets their own; "" where all get the same."""
    if len(customers) < 2 or not set(phrases.holes(typed)) & set(phrases.OWN):
        return ""
    text = " ".join(phrases.filled(typed, customers[0]).split())
    return _("Each customer gets their own, such as: {text}").format(text=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _shown(text: str, customers: Sequence[int]) -> str:
    return phrases.filled(text, customers[0] if len(customers) == 1 else None)
