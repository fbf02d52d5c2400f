"""Customers behind a number kept as a list of their own, under a name."""

from collections.abc import Sequence
from functools import partial

from db.core.errors import CancelledError, UserError
from db.core.journal import saving
from db.core.progress import Progress
from db.services import segments
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.page import Shell


def keep(shell: Shell, title: str, customers: Sequence[int]) -> None:
    """Ask what the list shall be called; it holds just these customers, whatever the report says later."""
    count = len(customers)
    label = ngettext(
        "What shall the list of this customer be called?", "What shall the list of these {count} customers be called?", count
    ).format(count=f"{count:,}")
    name = shell.asks.text(_("Keep as a list"), label, title, yes=_("Keep"))
    if name is None:
        return
    jobs.start(partial(_kept, name, customers), partial(_say, shell, name), partial(_refused, shell), title=_("Saving…"))


def _kept(name: str, customers: Sequence[int], _progress: Progress) -> int | None:
    """The unit."""
    conditions = {"all": [{"field": "people", "is": "any_of", "value": list(customers)}]}
    return saving(lambda: segments.save(name, conditions))[1]


def _say(shell: Shell, name: str, unit: int | None) -> None:
    shell.toast_undo(_("“{name}” is kept. It stands among the lists of customers.").format(name=name.strip()), unit)


def _refused(shell: Shell, error: BaseException) -> None:
    if not isinstance(error, UserError):
        raise error
    if not isinstance(error, CancelledError):
        shell.asks.error(error)
