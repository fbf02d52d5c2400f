"""Customers behind a number kept as a list of their own, under a name."""

from collections.abc import Sequence

from db.services import segments
from resources.i18n import _, ngettext
from ui.kit.page import Shell
from ui.trying import tried


def keep(shell: Shell, title: str, customers: Sequence[int]) -> None:
    """Ask what the list shall be called; it holds just these customers, whatever the report says later."""
    count = len(customers)
    label = ngettext(
        "What shall the list of this customer be called?", "What shall the list of these {count} customers be called?", count
    ).format(count=f"{count:,}")
    name = shell.asks.text(_("Keep as a list"), label, title, yes=_("Keep"))
    if name is None:
        return
    conditions = {"all": [{"field": "people", "is": "any_of", "value": list(customers)}]}
    if done := tried(lambda: segments.save(name, conditions), shell.asks):
        shell.toast_undo(_("“{name}” is kept. It stands among the lists of customers.").format(name=name.strip()), done[1])
