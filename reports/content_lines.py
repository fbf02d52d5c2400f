"""The lines of address books and calendars: at most 75 octets, what has a meaning escaped (RFC 2425, RFC 5545)."""

from typing import Final

_ROOM: Final = 75  # octets of a line; what follows begins with a blank
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def plain(text: str) -> str:
    """A text as the value of a line."""
    return text.translate(_ESCAPED)


def folded(line: str) -> str:
    """A long line goes on after a blank; no character is cut in two."""
    if len(line.encode("utf-8", "replace")) <= _ROOM:
        return line
    pieces, room = [""], _ROOM
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            pieces.append("")
            room = _ROOM - 1
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
