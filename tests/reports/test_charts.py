"""Charts: every kind with nothing, one, forty long names, numbers below zero; what stands beside the marks is the table's."""

from itertools import pairwise

import pytest
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.pdfgen.canvas import Canvas

from reports import chart_parts, charts
from reports.question import Answer, ChartKind
from tests.reports.answers_made import HOSTILE, answer

KINDS: list[ChartKind] = ["bars", "columns", "stacked", "line", "heat", "donut"]
ROWS = {
    "one": [("濾心", 165, 20)],
    "none known": [("濾心", None, None), ("LED 燈", None, None)],
    "zeros": [("濾心", 0, 0), ("LED 燈", 0, 0)],
    "below zero": [("濾心", -165, 20), ("LED 燈", 190, -30), ("換氣扇", -1, -1)],
    "months": [(f"{2025 + at // 12}/{at % 12 + 1:02}", 1000 + at, at) for at in range(18)],
    "forty": [(f"不鏽鋼水管超級長的名字 {at} 號", 1000 * at, 90 * at) for at in range(40)],
    "hostile": [(name, 10 + at, at) for at, name in enumerate(HOSTILE)],
    "far apart": [("濾心", 9_999_999_999, 1), ("LED 燈", 1, 2)],
}
pytestmark = pytest.mark.usefixtures("shop")


def _strings(drawn: Drawing | Group) -> list[String]:
    found: list[String] = []
    for one in drawn.contents:
        found += _strings(one) if isinstance(one, Group) else [one] if isinstance(one, String) else []
    return found


def _words(drawn: Drawing) -> str:
    return "\n".join(one.text for one in _strings(drawn))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_every_kind_is_drawn_on_paper_within_its_frame(
    kind: ChartKind, both: bool, rows: list[tuple[str, int | None, int | None]]
) -> None:
    drawn = charts.drawing(answer(kind, rows, both=both), 420, 240)
    canvas = Canvas("unused.pdf", pagesize=(440, 260))
    renderPDF.draw(drawn, canvas, 10, 10)
    assert canvas.getpdfdata().startswith(b"%PDF")
    for one in _strings(drawn):
        end = one.x + chart_parts.width(one.text, one.fontSize)
        assert -1 <= one.x <= end <= 421, one.text
        assert -1 <= one.y <= 240, one.text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_drawn_of_nothing(kind: ChartKind) -> None:
    assert charts.drawing(answer(kind, []), 420, 240).contents == []
    assert charts.tall(answer(kind, [])) == 0
    assert charts.drawing(answer(None), 420, 240).contents == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_knows_its_line_and_says_its_number(kind: ChartKind) -> None:
    marks = charts.marks(charts.drawing(answer(kind), 420, 240))
    said = {mark.key: mark.said for mark in marks}
    assert set(said) == {"k0", "k1", "k2"}
    assert "165" in said["k0"]
    assert "濾心" in said["k0"]
    assert {mark.column for mark in marks} == {"now"}


@pytest.mark.parametrize("kind", ["bars", "columns", "heat", "donut"])
def test_numbers_stand_beside_their_marks(kind: ChartKind) -> None:
    words = _words(charts.drawing(answer(kind), 420, 240))
    assert all(text in words for text in ("165", "190", "122"))


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = charts.drawing(answer("bars", [("a", 100, 0), ("b", 50, 0), ("c", -25, 0)]), 420, 240)
    first, second, third = (mark.contents[0] for mark in charts.marks(drawn))
    assert first.width == pytest.approx(2 * second.width)
    assert second.width == pytest.approx(2 * third.width)
    assert first.x == pytest.approx(second.x) == pytest.approx(third.x + third.width)


def test_columns_stand_on_the_ground_and_hang_below_it() -> None:
    drawn = charts.drawing(answer("columns", [("a", 100, 0), ("b", -50, 0)]), 420, 240)
    up, down = (mark.contents[0] for mark in charts.marks(drawn))
    assert up.height == pytest.approx(2 * down.height)
    assert up.y == pytest.approx(down.y + down.height)


def test_what_is_not_over_is_lighter() -> None:
    def darkness(made: Answer, at: int) -> float:
        return float(sum(charts.marks(charts.drawing(made, 420, 240))[at].contents[0].fillColor.rgb()))

    made = answer("columns", faded=("k2",))
    assert darkness(made, 2) > darkness(made, 0) + 0.4


def test_series_are_told_apart_in_black_and_white() -> None:
    def grey(strength: float) -> float:
        red, green, blue = chart_parts.mixed(charts.PAPER.mark, charts.PAPER.ground, strength).rgb()
        return float(0.299 * red + 0.587 * green + 0.114 * blue)

    for count in (2, 3, 4):
        greys = [grey(strength) for strength in chart_parts.tones(count)]
        assert all(after - before > 0.12 for before, after in pairwise(greys))
    assert "今年" in _words(charts.drawing(answer("columns", both=True), 420, 240))


def test_more_bars_than_there_is_room_for_are_counted() -> None:
    drawn = charts.drawing(answer("bars", ROWS["forty"]), 420, 100)
    shown = len(charts.marks(drawn))
    assert 1 <= shown < 40
    assert str(40 - shown) in _words(drawn).splitlines()[0]
    whole = answer("bars", ROWS["forty"])
    assert len(charts.marks(charts.drawing(whole, 420, charts.tall(whole)))) == 20


def test_a_ring_puts_small_pieces_together_and_leaves_out_what_is_no_share() -> None:
    made = answer("donut", [(f"商品{at}", 100 - at, 0) for at in range(9)] + [("退貨", -50, 0)])
    said = [mark.said for mark in charts.marks(charts.drawing(made, 420, 240))]
    assert not any("退貨" in one for one in said)
    assert any(f"{95 + 94 + 93 + 92}" in one for one in said)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 7, [0, 2, 4, 6, 8]),
        (-30, 60, [-40, -20, 0, 20, 40, 60]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_axes_have_round_steps(low: float, high: float, expected: list[float]) -> None:
    assert chart_parts.steps(low, high) == pytest.approx(expected)


@pytest.mark.parametrize("ground", ["#FFFFFF", "#1D2428"])
def test_ink_is_read_on_the_strongest_cell(ground: str) -> None:
    from reports.chart_fields import DARKEST

    ink, mark = ("#1F2A30", "#0F766E") if ground == "#FFFFFF" else ("#E6E9EA", "#4FC1B3")
    lights = sorted(_light(chart_parts.mixed(one, ground, strength).rgb()) for one, strength in ((ink, 1.0), (mark, DARKEST)))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def _light(rgb: tuple[float, float, float]) -> float:
    """Relative luminance (WCAG 2)."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
