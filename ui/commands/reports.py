"""Reports by command: what there is, one of them to a file or in words, all monthly ones on paper."""

from argparse import REMAINDER, SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from resources.i18n import _
from ui.commands.answering import Answer, shop, shop_read
from ui.commands.grammar import Adds, UsageError, common

if TYPE_CHECKING:
    from reports.catalogue import Answered
    from reports.question import Parameter, Question

_DAYS: Final = "2026-01-05..2026-02-01"  # days of one's own
_CUSTOMERS: Final = "customers"  # the whole list of customers
_ALL: Final = "all"  # every monthly report in one PDF


def add_to(command: Adds) -> None:
    """The command of this module."""
    asked = command("report", report, _("a report on paper, as a sheet, or in words; “report NAME --help” shows what it asks"))
    asked.add_argument("--list", action="store_true", help=_("what reports there are, and what each asks"))
    asked.add_argument("--out", type=Path, metavar="FILE", help=_("as .pdf, .xlsx, .csv or .json; without it the answer is said"))
    asked.add_argument(
        "name", nargs="?", default="", metavar="NAME", help=_("of a report; “customers” is the list, “all” the monthly ones")
    )
    asked.add_argument("rest", nargs=REMAINDER, help=SUPPRESS)
    asked.set_defaults(parser=type(asked))


def report(args: Namespace) -> Answer:
    """{"file", "rows"} of a report written, or what it answers; of --list {"reports": [{"key", "title", "parameters"}]}."""
    from db.core import session
    from reports import catalogue

    question = None if args.name in ("", _CUSTOMERS, _ALL) else catalogue.QUESTIONS.get(args.name)
    _read_rest(args, question)
    session.act_as(args.user)
    if args.list:
        return _list(args)
    match args.name:
        case "":
            raise UsageError(_("Please name a report. “report --list” shows what there is."))
        case "customers" | "all" if args.out is None:
            raise UsageError(_("“{option}” is needed.").format(option="--out"))
        case "customers":
            return _customers(args)
        case "all":
            return _all(args)
    return _one(args, question)


def _read_rest(args: Namespace, question: "Question | None") -> None:
    """What stands behind the name: which options there are depends on it."""
    reader: ArgumentParser = args.parser(prog=f"main.py report {args.name}", allow_abbrev=False)
    common(reader, SUPPRESS)
    reader.add_argument("--list", action="store_true", default=SUPPRESS)
    reader.add_argument("--out", type=Path, default=SUPPRESS, metavar="FILE")
    for one in question.parameters if question else ():
        known = [f"{key or '“”'} = {_(label)}" for key, label in one.choices]
        words = _(", ").join([*known, *([_DAYS] if one.takes_days else [])]).replace("%", "%%")
        reader.add_argument(_option(one.key), dest=f"asked_{one.key}", type=partial(_known, one), default=None, help=words)
    reader.parse_args(args.rest, namespace=args)


def _known(one: "Parameter", said: str) -> str:
    """A choice there is, whoever may ask it: who acts is known once the file is open. The error tells those there are."""
    from db.services import periods

    if said not in dict(one.choices) and not (one.takes_days and periods.is_own(said)):
        known = _(", ").join([key or "“”" for key, _label in one.choices] + [_DAYS] * one.takes_days)
        raise ArgumentTypeError(_("“{choice}” is none of the choices: {known}").format(choice=said, known=known))
    return said


def _option(key: str) -> str:
    return f"--{key.replace('_', '-')}"


def _list(args: Namespace) -> Answer:
    """Every report the person who acts may see."""
    from reports import catalogue

    with shop(args, may_be_missing=True):
        found = [one for one in catalogue.QUESTIONS.values() if catalogue.may_ask(one)]
    lines = [f"{one.key}  {_(one.title)}  {' '.join(_option(each.key) for each in one.parameters)}".rstrip() for one in found]
    return Answer({"reports": [_described(one) for one in found]}, "\n".join(lines))


def _described(question: "Question") -> dict[str, Any]:
    from reports import catalogue

    parameters = [
        {"key": one.key, "label": _(one.label), "choices": [{"key": key, "label": _(label)} for key, label in one.choices]}
        for one in question.parameters
    ]
    return {
        "key": question.key,
        "title": _(question.title),
        "answers": _(question.answers),
        "group": _(catalogue.GROUPS[question.group]),
        "parameters": parameters,
    }


def _one(args: Namespace, question: "Question | None") -> Answer:
    """One report, to a file or in words."""
    from reports import catalogue, report_file

    with shop(args) if args.out else shop_read(args):
        answered = catalogue.true(catalogue.answered(args.name, _given(args, question) if question else {}))
        if args.out is None:
            return Answer(report_file.plain(answered), _said(answered))
        written = report_file.write(args.out, answered)
    return Answer({"file": str(args.out), "rows": written.rows}, f"{answered.sentence}\n{args.out}".strip())


def _given(args: Namespace, question: "Question") -> dict[str, str]:
    """What is asked beside it, as said. RefusedError: it is the owner's."""
    from db.core.errors import RefusedError

    given: dict[str, str] = {}
    for one in question.parameters:
        said = getattr(args, f"asked_{one.key}")
        if said is not None and one.taken(said) != said:
            raise RefusedError(_("“{title}” is for the owner only.").format(title=_(dict(one.choices)[said])))
        given[one.key] = one.taken(said)
    return given


def _said(answered: "Answered") -> str:
    """The sentence and the table in words."""
    from reports.shown import shown

    answer = answered.answer
    rows = [line.cells for line in answer.lines] + ([answer.total] if answer.total else [])
    kinds = [heading.kind for heading in answer.headings]
    lines = ["  ".join(shown(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in rows]
    return "\n".join([answered.sentence, "  ".join(heading.title for heading in answer.headings), *lines]).strip()


def _customers(args: Namespace) -> Answer:
    """The list of customers, without those who refuse to be written to: {"file", "rows", "left_out"}."""
    from db.services import opt_outs
    from reports import customer_list

    with shop(args):
        written = customer_list.write(args.out)
    said = [str(args.out), opt_outs.left_out(written.left_out)]
    return Answer({"file": str(args.out), "rows": written.rows, "left_out": written.left_out}, "\n".join(filter(None, said)))


def _all(args: Namespace) -> Answer:
    """Every monthly report in one PDF: {"file", "rows"}; `rows` counts the reports."""
    from reports import report_file

    with shop(args):
        written = report_file.write_month(args.out)
    return Answer({"file": str(args.out), "rows": written.rows}, str(args.out))
