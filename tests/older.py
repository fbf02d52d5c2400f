"""A shop file led back to an older schema, as the program of that day wrote it."""

from db.core.connection import rows, run

_NEWER = {
    3: (
        "DROP TABLE task; DROP TABLE put_off; DROP TABLE segment; DROP TABLE saved_view;"
        "DROP INDEX customer_figures_next_contact_on; DROP INDEX customer_figures_keep_in_touch_on;"
        "DROP INDEX customer_figures_birthday_on;"
        "ALTER TABLE customer DROP COLUMN contact_interval; ALTER TABLE customer DROP COLUMN contact_start;"
        "ALTER TABLE tag DROP COLUMN contact_interval; ALTER TABLE tag DROP COLUMN rule;"
        "ALTER TABLE customer_tag DROP COLUMN by_rule;"
        "ALTER TABLE blacklist DROP COLUMN evidence; ALTER TABLE blacklist DROP COLUMN owner_note;"
        "ALTER TABLE attachment DROP COLUMN happened_on; ALTER TABLE attachment DROP COLUMN label;"
        "ALTER TABLE attachment DROP COLUMN note; ALTER TABLE attachment DROP COLUMN thumbnail_hash;"
        "ALTER TABLE customer_figures DROP COLUMN keep_in_touch_on; ALTER TABLE customer_figures DROP COLUMN next_contact_on;"
        "ALTER TABLE customer_figures DROP COLUMN birthday_on;"
        "ALTER TABLE customer_figures ADD COLUMN tags TEXT NOT NULL DEFAULT ''"
    ),
    2: "ALTER TABLE import_run DROP COLUMN said; ALTER TABLE import_line DROP COLUMN changed",
}


def lead_back(schema: int) -> None:
    """Take away from the open file what the schemas after this one brought; it is closed and opened by the caller then."""
    for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        run(f'DROP TRIGGER "{name}"')
    for number in sorted(_NEWER, reverse=True):
        for statement in _NEWER[number].split(";") if number > schema else ():
            run(statement)
    run(f"PRAGMA user_version = {schema}")
