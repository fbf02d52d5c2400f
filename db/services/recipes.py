"""How the columns of a list were mapped, remembered by its layout. Outside audit: undoing an import does not forget it."""

import json
from typing import Any

from db.core import clock
from db.core.connection import rows, run
from db.models.fields import canonical


def recall() -> dict[str, dict[str, Any]]:
    """All remembered mappings by layout."""
    return {layout: json.loads(mapping) for layout, mapping in rows("SELECT layout, mapping FROM recipe")}


def remember(layout: str, mapping: dict[str, Any]) -> None:
    """Keep this mapping for the layout in place of the one before; inside the unit that imports."""
    run(
        "INSERT INTO recipe (layout, mapping, at) VALUES (?, ?, ?) ON CONFLICT (layout)"
        " DO UPDATE SET mapping = excluded.mapping, at = excluded.at",
        layout,
        canonical(mapping),
        clock.utc_now(),
    )
