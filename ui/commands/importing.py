"""Other files taken over by command."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from db.core import file, session
from db.core.errors import UserError
from resources.i18n import _
from ui.commands.answering import Answer, free, shop
from ui.commands.grammar import Adds

KINDS: Final = ("customers", "sales", "products", "interactions")


class NotAListError(UserError):
    """Nothing in the files is a list of customers, sales, products or talks."""

    code = "not_a_list"


def add_to(command: Adds) -> None:
    """The commands of this module."""
    taken = command("import", import_, _("take over customers, sales, products or talks from other files"))
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument("--as", dest="kind", choices=KINDS, help=_("what the files hold, where it is not found out"))
    taken.add_argument("--sheet", help=_("only this sheet"))
    taken.add_argument("--password", help=_("the workbook's password"))
    taken.add_argument("--plan", action="store_true", help=_("say what would happen and change nothing"))
    taken.add_argument("--ask", choices=("skip", "add"), default="", help=_("what becomes of unsure rows; without it they wait"))


def import_(args: Namespace) -> Answer:
    """The whole pipeline: the plan's JSON, after a commit with "unit" and "left_over"."""
    from importers.session import ImportSession
    from importers.values import Source

    sources = [Source(path=path, name=path.name, password=args.password) for path in args.files]
    with shop(args, may_be_missing=args.plan):
        session = ImportSession(sources, kind=args.kind, sheet=args.sheet, ask=args.ask)
        try:
            for survey in session.survey():
                if survey.error:
                    raise survey.error
            if (back := _returned(session)) is not None:
                return _take_back(args, back)
            plan = session.plan()
        finally:
            session.close()
        if args.plan:
            return Answer(plan.json(), _counts(plan.totals))
        if not plan.batches:
            raise _not_a_list(session)
        return _commit(args, plan)


def _returned(session: Any) -> Any:
    """The export of this shop that came back; None for any other list."""
    from importers import our_sheet, round_trip

    for survey in session.files:
        if file.is_open() and any(our_sheet.numbered(table.headers) for table in survey.tables):
            if len(session.files) == 1 and (back := round_trip.read(survey.source)) is not None:
                return back
            our_sheet.disregard(survey)
    return None


def _take_back(args: Namespace, back: Any) -> Answer:
    from db.services import backups
    from importers import taking_back

    if args.plan:
        data = taking_back.json(back)
        return Answer(data, _totals(data["tables"][0]))
    outcome = taking_back.commit(back, back_up=lambda: backups.make("import"))
    data = taking_back.json(back, outcome.unit, committed=True)
    return Answer(data, _totals(data["tables"][0]), outcome.unit)


def _commit(args: Namespace, plan: Any) -> Answer:
    from db.services import backups
    from importers.commit import commit

    outcome = commit(plan, back_up=lambda: backups.make("import"))
    data = plan.json(outcome.unit, committed=True)
    text = _counts(plan.totals)
    if outcome.left_over and session.may("export"):  # else they wait in the shop alone
        from db.services import errands
        from reports import excel

        target = free(file.current_path().with_name(_("{file} to confirm").format(file=args.files[0].stem) + ".xlsx"))
        noted = errands.taking("imports.export", file=target.name, count=len(outcome.left_over))
        excel.left_over(outcome.left_over, target, noted)
        data["left_over"] = str(target)
        text += "\n" + _("Left over and waiting: {file}").format(file=target)
    return Answer(data, text, outcome.unit)


def _counts(totals: Any) -> str:
    return _totals(asdict(totals))


def _totals(counts: dict[str, Any]) -> str:
    words = _("{records} records: {add} new, {update} joined, {skip} unchanged, {ask} unsure, {failed} failed.")
    return words.format(**{"records": counts.get("rows", 0), **counts})


def _not_a_list(session: Any) -> NotAListError:
    reasons = [table.reason for survey in session.files for table in survey.tables if table.reason]
    sentence = _("This does not look like a list of customers, so nothing was taken over. Nothing was changed.")
    return NotAListError(sentence, reasons=reasons)
