"""Every question of the catalogue, in a lifelike shop and in odd ones: it answers, says what stands in its table, goes to paper
and to files.
"""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest

from reports import catalogue, charts, fonts, report_file, report_pdf, report_words
from reports.catalogue import Answered
from reports.question import Answer, number
from reports.shown import shown
from resources import i18n
from tests.reports.answers.sentences import SAID, meant, spoken
from tests.reports.answers.shops import SHOPS
from tests.reports.papers import plain

KEYS = list(catalogue.QUESTIONS)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_EACH_ONCE = ("suggestions_used",)  # a sale after two kinds stands in both lines
_SHARES = {
    "pairs": ("together", "of"),
    "white_space": ("buying", "alike"),
    "follow_ups": ("kept", "due"),
    "sources": ("customers", ""),
    "districts": ("customers", ""),
    "last_contact": ("customers", ""),
    "stages": ("count", ""),
    "still_there": ("customers", ""),
    "rhythms": ("customers", ""),
    "lost_reasons": ("customers", ""),
    "owed": ("total", ""),
    "owed_how_long": ("amount", ""),
    "takings": ("money", ""),
    "weekdays": ("money", ""),
}  # what a share is a part of, in its line or "" in the total
_CUT = 50  # lines beyond which a table may show only the first ones of its sum

_SOME = {  # tests of periods and of cross-tabs know them all
    "period": ("today", "last_month", "last_year", "year_ago", "all"),
    "columns": ("item", "month", "customer", "age"),
}
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
    assert answer.period is None or answer.period[0] <= answer.period[1]
    _check_total(answer, answered.question.key)
    _check_shares(answered)
    if answer.chart:
        for key in (answer.chart.label, *answer.chart.values):
            answer.place(key)


def _check_total(answer: Answer, key: str) -> None:
    """Money adds up to the dollar; a table that shows only the first lines says the sum of all."""
    if answer.total is None or key in _EACH_ONCE:
        return
    assert len(answer.total) == len(answer.headings)
    for at, heading in enumerate(answer.headings):
        cells = [line.cells[at] for line in answer.lines]
        if heading.kind == "money" and answer.total[at] is not None and len(cells) < _CUT:
            assert answer.total[at] == sum(cell for cell in cells if isinstance(cell, int)), heading.key


def _check_shares(answered: Answered) -> None:
    """A share is that of its line: the one number of the other, or of all."""
    answer = answered.answer
    part, whole = _SHARES.get(answered.question.key, ("", ""))
    if answer.is_sample or not {part, "share"} <= {heading.key for heading in answer.headings}:
        return
    every = number(answer.total[answer.place(part)]) if answer.total and not whole else None
    for line in answer.lines:
        numbers = {heading.key: number(cell) for heading, cell in zip(answer.headings, line.cells, strict=True)}
        of = numbers[whole] if whole else every
        said = numbers["share"]
        if of and of > 0 and said is not None:
            assert float(said) == pytest.approx(float((numbers[part] or 0) / of)), line.key


def _check_names(answered: Answered) -> None:
    """The sentence says the cells it should, and no others; also that which is not said of so few."""
    told = replace(answered, sentence=answered.question.say(answered.answer))
    if told.sentence:
        assert spoken(told) == meant(told), (told.asked, told.sentence)


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
    table = list(takewhile(lambda row: any(cell is not None for cell in row), sheet.iter_rows(values_only=True)))
    assert len(table) == lines + 1 + bool(true.answer.total)  # below stand notes, a line apart
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


def test_of_every_question_is_known_what_its_sentence_names() -> None:
    assert {key.split()[0] for key in SAID} == set(KEYS)


def test_every_module_of_questions_is_listed() -> None:
    folder = Path(catalogue.__file__).parent / "answers"
    having = {path.stem for path in folder.glob("*.py") if "\nQUESTIONS" in path.read_text(encoding="utf-8")}
    assert having == set(catalogue.FAMILIES)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("family", catalogue.FAMILIES)
def test_in_a_lifelike_shop(family: str, tmp_path: Path, read_pdf: Reader) -> None:
    for key in catalogue.FAMILIES[family]:
        answered = catalogue.answered(key)
        assert not answered.answer.is_sample
        assert answered.answer.lines, key
        assert answered.sentence, key
        _check(answered)
        _check_names(answered)
        _goes_out(answered, tmp_path, read_pdf)


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("family", catalogue.FAMILIES)
def test_every_choice_answers(family: str) -> None:
    for key in catalogue.FAMILIES[family]:
        for one in catalogue.QUESTIONS[key].parameters:
            for choice in [choice for choice, _label in one.choices if one.key not in _SOME or choice in _SOME[one.key]]:
                answered = catalogue.answered(key, {one.key: choice})
                assert answered.asked[one.key] == choice
                _check(answered)
                _check_names(answered)


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", SHOPS, indirect=True)
def test_in_an_odd_shop(subtests: pytest.Subtests) -> None:
    for key in KEYS:
        with subtests.test(key):
            answered = catalogue.answered(key)
            for one in (answered, catalogue.true(answered)):
                _check(one)
                is_enough, records = one.answer.is_enough, one.answer.records
                if not one.answer.is_sample and not (records >= one.question.enough if is_enough is None else is_enough):
                    assert one.sentence == i18n._(catalogue.TOO_LITTLE)
            charts.drawing(answered.answer, 300, 200)


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", ["hard"], indirect=True)
@pytest.mark.parametrize("key", ["owed_how_long", "sources", "districts", "best_sellers", "quotes_lost", "talks", "late"])
def test_what_has_no_name_is_not_named(key: str) -> None:
    """Not the debts that are not due, nor what nobody wrote down, though most of it is there."""
    _check_names(catalogue.answered(key))


@pytest.mark.usefixtures("odd_shop")
@pytest.mark.parametrize("odd_shop", ["nothing", "one day", "hard"], indirect=True)
def test_what_is_odd_goes_out_too(tmp_path: Path, read_pdf: Reader, subtests: pytest.Subtests) -> None:
    """Samples, names as code and as formulas, signs that keys are made of."""
    for key in KEYS[::3]:
        with subtests.test(key):
            _goes_out(catalogue.answered(key), tmp_path, read_pdf)
