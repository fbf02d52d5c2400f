"""What a cell of a list shows, as plain values: text, chips, a dot, old -> new. One delegate paints them all."""

from typing import Final, NamedTuple

from ui.kit.tokens import HUES

SIGN: Final = "⚠"  # of whom is on the watch list


class Chip(NamedTuple):
    """A small coloured word; hue: red, amber, green, blue, violet or grey. `warns`: it is of the watch list. `secret`: the
    counter mode hides it.
    """

    text: str
    hue: str = "grey"
    warns: bool = False
    secret: bool = False


class Cell(NamedTuple):  # made anew whenever a row is painted: a tuple is made fast
    """One cell: `tone` colours the text (ink, muted or a hue), `old` is struck through before it, `note` stands behind it,
    `below` under it where rows have two lines (`note_below`: the note does, in as many lines as a row has). `secret` names the
    parts that the counter mode hides; `sign` is the hue of the ⚠ before the name of whom is on the watch list, which is painted
    and read out, but neither copied nor printed. `hides_empty`: the counter mode hides an empty text, too, so that nobody is
    told by what is hidden.
    """

    text: str = ""
    tone: str = "ink"
    note: str = ""
    old: str = ""
    dot: str = ""
    bold: bool = False
    chips: tuple[Chip, ...] = ()
    below: str = ""
    secret: tuple[str, ...] = ()
    sign: str = ""
    hides_empty: bool = False
    note_below: bool = False

    @property
    def said(self) -> str:
        """The same for a screen reader and the tooltip."""
        return f"{SIGN} {self.spoken}" if self.sign else self.spoken

    @property
    def spoken(self) -> str:
        """The same for the clipboard and on paper."""
        words = [f"{self.old} → {self.text}" if self.old else self.text, self.note, *(chip.text for chip in self.chips)]
        return " ".join(word for word in words if word)


def hue(colour: str) -> str:
    """The hue of this stored name; grey for one we do not know."""
    return colour if colour in HUES else "grey"
