"""Every icon that is asked for is there, and one that is not takes nothing down."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from resources import path
from ui.kit import icons

ROOT = Path(__file__).parents[3]
DRAWN = {file.stem for file in path("icons").glob("*.svg")}


def _told(tree: ast.AST) -> Iterator[str]:
    """What is handed over as an icon: by keyword, to the functions of icons, in a column of a table that holds icons."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts(one.value for one in node.keywords if one.arg in ("icon", "empty_icon"))
            if (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in ("icon", "pixmap", "drawn"):
                yield from _texts(node.args[:1])
        rows = node.values if isinstance(node, ast.Dict) else node.elts if isinstance(node, ast.Tuple | ast.List) else []
        wide = min((len(row.elts) for row in rows if isinstance(row, ast.Tuple)), default=0)
        for at in range(2, wide):
            column = list(_texts(row.elts[at] for row in rows if isinstance(row, ast.Tuple)))
            if 2 * len(DRAWN.intersection(column)) > len(column):
                yield from column


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
                yield one.value


def test_every_icon_that_is_asked_for_is_there() -> None:
    asked = {name for file in (ROOT / "ui").rglob("*.py") for name in _told(ast.parse(file.read_text("utf-8")))}
    assert {"trash-2", "history", "undo-2", "clipboard-list", "ban"} <= asked  # of a keyword, of a table
    assert asked - DRAWN == set()


def test_an_icon_that_is_missing_paints_nothing(qapp: object) -> None:
    assert icons.icon("there-is-no-such-drawing").pixmap(24, 24).toImage().allGray()
