"""What each command does: one function a command, from its arguments to its answer. The JSON shapes are a contract."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from db.core import checking, clock, file, trouble
from db.core.errors import DamagedError, InputError, UserError
from resources.i18n import _, ngettext

SHOP: Final = "shop.crm"  # the owner's own file in the data folder
DEMO: Final = "demo.crm"
REPORTS: Final = ("customers",)
_FOUND: Final = 50  # customers `find` lists


class NotAListError(UserError):
    """Nothing in the files is a list of customers, sales, products or talks."""

    code = "not_a_list"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: as JSON, in words, and the unit it made."""

    data: dict[str, Any]
    text: str
    unit: int | None = None
    status: int = 0


def new(args: Namespace) -> Answer:
    """Create the file: {"file"}."""
    from db.services import shops

    path = _path(args, SHOP)
    shops.create(path, args.shop_name)
    return Answer({"file": str(path)}, _("Started the shop file {file}.").format(file=path))


def import_(args: Namespace) -> Answer:
    """The whole pipeline: the plan's JSON, after a commit with "unit" and "left_over"."""
    from importers.session import ImportSession
    from importers.values import Source

    sources = [Source(path=path, name=path.name, password=args.password) for path in args.files]
    with _shop(args, may_be_missing=args.plan):
        session = ImportSession(sources, kind=args.kind, sheet=args.sheet, ask=args.ask)
        try:
            for survey in session.survey():
                if survey.error:
                    raise survey.error
            plan = session.plan()
        finally:
            session.close()
        if args.plan:
            return Answer(plan.json(), _counts(plan.totals))
        if not plan.batches:
            raise _not_a_list(session)
        return _commit(args, plan)


def undo(args: Namespace) -> Answer:
    """Take a unit back: {"undone", "unit"}."""
    from db.core import audit

    with _shop(args):
        wanted = args.unit if args.unit is not None else _last_undoable()
        done = audit.undo(wanted)
        return Answer({"undone": wanted, "unit": done.id}, _("Took back unit {unit}.").format(unit=wanted), done.id)


def history(args: Namespace) -> Answer:
    """The units, newest first: {"units": [...]}."""
    from db.core import audit

    keys = ("id", "action", "label", "at", "by", "changes", "undoable", "undone_by")
    with _shop(args):
        units = audit.units(args.limit)
    lines = (f"{one.id:>6}  {clock.shown(one.at)}  {one.by}  {one.label} ({one.changes})" for one in units)
    return Answer({"units": [{key: getattr(one, key) for key in keys} for one in units]}, "\n".join(lines))


def find(args: Namespace) -> Answer:
    """Customers by any piece of text: {"count", "customers", "more"}."""
    from db.services import lists
    from db.services.lists import ListQuery

    with _shop(args):
        ids = lists.ids(ListQuery(text=" ".join(args.text)))
        found = lists.brief(ids[:_FOUND])
    lines = [f"{one.id:>7}  {one.code}  {one.name}  {'、'.join(one.phones)}" for one in found]
    lines.append(ngettext("{count} customer", "{count} customers", len(ids)).format(count=len(ids)))
    data = {"count": len(ids), "customers": [asdict(one) for one in found], "more": len(ids) > len(found)}
    return Answer(data, "\n".join(lines))


def show(args: Namespace) -> Answer:
    """One customer as in the dump, with "timeline"."""
    from db.services import customers, timeline
    from db.services import dump as dumps

    with _shop(args):
        one = customers.follow(args.id)
        data = dumps.customer(one) | {"timeline": [_event(row) for row in timeline.of(one, timeline.count(one))]}
    return Answer(data, "\n".join(f"{key}: {_in_words(value)}" for key, value in data.items() if value))


def dump(args: Namespace) -> Answer:
    """Everything the owner entered: {"customers", "tables"}."""
    from db.models.fields import canonical
    from db.services import dump as dumps

    with _shop(args):
        data = dumps.dump()
    return Answer(data, canonical(data))


def duplicates(args: Namespace) -> Answer:
    """Customers who may be one: {"pairs": [{"a", "b", "score", "why"}]}."""
    from db.core.progress import silent
    from db.services import duplicates as pairs

    with _shop(args):
        found = pairs.pairs(args.min, silent)
    lines = (f"{one.a}  {one.b}  {one.score:.2f}  {_in_words(one.why)}" for one in found)
    return Answer(
        {"pairs": [{"a": one.a, "b": one.b, "score": round(one.score, 4), "why": one.why} for one in found]}, "\n".join(lines)
    )


