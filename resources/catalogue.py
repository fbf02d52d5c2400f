"""Compile the words: merge `locale/LANGUAGE/*.po`, one catalogue an area, into the shipped .mo file (a developer's tool).

`python -m resources.catalogue` compiles; `--check` says what is untranslated, stale or translated twice and exits with 1.
"""

import ast
import io
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from resources import path
from resources.i18n import DOMAIN

LANGUAGE = "zh_TW"
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # the same words make the same bytes on any day
_SOURCES = ("db", "importers", "reports", "resources", "ui")
_KEYWORDS = ("_", "N_", "ngettext", "written")


def used() -> set[str]:
    """Every message id the code names, also inside f-strings and other calls."""
    root = path().parent
    files = [root / "main.py", *(file for folder in _SOURCES for file in (root / folder).rglob("*.py"))]
    calls = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    named = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in _KEYWORDS and call.args)
    return {one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)} - {""}


def _messages() -> Iterator[Message]:
    """The words of every area."""
    for part in sorted(path("locale", LANGUAGE).glob("*.po")):
        with part.open("rb") as file:
            yield from (message for message in read_po(file, locale=LANGUAGE) if message.id)


def merged() -> Catalog:
    """All areas' words as one catalogue."""
    whole = Catalog(locale=LANGUAGE, domain=DOMAIN, creation_date=_ALWAYS, revision_date=_ALWAYS)
    for message in _messages():
        whole.add(message.id, message.string, flags=message.flags)
    return whole


def compiled() -> bytes:
    """The .mo file's bytes; the same every time."""
    buffer = io.BytesIO()
    write_mo(buffer, merged())
    return buffer.getvalue()


def target() -> Path:
    """Where the compiled words are shipped."""
    return path("locale", LANGUAGE, "LC_MESSAGES", f"{DOMAIN}.mo")


def untranslated() -> list[str]:
    """Message ids the code uses and the catalogue lacks."""
    have = {_texts(message.id)[0] for message in merged() if message.string and all(_texts(message.string))}
    return sorted(used() - have)


def unused() -> list[str]:
    """Message ids the catalogue has and no code uses."""
    return sorted({_texts(message.id)[0] for message in merged() if message.id} - used())


def twice() -> list[str]:
    """Message ids that more than one area translates: only one of them can be in effect."""
    return sorted(one for one, times in Counter(_texts(message.id)[0] for message in _messages()).items() if times > 1)


def _texts(string: object) -> list[str]:
    """One text, or the texts of a singular and its plurals."""
    return list(string) if isinstance(string, list | tuple) else [str(string)]


def main() -> int:
    """Compile, or check with `--check`."""
    wrong = {"untranslated": untranslated(), "unused": unused(), "translated twice": twice()}
    for what, messages in wrong.items():
        for message in messages:
            sys.stderr.write(f"{what}: {message!r}\n")
    if "--check" in sys.argv:
        return 1 if any(wrong.values()) else 0
    target().parent.mkdir(parents=True, exist_ok=True)
    target().write_bytes(compiled())
    return 0


if __name__ == "__main__":
    sys.exit(main())
