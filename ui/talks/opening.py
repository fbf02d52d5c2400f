"""How the forms of talks and reminders are opened: for as many customers as find room, at the counter only when asked twice."""

from collections.abc import Callable, Sequence

from resources.i18n import _
from ui.customer_box import MOST
from ui.kit import counter
from ui.kit.page import Shell


def opening(shell: Shell, customers: Sequence[int], row: int | None, form: Callable[[], None]) -> None:
    """Open the form; with `row` (a talk, a reminder) it shows what was written, which at the counter is asked first."""
    if len(customers) > MOST:
        shell.toast(_("At most {count} customers find room here.").format(count=MOST))
    elif row is None:
        form()
    else:
        counter.opening(shell, form)
