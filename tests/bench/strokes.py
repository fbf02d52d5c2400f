"""What one of our papers does with its canvas, written down and done again on a bare one: the floor of every paper."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

Stroke = tuple[int, str, list[Any], dict[str, Any]]  # which text object (0: the canvas itself), method, arguments


class Strokes(NamedTuple):
    """A paper as calls, values only: `size` in points."""

    size: tuple[float, float]
    calls: list[Stroke]


class _Scribe:
    """Stands for a canvas or a text object and writes down what is called on it."""

    def __init__(self, place: int, calls: list[Stroke], drawn: object) -> None:
        self._place, self._calls, self._drawn = place, calls, drawn
        self._texts = 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._drawn, name)

        def called(*arguments: Any, **named: Any) -> Any:
            plain = [one._place if isinstance(one, _Scribe) else one for one in arguments]
            self._calls.append((self._place, name, plain, named))
            result = method(*(one._drawn if isinstance(one, _Scribe) else one for one in arguments), **named)
            if name != "beginText":
                return result
            self._texts += 1
            return _Scribe(self._texts, self._calls, result)

        return called


def of(draw: Callable[[], object]) -> Strokes:
    """What `draw` calls on the canvas of its one paper."""
    from reports import layout

    calls: list[Stroke] = []
    sizes: list[tuple[float, float]] = []

    def canvas(*arguments: Any, **named: Any) -> Any:
        sizes.append(named["pagesize"])
        return _Scribe(0, calls, Canvas(*arguments, **named))

    layout.Canvas = canvas  # type: ignore[assignment,misc]
    try:
        draw()
    finally:
        layout.Canvas = Canvas  # type: ignore[misc]
    return Strokes(sizes[0], calls)


def fonts(calls: Iterable[Stroke]) -> set[str]:
    """The names of the fonts that are written with."""
    return {arguments[0] for _place, name, arguments, _named in calls if name == "setFont"}


def replay(strokes: Strokes) -> bytes:
    """The same paper, drawn on a bare canvas."""
    buffer = BytesIO()
    on: dict[int, Any] = {0: Canvas(buffer, pagesize=strokes.size, invariant=1, pageCompression=1)}
    texts = 0
    for place, name, arguments, named in strokes.calls:
        if name == "drawText":
            on[0].drawText(on.pop(arguments[0]))
            continue
        result = getattr(on[place], name)(*arguments, **named)
        if name == "beginText":
            texts += 1
            on[texts] = result
    return buffer.getvalue()
