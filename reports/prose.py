"""A paper of headings, sentences, things to tick and lines to fill in, flowing over its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportlab.lib.pagesizes import A4

from db.core.progress import Progress, silent
from reports.layout import DRAWING, INK, MARGIN, MUTED, RULE, Made, Page, wrap

Kind = Literal["head", "text", "item", "tick", "small", "frame", "fact", "gap", "page"]
_SIZE: Final = 11.5
_LEADING: Final = 1.5  # of the size
_LABEL: Final = 128.0  # points the name of a fact takes
_BOX: Final = 10.0
_INDENT: Final = 18.0
_SIZES: Final[dict[Kind, float]] = {"head": 13.5, "small": 9.5}
_ABOVE: Final[dict[Kind, float]] = {"head": 12.0, "frame": 8.0, "gap": 18.0}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece. A fact has a `label`; what is "item" or "tick" stands behind a point or a box; a frame stands out."""

    kind: Kind
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    part: Part
    text: str
    height: float
    is_first: bool
    below: float = 0.0
    is_bound: bool = False  # stays with the next line: no heading is left alone at the foot


def make(
    title: str,
    parts: Sequence[Part],
    *,
    shop: str = "",
    note: str = "",
    size: tuple[float, float] = A4,
    is_public: bool = False,
    letters: float = _SIZE,
    is_counted: bool = True,
    progress: Progress = silent,
) -> Made:
    """The paper as a PDF. `letters`: their size in points; `is_public`: nothing of anybody stands in it;
    `is_counted`: its pages belong together.
    """
    page = Page(title, shop, note, size=size, is_public=is_public)
    page.is_own = True  # papers of the law: what is kept of somebody is said in full, the watch list too (§10)
    pages = _paginate([line for part in parts for line in _lines(page, part, letters)], page.top - page.bottom)
    page.pages = len(pages) if is_counted else 0
    for at, lines in enumerate(pages):
        progress(title if at == 0 else DRAWING, at, len(pages))
        page.begin()
        y = page.top
        for line in lines:
            _draw(page, line, y, letters)
            y -= line.height
    return page.finish()


def _size(kind: Kind, letters: float) -> float:
    return _SIZES.get(kind, letters) * (letters / _SIZE if kind in _SIZES else 1.0)


def _inset(kind: Kind) -> float:
    return {"item": _INDENT, "tick": _INDENT + 4, "fact": _LABEL, "frame": 10.0}.get(kind, 0.0)


def _lines(page: Page, part: Part, letters: float) -> Iterator[_Line]:
    size = _size(part.kind, letters)
    if part.kind in ("page", "gap"):
        yield _Line(part, "", _ABOVE.get(part.kind, 0.0), True)
        return
    room = page.inner - _inset(part.kind) * (2 if part.kind == "frame" else 1)
    texts = wrap(page.printable(part.text), room, size, bold=part.kind == "head") or [""]
    if part.kind == "fact":
        texts += [""] * (len(wrap(page.printable(part.label), _LABEL - 8, size)) - len(texts))
    for at, text in enumerate(texts):
        above = _ABOVE.get(part.kind, 0.0) if at == 0 else 0.0
        below = (8.0 if part.kind == "frame" else 3.0) if at == len(texts) - 1 else 0.0
        yield _Line(part, text, size * _LEADING + above + below, at == 0, below, part.kind in ("head", "frame"))


def _paginate(lines: Sequence[_Line], room: float) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    left = room
    for at, line in enumerate(lines):
        follows = lines[at + 1].height if line.is_bound and at + 1 < len(lines) else 0.0
        if pages[-1] and (line.part.kind == "page" or line.height + follows > left):
            pages.append([])
            left = room
        if line.part.kind != "page":
            pages[-1].append(line)
            left -= line.height
    return pages


def _draw(page: Page, line: _Line, y: float, letters: float) -> None:
    kind, size = line.part.kind, _size(line.part.kind, letters)
    above = _ABOVE.get(kind, 0.0) if line.is_first else 0.0
    base = y - above - size
    colour = MUTED if kind == "small" else INK
    if kind == "frame":
        _shade(page, y - max(above - 4, 0.0), y - line.height + line.below)
    if line.is_first:
        _mark(page, line.part, base, size)
    page.text(MARGIN + _inset(kind), base, line.text, size, bold=kind == "head", colour=colour)


def _mark(page: Page, part: Part, base: float, size: float) -> None:
    """What stands before the first line: a point, a box, the name of a fact."""
    if part.kind == "item":
        page.text(MARGIN + 4, base, "・", size)
    elif part.kind == "tick":
        page.canvas.setStrokeColorRGB(*MUTED)
        page.canvas.setLineWidth(0.8)
        page.canvas.rect(MARGIN + 4, base - 1, _BOX, _BOX)
    elif part.kind == "fact":
        for at, text in enumerate(wrap(page.printable(part.label), _LABEL - 8, size)):
            page.text(MARGIN, base - at * size * _LEADING, text, size, colour=MUTED)


def _shade(page: Page, top: float, bottom: float) -> None:
    """A bar at the left: seen on a fax, too."""
    page.canvas.setFillColorRGB(*RULE)
    page.canvas.rect(MARGIN, bottom, 3, top - bottom, stroke=0, fill=1)


def blank(count: int = 24) -> str:
    """A line to write on."""
    return "＿" * count
