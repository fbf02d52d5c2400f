"""What Ctrl+Z offers instead where something is never undone: an act of its own that takes it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from db.core.audit import UnitRow
    from ui.kit.page import Shell


def _counter(shell: "Shell", unit: "UnitRow") -> None:
    from ui.paying.countering import offer

    offer(shell, unit)


def _void(shell: "Shell", unit: "UnitRow") -> None:
    from ui.quoting.instead import offer_void

    offer_void(shell, unit)


def _reopen(shell: "Shell", unit: "UnitRow") -> None:
    from ui.quoting.instead import offer_reopening

    offer_reopening(shell, unit)


OPPOSITES: Final[dict[str, "Callable[[Shell, UnitRow], None]"]] = {  # by action
    "payments.add": _counter,
    "sales.add_paid": _counter,
    "quotes.issue": _void,
    "quotes.accept": _reopen,
}
