"""The condition that picks the rows of many customers at once."""

import json
from collections.abc import Collection


def among(column: str, ids: Collection[int]) -> tuple[str, tuple[object, ...]]:
    """SQL and its parameters: this column is one of these ids. Where they stand close together it is a range, which is faster.

    A range may bring a few others along: the caller leaves them out.
    """
    if ids and max(ids) - min(ids) < 2 * len(ids):
        return f"{column} BETWEEN ? AND ?", (min(ids), max(ids))
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
