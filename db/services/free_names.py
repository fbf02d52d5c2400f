"""Names a shop gives its own things, each once: tidied, and refused where there is none or another has it."""

from db.core.connection import value
from db.core.errors import InputError
from db.core.values.text import clean_text, one_line


def free(typed: str, row: int | None, table: str, column: str, *, needed: str, taken: str) -> str:
    """The name as this row (None: a new one) keeps it in this column.

    InputError: `needed`, where nothing is typed, or `taken`, which says the name in braces as the column is called.
    """
    tidy = one_line(clean_text(typed))
    if not tidy:
        raise InputError(needed, field=column)
    other = value(f'SELECT id FROM "{table}" WHERE "{column}" = ?', tidy)
    if other is not None and other != row:
        raise InputError(taken.format(**{column: tidy}), field=column)
    return tidy
