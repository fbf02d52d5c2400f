"""What Ctrl+Z offers instead where something is never undone: an act of its own that takes it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from resources.i18n import _

if TYPE_CHECKING:
    from db.core.audit import UnitRow
    from ui.kit.page import Shell


def _counter(shell: "Shell", unit: "UnitRow") -> bool:
    from ui.paying.countering import offer

    return offer(shell, unit)


def _stays(shell: "Shell", unit: "UnitRow") -> bool:
    shell.toast(_("“{what}” can't be taken back.").format(what=unit.label))
    return True


def _void(shell: "Shell", unit: "UnitRow") -> bool:
    from ui.quoting.instead import offer_void

    return offer_void(shell, unit) or _stays(shell, unit)


def _reopen(shell: "Shell", unit: "UnitRow") -> bool:
    from ui.quoting.instead import offer_reopening

    return offer_reopening(shell, unit) or _stays(shell, unit)


NEVER_UNDONE: Final[dict[str, "Callable[[Shell, UnitRow], bool]"]] = {  # by action; whether there was something to ask or say
    "payments.add": _counter,
    "payments.counter": _stays,
    "sales.add_paid": _counter,
    "quotes.issue": _void,
    "quotes.accept": _reopen,
}
