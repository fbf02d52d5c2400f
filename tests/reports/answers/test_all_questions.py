"""Every question of the catalogue, in a lifelike shop and in odd ones: it answers, says what stands in its table, opens its rows,
goes to paper and to files.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from db.core.connection import rows
from reports import catalogue, charts, fonts, report_file, report_pdf, report_words
from reports.catalogue import Answered
from reports.question import Answer, Behind
from reports.shown import shown
from resources import i18n
from tests.reports.answers.shops import SHOPS
from tests.reports.papers import plain

KEYS = list(catalogue.QUESTIONS)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TABLES = {
    "customers": "customer",
    "sales": "sale",
    "quotes": "quote",
    "payments": "payment",
    "tasks": "task",
    "talks": "interaction",
}
_CUT = 50  # lines beyond which a table may show only the first ones of its sum

Reader = Callable[[bytes], list[str]]


def _table(answer: Answer) -> list[str]:
    """Every text a number of the sentence may come from."""
    kinds = [heading.kind for heading in answer.headings]
    cells = [*(line.cells for line in answer.lines), *([answer.total] if answer.total else [])]
    said = [shown(cell, kind) for row in cells for cell, kind in zip(row, kinds, strict=True)]
    return [*said, *(heading.title for heading in answer.headings), f"{answer.records:,}"]


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _check(answered: Answered) -> None:
    """The shape of the table, and that the sentence says nothing that does not stand in it."""
    answer = answered.answer
    for line in answer.lines:
        assert len(line.cells) == len(answer.headings)
    keys = [line.key for line in answer.lines if line.key and not answer.is_sample]
    assert len(keys) == len(set(keys))
    known = _numbers(" ".join([*_table(answer), report_words.cover(answered)]))
    assert _numbers(answered.sentence) <= known, (answered.sentence, sorted(known))
    _check_total(answer)
    if answer.chart:
        for key in (answer.chart.label, *answer.chart.values):
            answer.place(key)


def _check_total(answer: Answer) -> None:
    """Money adds up to the dollar; a table that shows only the first lines says the sum of all."""
    if answer.total is None:
        return
    assert len(answer.total) == len(answer.headings)
    for at, heading in enumerate(answer.headings):
        cells = [line.cells[at] for line in answer.lines]
        if heading.kind == "money" and answer.total[at] is not None and len(cells) < _CUT:
            assert answer.total[at] == sum(cell for cell in cells if isinstance(cell, int)), heading.key


def _check_behind(answered: Answered) -> None:
    """What a cell opens is there; where it counts customers it opens as many."""
    behind, answer = answered.question.behind, answered.answer
    if behind is None or answer.is_sample:
        return
    for line in answer.lines[:3]:
        for at, heading in enumerate(answer.headings[:6]):
            found = behind(answered.asked, line.key, heading.key)
            if found is not None:
                _exist(found)
                if heading.kind == "count" and heading.key == found.noun and line.cells[at] is not None:
                    assert len(found.ids) == line.cells[at], (line, heading.key)


def _exist(found: Behind) -> None:
    ids = list(found.ids)
    assert len(ids) == len(set(ids))
    asked = json.dumps(ids)
    ((count,),) = rows(f"SELECT count(*) FROM {_TABLES[found.noun]} WHERE id IN (SELECT value FROM json_each(?))", asked)
    assert count == len(ids)


def _goes_out(answered: Answered, folder: Path, read_pdf: Reader) -> None:
    """Paper and files of it can be read back."""
    made = report_pdf.make(answered)
    words = plain("".join(read_pdf(made.pdf)))
    assert plain(i18n._(answered.question.title)) in words
    if not answered.question.paper or answered.answer.is_sample:
        assert plain(fonts.printable(answered.sentence)) in words
    true = catalogue.true(answered)
    for ending in ("xlsx", "csv", "json"):
        report_file.write(folder / f"x.{ending}", answered)
    lines = len(true.answer.lines)
    sheet = openpyxl.load_workbook(folder / "x.xlsx").worksheets[0]
    assert sheet.max_row == max(lines + 1 + bool(true.answer.total), 1)
    with (folder / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == lines + 1 + bool(true.answer.total)
    said = json.loads((folder / "x.json").read_text(encoding="utf-8"))
    assert (said["sentence"], len(said["lines"]), said["records"]) == (true.sentence, lines, true.answer.records)


def test_a_module_has_the_questions_it_is_listed_with() -> None:
    assert len(KEYS) == len(set(KEYS))
    for key in KEYS:
        assert catalogue.QUESTIONS[key].group in catalogue.GROUPS
    for family, keys in catalogue.FAMILIES.items():
        module = __import__(f"reports.answers.{family}", fromlist=["QUESTIONS"])
        assert {one.key for one in module.QUESTIONS} == set(keys)


def test_every_module_of_questions_is_listed() -> None:
    folder = Path(catalogue.__file__).parent / "answers"
    having = {path.stem for path in folder.glob("*.py") if "\nQUESTIONS" in path.read_text(encoding="utf-8")}
    assert having == set(catalogue.FAMILIES)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("key", KEYS)
def test_in_a_lifelike_shop(key: str, tmp_path: Path, read_pdf: Reader) -> None:
    answered = catalogue.answered(key)
    assert not answered.answer.is_sample
    assert answered.answer.lines
    assert answered.sentence
    _check(answered)
    _check_behind(answered)
    _goes_out(answered, tmp_path, read_pdf)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("key", [key for key in KEYS if catalogue.QUESTIONS[key].parameters])
def test_every_choice_answers(key: str) -> None:
    for one in catalogue.QUESTIONS[key].parameters:
        for choice, _label in one.choices:
            answered = catalogue.answered(key, {one.key: choice})
            assert answered.asked[one.key] == choice
            _check(answered)


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("odd_shop", SHOPS, indirect=True)
def test_in_an_odd_shop(key: str, tmp_path: Path, read_pdf: Reader) -> None:
    answered = catalogue.answered(key)
    for one in (answered, catalogue.true(answered)):
        _check(one)
        _check_behind(one)
        if one.answer.records < one.question.enough and not one.answer.is_sample:
            assert one.sentence == i18n._(catalogue.TOO_LITTLE)
    _goes_out(answered, tmp_path, read_pdf)
    charts.drawing(answered.answer, 300, 200)
