"""The command line: the arguments, where the answer goes, what the exit status says. It never loads Qt."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Final, NoReturn

from db.core import file, session, trouble
from db.core.errors import NoSpaceError, UserError
from resources.i18n import _
from ui.commands import (
    blacklist,
    customers,
    exporting,
    figures,
    files,
    fit,
    importing,
    knowledge,
    labels,
    merging,
    quotes,
    reports,
    sales,
    tags,
    talks,
    tasks,
    today,
)
from ui.commands.answering import Answer
from ui.commands.grammar import UsageError, adding, common

_log = logging.getLogger(__name__)
_BUG: Final = 1  # exit status of an error nobody foresaw


class _Parser(argparse.ArgumentParser):
    """Says what is wrong as a UserError, so that --json is kept to."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(_("This command can't be understood ({problem}). “--help” shows what there is.").format(problem=message))


def main(arguments: list[str]) -> int:
    """Run one command; its exit status: 0 ok, 2 usage or input, 3 refused, 4 damaged, 5 no space, 6 in use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    in_json = "--json" in arguments
    try:
        answer = run(arguments)
    except UserError as error:
        return _complain(in_json, error.code, error.sentence, error.status, **error.details)
    except KeyboardInterrupt:
        return _complain(in_json, "cancelled", _("Cancelled. Nothing was changed."), 2)
    except Exception as error:
        return _complain(in_json, "bug", _log_bug(error), _BUG)
    try:
        _print(_as_json(answer.data) if in_json else answer.text)
        if answer.unit is not None and not in_json:
            _print(f"ACK {answer.unit}")
    except OSError as error:
        return _unheard(error)
    return answer.status


def run(arguments: list[str]) -> Answer:
    """Do what the arguments say; UserError where that can't be done."""
    args = parser().parse_args(arguments)
    session.act_as(args.user)
    command: Callable[[argparse.Namespace], Answer] = args.do
    try:
        with trouble.explained():
            return command(args)
    finally:
        file.close()


def parser() -> argparse.ArgumentParser:
    """The whole grammar. --file, --json and --user stand before or after the command."""
    whole = _Parser(
        prog="main.py",
        description=_("The customer book of a small shop. Without arguments the window opens."),
        allow_abbrev=False,
    )
    common(whole, None)
    command = adding(whole, "command")
    for nouns in (
        files,
        importing,
        customers,
        exporting,
        labels,
        quotes,
        sales,
        reports,
        talks,
        tasks,
        tags,
        blacklist,
        merging,
        today,
        figures,
        fit,
        knowledge,
    ):
        nouns.add_to(command)
    return whole


def _complain(in_json: bool, code: str, sentence: str, status: int, **details: object) -> int:
    if in_json:
        _print(_as_json({"error": code, "message": sentence, **details}))
    else:
        sys.stderr.write(f"{sentence}\n")
    return status


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n" if text else "")
    sys.stdout.flush()


def _unheard(error: OSError) -> int:
    """Nobody took the answer: the pipe was closed, which is no error, or the disk it goes to is full. What was done is done."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries once more at its end
    if isinstance(error, BrokenPipeError):
        return 0
    sys.stderr.write(_("The answer could not be written. What the command did is saved.") + "\n")
    return NoSpaceError.status


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """What JSON does not know, as it does."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return sorted(value) if isinstance(value, (set, frozenset)) else str(value)


def _log_bug(error: Exception) -> str:
    """Write the error to the log; the sentence for the user."""
    from ui import bug_log

    handler = bug_log.log_to(file.data_folder() / "log")
    _log.error("bug %s", bug_log.number(error), exc_info=error)
    logging.getLogger().removeHandler(handler)
    handler.close()
    return _("Something went wrong that should not have. What was saved before is safe. The details are in {log}.").format(
        log=handler.baseFilename
    )
