"""Whether something may be written down here, by whoever sits there: else it is said, and noted, before anything is typed."""

from db.core import trouble
from db.core.errors import UserError
from ui.kit.page import Shell


def allowed(shell: Shell, action: str) -> bool:
    """Whether the open shop can be written to and who acts may do this."""
    from db.core.journal import require

    try:
        trouble.refuse_read_only()
        require(action)
    except UserError as error:
        shell.asks.error(error)
        return False
    return True
