"""The catalogue of error sentences: each has a number that never changes, whether the data is safe, and what to do."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from resources import path
from resources.i18n import N_, _, language

_SAFE: Final = N_("The data of the shop was not changed.")
_ADVICE: Final = {
    "InputError": N_("Please correct what was typed or chosen, and try again."),
    "NotFoundError": N_("It may have been taken away meanwhile. Please press F5 and look again."),
    "RefusedError": N_("This is not possible here. Where it is somebody’s right that is missing, please ask the owner."),
    "ChangedSinceError": N_("Something newer was saved meanwhile. Please look at it first, then try again."),
    "NewerFileError": N_("Please update the program."),
    "DamagedError": N_("Please choose File, Fetch back from a backup."),
    "NoSpaceError": N_("Please make room on the disk, and try again."),
    "BusyError": N_("Please wait a moment, and try again."),
    "UserError": N_("Please follow the sentence, and try again."),
}
_BLANK: Final = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One sentence in the language in use. `safe`: "" where the sentence says it itself; `todo`: what to do."""

    code: str
    sentence: str
    safe: str
    todo: str


def entries() -> list[ErrorEntry]:
    """All of them by number; blanks in a sentence stand as …."""
    return [
        ErrorEntry(one["code"], _BLANK.sub("…", _(one["sentence"])), _safe(one), _(_ADVICE[one["kind"]])) for one in _catalogue()
    ]


def of(sentence: str) -> ErrorEntry | None:
    """The entry a shown sentence belongs to: of several that fit, the one that says the most; None: it is not catalogued."""
    first = sentence.split("\n", 1)[0]
    fits = [one for pattern, one in _patterns(language()) if pattern.fullmatch(sentence) or pattern.fullmatch(first)]
    best = max(fits, key=lambda one: len(_BLANK.sub("", _(one["sentence"]))), default=None)
    return ErrorEntry(best["code"], sentence, _safe(best), _(_ADVICE[best["kind"]])) if best else None


def _safe(one: dict[str, str]) -> str:
    return "" if one["safe"] == "said" else _(_SAFE)


@cache
def _catalogue() -> list[dict[str, str]]:
    return list(json.loads(path("errors.json").read_text("utf-8")))


@cache
def _patterns(_language: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    """What each sentence looks like once its blanks are filled; made when the first error is shown."""
    return [(_pattern(one["sentence"]), one) for one in _catalogue()]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in _BLANK.split(_(sentence)))
    return re.compile("(?s:.*)".join(parts))
