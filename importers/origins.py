"""Where the lists of a plan are from and why the shop may keep them, as their names tell or as the user said."""

from typing import TYPE_CHECKING

from db.services import list_sources
from db.services.list_sources import Origin

if TYPE_CHECKING:
    from importers.lines import Batch
    from importers.plan import Plan


def of(plan: "Plan", batch: "Batch") -> Origin:
    """Where one list is from."""
    if plan.origin is not None:
        return plan.origin
    names = (batch.survey.name, batch.choice.sheet or "")
    return list_sources.guessed(names, is_address_book=batch.survey.cards)


def all_of(plan: "Plan") -> list[Origin]:
    """Where the lists of customers are from, each once."""
    return list(dict.fromkeys(of(plan, batch) for batch in plan.people))


def columns(plan: "Plan") -> dict[str, list[object]]:
    """The columns of new customers that say so, one value an added record; none where all is as a customer's row begins."""
    origins = [(of(plan, batch), batch.actions.count(0)) for batch in plan.people]
    found: dict[str, list[object]] = {}
    if any(origin.basis != "contract" for origin, _count in origins):
        found["basis"] = [origin.basis for origin, count in origins for _at in range(count)]
    if any(origin.is_indirect for origin, _count in origins):
        found["to_be_told"] = [int(origin.is_indirect) for origin, count in origins for _at in range(count)]
    return found


def keep(plan: "Plan", runs: dict[int, int]) -> None:
    """Keep where each list of customers is from, within the unit of the import; `runs`: import_run by the table's place."""
    for at, batch in enumerate(plan.people):
        list_sources.insert(runs[at], of(plan, batch))
