"""What the models of customers found in the shop's sales, or in a file of visits, by command."""

import csv
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.core.errors import InputError
from resources.i18n import _
from ui.commands.answering import Answer, shop_read
from ui.commands.grammar import Adds

if TYPE_CHECKING:
    from db.analytics.bg_nbd import Group

_COLUMNS = ("frequency", "recency", "T")


def add_to(command: Adds) -> None:
    """The command of this module."""
    added = command("fit", fit, _("what the sales say of how customers come and stay away"))
    added.add_argument("--summary", type=Path, metavar="FILE.csv")


def fit(args: Namespace) -> Answer:
    """{"model", "rule", "customers", "repeaters", "is_shrunk", "r", "alpha", "a", "b", "log_likelihood", ...}: see docs."""
    if args.summary:
        return _answer(_of_file(args.summary))
    from dataclasses import asdict

    from db.services import life_value, sale_facts

    with shop_read(args):
        sale_facts.fill()  # a file of before has none yet
        return _answer({"model": "BG/NBD", **asdict(life_value.fit())})


def _answer(data: dict[str, Any]) -> Answer:
    return Answer(data, "\n".join(f"{key}: {value}" for key, value in data.items() if value is not None))


def _of_file(path: Path) -> dict[str, Any]:
    """The same parameters for customers of a file; under the rule "interval" they are null."""
    from db.analytics import bg_nbd
    from db.services import life_value

    groups = _groups(path)
    customers, repeaters = sum(one.people for one in groups), sum(one.people for one in groups if one.x)
    is_small = repeaters < life_value.SMALL
    found = None
    if repeaters >= life_value.ENOUGH:
        found = bg_nbd.fit(groups, life_value.usual_prior(groups) if is_small else None)
    named = ("r", "alpha", "a", "b", "log_likelihood")
    return {
        "model": "BG/NBD", "rule": "bg_nbd" if found else "interval", "customers": customers, "repeaters": repeaters,
        "is_shrunk": bool(found) and is_small, **{name: getattr(found, name, None) for name in named},
    }  # fmt: skip


def _groups(path: Path) -> "list[Group]":
    """Customers of a file with the columns frequency (visits after the first), recency and T (weeks), equal ones together."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_("“{name}” can't be read as a table of visits.").format(name=path.name)) from error
    read = csv.DictReader(text.splitlines())
    if not set(_COLUMNS) <= set(read.fieldnames or ()):
        raise InputError(_("“{name}” needs the columns {columns}.").format(name=path.name, columns="、".join(_COLUMNS)))
    if not (found := _counted(read, path.name)):
        raise InputError(_("“{name}” can't be read as a table of visits.").format(name=path.name))
    return found


def _counted(lines: Iterable[dict[str, str]], name: str) -> "list[Group]":
    from db.analytics.bg_nbd import Group

    alike: Counter[tuple[int, float, float]] = Counter()
    for number, line in enumerate(lines, 2):
        try:
            visits, last, age = (float(line[column]) for column in _COLUMNS)
            if not (visits.is_integer() and 0 <= last <= age < float("inf") and visits >= 0):
                raise ValueError(line)
        except (ValueError, TypeError) as error:
            raise InputError(_("Line {number} of “{name}” makes no sense.").format(number=number, name=name)) from error
        alike[int(visits), last, age] += 1
    return [Group(*one, people) for one, people in alike.items()]
