"""Answers made up for the tests of what draws them."""

from collections.abc import Sequence

from reports.catalogue import Answered
from reports.question import Answer, Chart, ChartKind, Heading, Line, Note, Parameter, Question

HOSTILE = ("<b>x</b>", "=1+1", "'x", "+886", "淋浴龍頭超級無敵長的名字不鏽鋼附掛勾三段式", "𠮷野家😀", "A&B{0}%s", "ไทย", "")


def answer(
    kind: ChartKind | None = "bars",
    rows: Sequence[tuple[str, int | None, int | None]] = (("濾心", 165, 20), ("LED 燈", 190, 0), ("換氣扇", 122, None)),
    *,
    faded: tuple[str, ...] = (),
    both: bool = False,
    heat: bool = False,
) -> Answer:
    """A table of goods, this year and last, with its sum."""
    headings = (
        Heading("item", "商品"),
        Heading("now", "今年", "money", heat=heat),
        Heading("before", "去年", "money", heat=heat),
    )
    lines = tuple(Line(f"k{at}", row) for at, row in enumerate(rows))
    total = ("合計", sum(row[1] or 0 for row in rows), sum(row[2] or 0 for row in rows))
    values = ("now", "before") if both else ("now",)
    chart = Chart(kind, "item", values, faded) if kind else None
    return Answer(headings, lines, total, 40, notes=(Note("另有 118 筆是公司買的。"),), chart=chart)


def answered(made: Answer, sentence: str = "LED 燈賣得最好：190 元。", *parameters: Parameter, **more: object) -> Answered:
    """The same as the answer to a question."""
    question = Question(
        key="goods",
        title="哪些東西好賣？",
        answers="",
        group="sales",
        ask=lambda _asked: made,
        say=lambda _answer: sentence,
        how="每一筆都算。",
        parameters=parameters,
    )
    asked = question.asked()
    return Answered(question, asked, made, sentence)
