"""Refusals outlive a restore: who said no since the copy was made still says it (個資法 §20(2), §11: at once, and it stays)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.core import clock
from db.core.connection import rows, run
from db.core.journal import unit

_MARKS: Final = ("stopped_on", "disputed_on")  # of a customer: the day their data stopped being used
_KEPT: Final = (  # every customer, and whose record theirs became: in an older copy they may stand apart again
    "WITH RECURSIVE kept(id, at) AS (SELECT id, id FROM customer UNION ALL"
    " SELECT kept.id, customer.merged_into FROM kept JOIN customer ON customer.id = kept.at WHERE merged_into IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What one customer refuses: a channel of opt_outs, or one of the marks. Known by the id and the moment it was made."""

    customer: int
    born: str
    what: str
    since: str | None  # ISO day


def here() -> list[Refusal]:
    """All of the open file."""
    channels = rows(
        f"{_KEPT} SELECT own.id, own.created_at, channel, since FROM kept JOIN opt_out ON opt_out.customer = kept.at"
        " JOIN customer own ON own.id = kept.id"
    )
    marks = [
        (*row[:2], mark, row[2])
        for mark in _MARKS
        for row in rows(
            f"{_KEPT} SELECT own.id, own.created_at, said.{mark} FROM kept JOIN customer said ON said.id = kept.at"
            f" JOIN customer own ON own.id = kept.id WHERE said.{mark} IS NOT NULL"
        )
    ]
    return [Refusal(*row) for row in (*channels, *marks)]


def replay(refusals: Iterable[Refusal]) -> int:
    """Say them again in the open file, an older copy, to whoever of them stands there; of how many customers it lacked one."""
    known = {(one.customer, one.born, one.what) for one in here()}
    there = dict(rows("SELECT id, created_at FROM customer WHERE erased_on IS NULL"))
    wanted = {(one.customer, one.born, one.what): one for one in refusals}  # one may refuse by two records merged since
    lacking = [one for key, one in wanted.items() if there.get(one.customer) == one.born and key not in known]
    channels = [one for one in lacking if one.what not in _MARKS]
    if channels:
        with unit("opt_outs.set", why="restore"):
            for one in channels:
                run("INSERT INTO opt_out(customer, channel, since) VALUES (?, ?, ?)", one.customer, one.what, one.since)
    if len(channels) < len(lacking):
        with unit("customers.stop", why="restore"):
            for one in lacking:
                if one.what in _MARKS:
                    set_to = f"UPDATE customer SET {one.what} = ?, updated_at = {clock.STAMP} WHERE id = ?"
                    run(set_to, one.since, one.customer)
    return len({one.customer for one in lacking})
