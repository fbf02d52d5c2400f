"""A report as a file: .pdf as on paper, .xlsx and .csv with real numbers, .json with everything that is known of it."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from db.core import trouble
from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.services import errands
from reports import catalogue, excel, report_words
from reports.catalogue import Answered
from reports.exports import Exported, write_csv
from reports.question import Cell, Kind, number
from resources.i18n import _

ENDINGS: Final = (".pdf", ".xlsx", ".csv", ".json")


def write(path: Path, answered: Answered) -> Exported:
    """Write the report by the ending of `path`, in one `reports.export` unit; how many lines.

    A sample is nothing of the shop: what the shop itself has is written instead. InputError: another ending; UserErrors say
    why it can't be written.
    """
    fill = _writer(path)
    trouble.refuse_read_only()
    true = catalogue.true(answered)
    _leave(path, lambda part: fill(part, true), answered.question.key)
    return Exported(path, len(true.answer.lines), 0)


def write_month(path: Path, progress: Progress = silent) -> Exported:
    """Write every monthly report as one PDF; how many reports. InputError: no .pdf, or there is nothing to report."""
    _refuse_other(path)
    return write_all(path, catalogue.of_month(progress), progress)


def write_all(path: Path, reports: Sequence[Answered], progress: Progress = silent) -> Exported:
    """Write several reports as one PDF with one numbering; how many reports. InputError: no .pdf."""
    from reports import report_pdf

    _refuse_other(path)
    trouble.refuse_read_only()
    pdf = report_pdf.make_all([catalogue.true(one) for one in reports], progress=progress).pdf
    _leave(path, lambda part: part.write_bytes(pdf), "all")
    return Exported(path, len(reports), 0)


def _refuse_other(path: Path) -> None:
    if path.suffix.casefold() != ".pdf":
        raise InputError(_("“{name}” must end in {ending}.").format(name=path.name, ending=".pdf"))


def _leave(path: Path, fill: Callable[[Path], object], key: str) -> None:
    detail = {"file": path.name, "name": path.stem, "key": key, "format": path.suffix.casefold().lstrip(".")}
    excel.replace(path, fill, errands.taking("reports.export", **detail))


def _writer(path: Path) -> Callable[[Path, Answered], object]:
    if path.suffix.casefold() not in ENDINGS:
        raise InputError(_("A report can be saved as .pdf, .xlsx, .csv or .json, not as “{name}”.").format(name=path.name))
    return _WRITERS[path.suffix.casefold()]


def _pdf(part: Path, answered: Answered) -> None:
    from reports import report_pdf

    part.write_bytes(report_pdf.make(answered).pdf)


def _xlsx(part: Path, answered: Answered) -> None:
    from reports import report_xlsx

    report_xlsx.write(part, answered)


def _csv(part: Path, answered: Answered) -> None:
    """The table with its sum, numbers without commas, shares as 13.6%."""
    answer = answered.answer
    rows = [line.cells for line in answer.lines] + ([answer.total] if answer.total else [])
    written = ([_in_csv(cell, one.kind) for cell, one in zip(row, answer.headings, strict=True)] for row in rows)
    write_csv(part, [one.title for one in answer.headings], written)


def _in_csv(cell: Cell, kind: Kind) -> Cell:
    share = number(cell) if kind == "share" else None
    return _number(cell) if share is None else f"{share * 100:.1f}%"


def _json(part: Path, answered: Answered) -> None:
    part.write_text(json.dumps(plain(answered), ensure_ascii=False, indent=1), encoding="utf-8")


def _number(cell: Cell) -> Cell:
    """A number as files hold it: whole where it is whole, a share to four places."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return round(cell, 4) if isinstance(cell, float) else cell


def plain(answered: Answered) -> dict[str, Any]:
    """The report as JSON knows it: numbers as numbers, days as ISO text, None where nothing is known."""
    answer = answered.answer
    return {
        "report": answered.question.key,
        "title": _(answered.question.title),
        "parameters": answered.asked,
        "period": [day.isoformat() for day in answer.period] if answer.period else None,
        "sentence": answered.sentence,
        "headings": [{"key": one.key, "title": one.title, "kind": one.kind} for one in answer.headings],
        "lines": [{"key": line.key, "cells": [_value(cell) for cell in line.cells]} for line in answer.lines],
        "total": [_value(cell) for cell in answer.total] if answer.total else None,
        "records": answer.records,
        "counted": answer.counted,
        "notes": [note.text for note in answer.notes],
        "how": report_words.how(answered),
    }


def _value(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, date) else _number(cell)


_WRITERS: Final[dict[str, Callable[[Path, Answered], object]]] = {".pdf": _pdf, ".xlsx": _xlsx, ".csv": _csv, ".json": _json}
