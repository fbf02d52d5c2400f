"""What the rows of an imported list said is kept as marks; of a row merged into a customer, whether it changed them."""

from typing import Final

SQL: Final = """\
ALTER TABLE import_run ADD COLUMN said BLOB;
ALTER TABLE import_line ADD COLUMN changed INTEGER NOT NULL DEFAULT 1;
"""
