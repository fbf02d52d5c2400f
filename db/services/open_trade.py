"""What of trade is still open, in SQL: as the partial indexes of the models say it, which are found only so."""

from typing import Final

LINES: Final = "delivery NOT IN ('', 'handed')"  # of sale_line: ordered, and not handed over yet
WANTED: Final = "delivery NOT IN ('handed', 'dropped')"  # of wanted
CHEQUES: Final = (  # of payment p: not taken back, and the bank has not paid them yet
    "p.due_on IS NOT NULL AND p.cleared_on IS NULL AND NOT EXISTS (SELECT 1 FROM payment k WHERE k.counters = p.id)"
)