def backup(args: Namespace) -> Answer:
    """Make a verified copy: {"file", ...}."""
    from db.services import backups

    with _shop(args):
        made = backups.to_folder(args.dir) if args.dir else backups.make("command")
    data = {"file": str(made.path), "size": made.size, "customers": made.customers, "verified": made.verified}
    return Answer(data, _("Backed up and opened to try: {file}").format(file=made.path))


def restore(args: Namespace) -> Answer:
    """Put a backup in the place of the shop file, which is kept: {"file", "kept"}."""
    from db.services import backups

    path = _path(args, SHOP)
    kept = backups.restore(args.backup, path)
    data = {"file": str(path), "kept": str(kept) if kept else None}
    return Answer(data, _("Fetched back: {file}. The file that was there is kept: {kept}").format(file=path, kept=kept or "-"))


def check(args: Namespace) -> Answer:
    """Look the file over: {"ok", "problems", "counts", "chain"}; exit 4 where it is damaged."""
    try:
        with _shop(args), trouble.explained():
            result = checking.check()
    except DamagedError as error:  # so damaged that it can't be opened, or read to the end
        raise DamagedError(error.sentence, ok=False, problems=[error.sentence], counts={}, chain={}) from error
    words = _("The file is sound.") if result.ok else _("The file is damaged:") + "\n" + "\n".join(result.problems)
    return Answer(asdict(result), words, status=0 if result.ok else 4)


def demo(args: Namespace) -> Answer:
    """Make a file of made-up customers: {"file", "customers", "doubles": [{"a", "b"}]}."""
    from db.services import demo as shop

    made = shop.create(_path(args, DEMO), args.customers, args.seed, args.doubles)
    pairs = [{"a": a, "b": b} for a, b in made.doubles]
    words = _("Made {file} with {count} customers.").format(file=made.path, count=f"{made.customers:,}")
    lines = [words, *(f"{pair['a']} = {pair['b']}" for pair in pairs)]
    return Answer({"file": str(made.path), "customers": made.customers, "doubles": pairs}, "\n".join(lines))


def report(args: Namespace) -> Answer:
    """A list to pdf, xlsx or csv: {"file", "rows"}."""
    from reports import customer_list

    with _shop(args):
        rows = customer_list.write(args.out)
    return Answer({"file": str(args.out), "rows": rows}, str(args.out))


def _path(args: Namespace, name: str) -> Path:
    """The shop file meant: --file, $SHUKEBU_FILE, or this one in the data folder."""
    named = args.file or os.environ.get("SHUKEBU_FILE")
    return Path(named) if named else file.data_folder() / name


@contextmanager
def _shop(args: Namespace, may_be_missing: bool = False) -> Iterator[None]:
    """The shop file, open. `may_be_missing`: where nobody named a file and there is none, do without."""
    path = _path(args, SHOP)
    if may_be_missing and path == file.data_folder() / SHOP and not path.exists():
        yield
        return
    with file.opened(path):
        yield


def _commit(args: Namespace, plan: Any) -> Answer:
    from db.services import backups
    from importers.commit import commit

    outcome = commit(plan, back_up=lambda: backups.make("import"))
    data = plan.json(outcome.unit, committed=True)
    text = _counts(plan.totals)
    if outcome.left_over:
        from reports import excel

        target = _free(file.current_path().with_name(_("{file} to confirm").format(file=args.files[0].stem) + ".xlsx"))
        excel.left_over(outcome.left_over, target)
        data["left_over"] = str(target)
        text += "\n" + _("Left over and waiting: {file}").format(file=target)
    return Answer(data, text, outcome.unit)


def _counts(totals: Any) -> str:
    return _("{records} records: {add} new, {update} joined, {skip} unchanged, {ask} unsure, {failed} failed.").format(
        **asdict(totals)
    )


def _not_a_list(session: Any) -> NotAListError:
    reasons = [table.reason for survey in session.files for table in survey.tables if table.reason]
    sentence = _("This does not look like a list of customers, so nothing was taken over. Nothing was changed.")
    return NotAListError(sentence, reasons=reasons)


def _last_undoable() -> int:
    from db.core import audit

    found = next((one.id for one in audit.units(1000) if one.undoable and one.undoes is None), None)
    if found is None:
        raise InputError(_("There is nothing to take back."))
    return found


def _event(row: Any) -> dict[str, Any]:
    return {key: value for key, value in asdict(row).items() if value not in (None, "")}


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key}={_in_words(one)}" for key, one in value.items())
    return "、".join(map(_in_words, value)) if isinstance(value, (list, tuple)) else str(value)


def _free(path: Path) -> Path:
    """The path, or the same with a number where something is there already."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return path if not path.exists() else next(one for one in numbered if not one.exists())
