"""After a copy was fetched back: whoever was erased since it was made is erased again."""

from db.core import file
from db.services import erased, erasing
from db.services.erased_papers import Draw


def erase_again(draw: Draw) -> int:
    """Erase again, in the open file, whoever the ledger beside it knows as erased; how many people that were.

    `draw` makes the papers that are kept anew. RefusedError: it is not the owner.
    """
    known = erased.ledger(file.current_path())
    return erasing.replay(known, draw) if erased.missing(known) else 0
