"""What a page says at the left of the status line, as a plain value."""

from typing import NamedTuple


class Said(NamedTuple):
    """Words; `more` stands behind them and leads to the page `key`."""

    text: str
    more: str = ""
    key: str = ""

    @property
    def whole(self) -> str:
        """All of it, such as for paper."""
        return " ・ ".join(part for part in (self.text, self.more) if part)
