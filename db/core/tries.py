"""Wrong passwords: each makes the next try wait longer. Kept beside the keyring, so that starting again clears nothing.

It slows a person at the window down; whoever takes the files away is slowed by Argon2 alone.
"""

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from db.core import clock
from db.core.errors import RefusedError
from db.core.lock import beside
from resources.i18n import ngettext

SUFFIX: Final = ".tries"
FREE: Final = 5  # wrong ones that cost nothing (ASVS 5.0, V6.3: guessing is slowed down)
_FIRST, _LONGEST = 30.0, 900.0  # seconds
_NOTED: Final = 100  # wrong ones that are told one by one
_monotonic: dict[Path, float] = {}  # until when, by the clock nobody can set


@dataclass(frozen=True, slots=True)
class Tries:
    """How often a wrong password was typed since the last right one; `until` the time (time.time) the next may be tried.

    `unnoted`: the newest of them that no history says yet, each as {"at": UTC, "person": whose it should have been}
    or {"at": UTC, "by": "paper"}; nothing
    can be written into a file that is not open.
    """

    failed: int = 0
    until: float = 0.0
    unnoted: tuple[dict[str, str], ...] = ()


def of(shop: Path) -> Tries:
    """What is known of this file."""
    try:
        kept = json.loads(beside(shop, SUFFIX).read_text("utf-8"))
        return Tries(int(kept["failed"]), float(kept["until"]), tuple(kept.get("unnoted", ())))
    except (OSError, ValueError, KeyError, TypeError):
        return Tries()


def wait(shop: Path) -> float:
    """Seconds until the next try; 0: now. Neither setting the clock nor a start of the program shortens it."""
    left = of(shop).until - time.time()
    by_wall = min(max(left, 0.0), _LONGEST)  # a clock set back asks no more than the longest
    return max(by_wall, _monotonic.get(shop, 0.0) - time.monotonic())


def refuse_early(shop: Path) -> None:
    """A RefusedError while the next try has to wait."""
    if (left := wait(shop)) > 0:
        seconds = int(left) + 1
        raise RefusedError(
            ngettext(
                "Too many wrong passwords. Please wait {count} second and try again. Nothing was changed.",
                "Too many wrong passwords. Please wait {count} seconds and try again. Nothing was changed.",
                seconds,
            ).format(count=seconds),
            wait=seconds,
        )


def failed(shop: Path, whose: str | None = None) -> Tries:
    """A wrong password was typed: from the fifth on the next waits 30 seconds, then twice as long each, at most 15 minutes.

    `whose` it should have been ("": the spare password), to be noted when somebody comes in; None: it is noted already.
    """
    before = of(shop)
    count = before.failed + 1
    pause = min(_FIRST * 2 ** (count - FREE), _LONGEST) if count >= FREE else 0.0
    told = () if whose is None else ({"at": clock.utc_now()} | ({"person": whose} if whose else {"by": "paper"}),)
    now = Tries(count, time.time() + pause if pause else 0.0, (*before.unnoted, *told)[-_NOTED:])
    _monotonic[shop] = time.monotonic() + pause
    with suppress(OSError):  # a place that can't be written to: the clock of this process counts
        _keep(shop, now)
    return now


def right(shop: Path, *, can_note: bool = True) -> Tries:
    """The right one was typed: what is known of the wrong ones before it. Where nothing can be noted they are kept for the day it
    can.
    """
    before = of(shop)
    _monotonic.pop(shop, None)
    with suppress(OSError):
        if can_note or not before.unnoted:
            beside(shop, SUFFIX).unlink(missing_ok=True)
        else:
            _keep(shop, Tries(unnoted=before.unnoted))
    return before


def _keep(shop: Path, now: Tries) -> None:
    beside(shop, SUFFIX).write_text(json.dumps(asdict(now), ensure_ascii=False), "utf-8")
