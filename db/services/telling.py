"""待告知: who came with somebody else's list is told where their data is from, at the latest when first written to (§9)."""

import json
from collections.abc import Iterable

from db.core import clock
from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.journal import unit
from db.services import days, list_sources, options
from db.services.lists import Selection, selected
from resources.i18n import N_, ngettext, written

_TOLD = (
    f"UPDATE customer SET to_be_told = 0, told_on = ?, updated_at = {clock.STAMP}"
    " WHERE to_be_told = 1 AND id IN (SELECT value FROM json_each(?))"
)


def waiting() -> list[int]:
    """Everybody who was not told yet and is not put away; the whole shop is looked through: for the worker."""
    return [
        one for (one,) in read("SELECT id FROM customer WHERE to_be_told = 1 AND archived_at IS NULL AND merged_into IS NULL")
    ]


def among(who: Selection | Iterable[int] | int) -> list[int]:
    """Those of the customers who were not told yet."""
    found = read(
        "SELECT id FROM customer WHERE to_be_told = 1 AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        selected(who).as_json(),
    )
    return [one for (one,) in found]


def is_waiting(customer: int) -> bool:
    """Whether this one was not told yet."""
    return bool(value("SELECT to_be_told FROM customer WHERE id = ?", customer))


def tell(who: Selection | Iterable[int] | int, told_on: str = "") -> int:
    """They were told, today or on that day; how many were waiting. InputError: this is no day."""
    day = days.iso(told_on, "told_on") or clock.today().isoformat()
    with unit("customers.tell"):
        return run(_TOLD, day, selected(who).as_json())


def met(customers: Iterable[int]) -> None:
    """A talk with them was written down: by §9(3) they are told at the first use; within the unit that is open."""
    if waiting := among(list(customers)):
        run(_TOLD, clock.today().isoformat(), json.dumps(waiting))


def in_marketing(customer: int | None) -> dict[str, str]:
    """What an advertising text must say, by the word that stands in braces: who sends it under the registered name, where the
    data is from, and how it is refused free of charge (§20(3); retail rules). In the language of the file: customers read it.
    """
    said = value("SELECT s.source FROM customer c JOIN list_source s ON s.import_run = c.came_from WHERE c.id = ?", customer)
    own = written(dict(list_sources.SOURCES)[list_sources.OWN])
    return {
        "登記名稱": options.text("registered_name") or options.text("shop_name"),
        "資料來源": str(said) if said and said != own else written(N_("what you bought or asked for here")),
        "拒收": written(N_("If you want no more of it, answer “stop”; it costs you nothing")),
    }


def warning(who: Selection | Iterable[int] | int) -> str:
    """One sentence for what is sent to many: how many were not told yet; "" for none."""
    return words(len(among(who)))


def words(count: int) -> str:
    """How many were not told yet, in words; "" for none."""
    said = ngettext(
        "{count} was not told yet where their data is from (§9). Say it in this letter or call, at the latest.",
        "{count} were not told yet where their data is from (§9). Say it in this letter or call, at the latest.",
        count,
    )
    return said.format(count=f"{count:,}") if count else ""
