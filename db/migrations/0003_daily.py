"""The daily work: tasks, how often to keep in touch, what Today was told to leave, lists and views kept by name."""

from typing import Any, Final

from db.core import search
from db.core.connection import database

SQL: Final = """\
ALTER TABLE customer ADD COLUMN contact_interval INTEGER;
ALTER TABLE customer ADD COLUMN contact_start TEXT;
ALTER TABLE tag ADD COLUMN contact_interval INTEGER;
ALTER TABLE tag ADD COLUMN rule TEXT NOT NULL DEFAULT 'null';
ALTER TABLE customer_tag ADD COLUMN by_rule INTEGER NOT NULL DEFAULT 0;
ALTER TABLE blacklist ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE blacklist ADD COLUMN owner_note TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN happened_on TEXT;
ALTER TABLE attachment ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE attachment ADD COLUMN thumbnail_hash TEXT NOT NULL DEFAULT '';
CREATE TABLE task (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER, interaction INTEGER,
    title TEXT NOT NULL DEFAULT '', due_on TEXT NOT NULL, due_time TEXT, first_due_on TEXT, repeat TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT 'hand', done_on TEXT, done_by TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (interaction) REFERENCES interaction (id) ON DELETE RESTRICT
);
CREATE INDEX task_customer ON task (customer) WHERE (customer IS NOT NULL);
CREATE INDEX task_interaction ON task (interaction) WHERE (interaction IS NOT NULL);
CREATE INDEX task_due_on ON task (due_on) WHERE (done_on IS NULL);
CREATE TABLE put_off (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT '', until TEXT NOT NULL,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX put_off_customer_kind ON put_off (customer, kind);
CREATE TABLE segment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), name TEXT NOT NULL DEFAULT '',
    conditions TEXT NOT NULL DEFAULT '{}', position INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX segment_name ON segment (name);
CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), name TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '{}', position INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX saved_view_name ON saved_view (name);
ALTER TABLE customer_figures DROP COLUMN tags;
ALTER TABLE customer_figures ADD COLUMN keep_in_touch_on TEXT;
ALTER TABLE customer_figures ADD COLUMN next_contact_on TEXT;
ALTER TABLE customer_figures ADD COLUMN birthday_on TEXT;
CREATE INDEX customer_figures_next_contact_on ON customer_figures (visible, next_contact_on, customer)
    WHERE (next_contact_on IS NOT NULL);
CREATE INDEX customer_figures_keep_in_touch_on ON customer_figures (keep_in_touch_on) WHERE (keep_in_touch_on IS NOT NULL);
CREATE INDEX customer_figures_birthday_on ON customer_figures (birthday_on) WHERE (birthday_on IS NOT NULL);
"""


def migrate(connection: Any) -> None:
    """Search lines no longer hold the names of tags."""
    if connection.execute("SELECT 1 FROM customer_tag LIMIT 1").fetchone():
        with database.reading(connection):
            search.rebuild()
