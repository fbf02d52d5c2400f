"""出門清單 from Today: offered is whom the page shows, ticked is to whom something was promised or who is late."""

from collections.abc import Sequence
from typing import Final

from db.services.lists import Selection
from db.services.today import TodayRow
from ui.going_out import dialog
from ui.kit.page import Shell

_AT_THE_DESK: Final = frozenset({"review", "double"})  # nobody is visited to look at the watch list, or at a likely double


def go_out(shell: Shell, rows: Sequence[TodayRow]) -> bool:
    """Open the dialog for the customers of these rows; False: there is nobody."""
    offered = {one.customer: one for one in rows if one.customer is not None and one.kind not in _AT_THE_DESK}
    ticked = [who for who, one in offered.items() if "task" in one.reasons or one.group == "overdue"]
    if offered:
        dialog.open(shell, Selection(tuple(offered)), ticked)
    return bool(offered)
