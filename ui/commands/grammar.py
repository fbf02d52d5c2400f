"""How commands declare their words: the reader of one number, and what a module of commands is given to add them."""

import argparse
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from db.core.errors import UserError
from resources.i18n import _
from ui.commands.answering import Answer

LAYOUTS: Final = ("standard", "plain", "two_up", "a5", "half", "preprinted")  # of reports.paper_layouts, which takes long to load


class UsageError(UserError):
    """The words of the command line make no sense."""

    code = "usage"


def refuse_beside(said: str, others: Mapping[str, object]) -> None:
    """UsageError where one of these options was given: beside what was said it would say nothing."""
    for option, value in others.items():
        if value not in (None, "", False):
            raise UsageError(_("“{option}” and “{other}” can't be used together.").format(option=option, other=said))


def common(to: argparse.ArgumentParser, default: Any) -> None:
    """What every command takes. `default` is SUPPRESS below the first level: it would wipe what stood before the command."""
    to.add_argument("--file", type=Path, default=default, help=_("the shop file"))
    to.add_argument("--json", action="store_true", default=default or False, help=_("answer as one JSON object"))
    to.add_argument(
        "--user",
        default=default or "",
        help=_("who acts; the password is taken from $SHUKEBU_PASSWORD (the spare password does as well)"),
    )


class Adds(Protocol):
    """Adds one command: its name, what it does, one line of help."""

    def __call__(self, name: str, do: Callable[[argparse.Namespace], Answer], words: str) -> argparse.ArgumentParser:
        """The parser of the command's own arguments."""


def verbs(noun: argparse.ArgumentParser) -> Adds:
    """The verbs of a noun (task add, task done), each a command by itself."""
    add, named = _adding(noun, "verb", required=False)

    def lack(_args: argparse.Namespace) -> Answer:
        raise UsageError(_("Please say what to do with it: {verbs}.").format(verbs=_(", ").join(named.choices)))

    noun.set_defaults(do=lack)
    return add


def adding(to: argparse.ArgumentParser, place: str) -> Adds:
    """What adds the words that stand at a place (command, verb), each with its own arguments."""
    return _adding(to, place, required=True)[0]


def _adding(to: argparse.ArgumentParser, place: str, *, required: bool) -> "tuple[Adds, argparse._SubParsersAction[Any]]":
    named = to.add_subparsers(dest=place, required=required, parser_class=type(to), metavar=place.upper())

    def add(name: str, do: Callable[[argparse.Namespace], Answer], words: str) -> argparse.ArgumentParser:
        added = named.add_parser(name, help=words, description=words, allow_abbrev=False)
        common(added, argparse.SUPPRESS)
        added.set_defaults(do=do)
        return added

    return add, named


def between(low: int, high: int, kind: type[int] | type[float] = int) -> Callable[[str], Any]:
    """Reads a number of this kind from `low` to `high`."""

    def read(text: str) -> int | float:
        with suppress(ValueError):
            number = kind(text)
            if low <= number <= high:
                return number
        raise argparse.ArgumentTypeError(_("a number from {low} to {high}").format(low=f"{low:,}", high=f"{high:,}"))

    return read


number: Final = between(1, 1_000_000_000)  # of a row
