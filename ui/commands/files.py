"""The shop file by command: made, copied, fetched back, looked over; what was done in it."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from db.core import checking, clock, trouble
from db.core.errors import DamagedError, InputError, NewerFileError, NotFoundError
from resources.i18n import _
from ui.commands.answering import DEMO, SHOP, Answer, key_to, path_of, shop, shop_read
from ui.commands.grammar import Adds, between, number


def add_to(command: Adds) -> None:
    """The commands of this module."""
    command("new", new, _("start a new shop file")).add_argument("--shop-name", default="")
    command("undo", undo, _("take back a unit, by default the last")).add_argument("unit", nargs="?", type=number)
    command("history", history, _("what was done")).add_argument("--limit", type=number, default=1000)
    command("dump", dump, _("everything the owner entered"))
    command("backup", backup, _("make a verified backup")).add_argument("dir", nargs="?", type=Path)
    command("restore", restore, _("fetch a backup back; the file there is kept")).add_argument("backup", type=Path)
    command("check", check, _("look the file over"))
    rescued = command("rescue", rescue, _("everything that can be read of a shop file or a backup, as an .xlsx"))
    rescued.add_argument("source", type=Path)
    rescued.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    made_up = command("demo", demo, _("make a file of made-up customers"))
    made_up.add_argument("--customers", type=between(1, 1_000_000), default=2000)
    made_up.add_argument("--seed", type=int, default=1)
    made_up.add_argument("--doubles", type=between(0, 100, float), default=0.0)


def new(args: Namespace) -> Answer:
    """Create the file: {"file"}."""
    from db.services import shops

    path = path_of(args, SHOP)
    shops.create(path, args.shop_name)
    return Answer({"file": str(path)}, _("Started the shop file {file}.").format(file=path))


def rescue(args: Namespace) -> Answer:
    """Write what can be read, also of a damaged file: {"file", "tables": {name: rows}, "lost": rows that can't be read, "erased":
    rows of people erased since, which stay away}.

    The password, or the spare password, comes from $SHUKEBU_PASSWORD.
    """
    import os

    from db.services import rescuing
    from reports import rescue_excel
    from ui.restoration import rescued

    told = rescuing.tables(args.source, os.environ.get("SHUKEBU_PASSWORD", ""), path_of(args, SHOP))
    written = rescue_excel.write(args.out, told)
    data = {"file": str(args.out), "tables": written.counted, "lost": written.lost, "erased": written.erased}
    return Answer(data, rescued.said(written, args.out))


def undo(args: Namespace) -> Answer:
    """Take a unit back: {"undone", "unit"}."""
    from db.core import audit

    with shop(args):
        wanted = args.unit if args.unit is not None else _last_undoable()
        done = audit.undo(wanted)
        return Answer({"undone": wanted, "unit": done.id}, _("Took back unit {unit}.").format(unit=wanted), done.id)


def history(args: Namespace) -> Answer:
    """The units, newest first: {"units": [...]}."""
    from db.core import audit

    keys = ("id", "action", "label", "at", "by", "changes", "undoable", "undone_by")
    with shop_read(args):
        units = audit.units(args.limit)
    lines = (f"{one.id:>6}  {clock.shown(one.at)}  {one.by}  {one.label} ({one.changes})" for one in units)
    return Answer({"units": [{key: getattr(one, key) for key in keys} for one in units]}, "\n".join(lines))


def dump(args: Namespace) -> Answer:
    """Everything the owner entered: {"customers", "tables"}."""
    from db.models.fields import canonical
    from db.services import dump as dumps

    with shop_read(args):
        data = dumps.dump()
    return Answer(data, canonical(data))


def backup(args: Namespace) -> Answer:
    """Make a verified copy: {"file", ...}."""
    from db.services import backups

    with shop(args):
        made = backups.to_folder(args.dir) if args.dir else backups.make("command")
    data = {"file": str(made.path), "size": made.size, "customers": made.customers, "verified": made.verified}
    return Answer(data, _("Backed up and opened to try: {file}").format(file=made.path))


def restore(args: Namespace) -> Answer:
    """Put a backup in the place of the shop file, which is kept: {"file", "kept"}."""
    path = path_of(args, SHOP)
    kept = _put_back(args, path)
    data = {"file": str(path), "kept": str(kept) if kept else None}
    return Answer(data, _("Fetched back: {file}. The file that was there is kept: {kept}").format(file=path, kept=kept or "-"))


def _put_back(args: Namespace, path: Path) -> Path | None:
    """Fetch a copy back: of a shop that can be opened a copy is made before, a guarded one is asked who it is; one that can't be
    opened has no say.
    """
    key = key_to(args, args.backup)
    if path.exists():
        try:
            with shop(args):
                return _fetch(args.backup, path, key)
        except (DamagedError, NewerFileError) as error:
            return _fetch(args.backup, path, key, is_damaged=isinstance(error, DamagedError))
    return _fetch(args.backup, path, key)


def _fetch(backup: Path, path: Path, key: bytes | None, is_damaged: bool = False) -> Path | None:
    from db.services import backup_contents, backups, restoring
    from reports import quote_pdf

    copy = Path(backup)
    if not copy.is_file():
        raise NotFoundError(_("There is no backup at “{path}”.").format(path=copy))
    loss = None if is_damaged else backup_contents.look_into(backups.of(copy), path, key).loss
    fetching = restoring.Fetching(backups.of(copy), path, quote_pdf.make, loss, key, is_damaged)
    fetching.prepare()
    return fetching.put_in_place()


def check(args: Namespace) -> Answer:
    """Look the file over: {"ok", "problems", "counts", "chain"}; exit 4 where it is damaged."""
    try:
        with shop(args), trouble.explained():
            result = checking.check()
    except DamagedError as error:  # so damaged that it can't be opened, or read to the end
        raise DamagedError(error.sentence, ok=False, problems=[error.sentence], counts={}, chain={}) from error
    words = _("The file is sound.") if result.ok else _("The file is damaged:") + "\n" + "\n".join(result.problems)
    return Answer(asdict(result), words, status=0 if result.ok else 4)


def demo(args: Namespace) -> Answer:
    """Make a file of made-up customers: {"file", "customers", "doubles": [{"a", "b"}]}."""
    from db.services import demo as shop
    from reports import quote_pdf

    made = shop.create(path_of(args, DEMO), args.customers, args.seed, args.doubles, draw=quote_pdf.make)
    pairs = [{"a": a, "b": b} for a, b in made.doubles]
    words = _("Made {file} with {count} customers.").format(file=made.path, count=f"{made.customers:,}")
    lines = [words, *(f"{pair['a']} = {pair['b']}" for pair in pairs)]
    return Answer({"file": str(made.path), "customers": made.customers, "doubles": pairs}, "\n".join(lines))


def _last_undoable() -> int:
    from db.core import audit

    found = next((one.id for one in audit.units(1000) if one.undoable and one.undoes is None), None)
    if found is None:
        raise InputError(_("There is nothing to take back."))
    return found
