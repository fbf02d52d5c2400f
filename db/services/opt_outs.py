"""What customers do not want to be sent, by channel."""

from collections.abc import Iterable, Sequence
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run
from db.core.journal import unit
from db.services.contact_marks import KEPT_BACK
from db.services.lists import Selection, selected
from resources.i18n import N_, ngettext

CHANNELS: Final = (
    ("all", N_("Everything")),
    ("line", N_("LINE")),
    ("sms", N_("Text messages")),
    ("email", N_("E-mail")),
    ("phone", N_("Calls")),
    ("post", N_("Letters")),
)


def of(customer: int) -> list[str]:
    """The channels this customer wants nothing by; "all" stands for every one."""
    return [channel for (channel,) in read("SELECT channel FROM opt_out WHERE customer = ? ORDER BY channel", customer)]


def since(customer: int) -> dict[str, str]:
    """The channels this customer wants nothing by, with the day each was said (ISO, "" where nobody knows)."""
    found = read("SELECT channel, since FROM opt_out WHERE customer = ? ORDER BY channel", customer)
    return {channel: day or "" for channel, day in found}


def refuses(customer: int, channel: str) -> bool:
    """Whether this customer wants nothing by this channel."""
    return bool(among([customer], channel))


def among(who: Selection | Iterable[int] | int, channel: str = "") -> list[int]:
    """Those of the customers who want nothing by this channel; without one, who refused anything at all. Whose data is no
    longer used, disputed or erased refuses everything (§11); nobody writes to who passed away.

    Every list that leaves the program leaves them out and says how many they are.
    """
    found = read(
        "SELECT customer FROM opt_out WHERE customer IN (SELECT value FROM json_each(?1))"
        " AND (?2 = '' OR channel IN ('all', ?2)) UNION SELECT id FROM customer WHERE id IN (SELECT value FROM json_each(?1))"
        f" AND ({KEPT_BACK} OR archive_reason = 'deceased') ORDER BY 1",
        selected(who).as_json(), channel,
    )  # fmt: skip
    return [customer for (customer,) in found]


def but_for(ids: Sequence[int], channel: str = "") -> tuple[Sequence[int], int]:
    """The customers without those `among` them, in their order, and how many were left out."""
    refusing = set(among(ids, channel))
    return ([one for one in ids if one not in refusing] if refusing else ids), len(refusing)


def left_out(count: int) -> str:
    """How many were left out, in words; "" where nobody was."""
    words = ngettext(
        "{count} does not want to be written to and is left out.",
        "{count} do not want to be written to and are left out.",
        count,
    )
    return words.format(count=f"{count:,}") if count else ""


def add(who: Selection | Iterable[int] | int, channels: Iterable[str]) -> int:
    """These customers want nothing by these channels either; what they refused before stays. How many were named anew."""
    with unit("opt_outs.set"):
        ids = selected(who).as_json()
        return max((_refuse(ids, channel) for channel in sorted(set(channels))), default=0)


def put(who: Selection | Iterable[int] | int, channels: Iterable[str]) -> None:
    """Make these the channels the customers want nothing by; those that stay keep their day."""
    wanted = sorted(set(channels))
    with unit("opt_outs.set"):
        ids = selected(who).as_json()
        marks = ",".join("?" * len(wanted))
        run(
            f"DELETE FROM opt_out WHERE customer IN (SELECT value FROM json_each(?)) AND channel NOT IN ({marks})",
            ids,
            *wanted,
        )
        for channel in wanted:
            _refuse(ids, channel)


def _refuse(ids: str, channel: str) -> int:
    """Who of these did not refuse the channel yet does from today; how many."""
    return run(
        "INSERT INTO opt_out(customer, channel, since) SELECT c.id, ?, ? FROM customer c"
        " WHERE c.id IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = c.id AND o.channel = ?)",
        channel, clock.today().isoformat(), ids, channel,
    )  # fmt: skip
