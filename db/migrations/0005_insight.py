"""Insight: what every sale comes to line by line, where customers stand, rules, suggestions and what was spent on them."""

from typing import Any, Final

_STAMPS: Final = (
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),"
    " updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
)
SQL: Final = f"""\
ALTER TABLE customer ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN stage_since TEXT;
ALTER TABLE customer ADD COLUMN stage_until TEXT;
ALTER TABLE customer ADD COLUMN lost_on TEXT;
ALTER TABLE customer ADD COLUMN lost_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE quote ADD COLUMN chance INTEGER;
CREATE TABLE customer_cost (
    {_STAMPS}, customer INTEGER NOT NULL, happened_on TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'service',
    amount INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '', staff TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX customer_cost_customer ON customer_cost (customer);
CREATE TABLE knowledge_rule (
    {_STAMPS}, title TEXT NOT NULL DEFAULT '', bought TEXT NOT NULL DEFAULT '', months INTEGER NOT NULL DEFAULT 0,
    offer TEXT NOT NULL DEFAULT '', product INTEGER, phrase TEXT NOT NULL DEFAULT '', is_on INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (product) REFERENCES product (id) ON DELETE RESTRICT
);
CREATE INDEX knowledge_rule_product ON knowledge_rule (product) WHERE (product IS NOT NULL);
CREATE TABLE suggestion (
    {_STAMPS}, customer INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '', answered_on TEXT NOT NULL, staff TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX suggestion_customer_kind ON suggestion (customer, kind);
CREATE INDEX suggestion_answered_on ON suggestion (answered_on);
CREATE TABLE item (
    id INTEGER NOT NULL PRIMARY KEY, product INTEGER, name TEXT NOT NULL DEFAULT '', normal TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX item_product ON item (product);
CREATE INDEX item_normal ON item (normal);
CREATE TABLE sale_fact (
    day INTEGER NOT NULL, sale INTEGER NOT NULL, line INTEGER NOT NULL, customer INTEGER NOT NULL,
    item INTEGER NOT NULL DEFAULT 0, quantity INTEGER NOT NULL DEFAULT 0, amount INTEGER NOT NULL DEFAULT 0, margin INTEGER,
    PRIMARY KEY (day, sale, line)
) WITHOUT ROWID;
CREATE INDEX sale_fact_sale ON sale_fact (sale);
CREATE INDEX sale_fact_customer ON sale_fact (customer, day, quantity, amount, margin);
CREATE INDEX sale_fact_item ON sale_fact (item, day, customer, quantity, amount, margin);
CREATE TABLE sale_day (
    day INTEGER NOT NULL PRIMARY KEY, sales INTEGER NOT NULL DEFAULT 0, bought INTEGER NOT NULL DEFAULT 0,
    amount INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE sale_month (
    item INTEGER NOT NULL, month INTEGER NOT NULL, lines INTEGER NOT NULL DEFAULT 0, quantity INTEGER NOT NULL DEFAULT 0,
    amount INTEGER NOT NULL DEFAULT 0, margin INTEGER NOT NULL DEFAULT 0, costed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (item, month)
) WITHOUT ROWID;
CREATE TABLE customer_standing (
    customer INTEGER NOT NULL PRIMARY KEY, first_on TEXT, last_on TEXT, visits INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0, margin INTEGER, interval REAL, spread REAL, gap_before INTEGER,
    recent INTEGER NOT NULL DEFAULT 0, earlier INTEGER NOT NULL DEFAULT 0, recency INTEGER NOT NULL DEFAULT 0,
    frequency INTEGER NOT NULL DEFAULT 0, monetary INTEGER NOT NULL DEFAULT 0, tier TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '', sureness TEXT NOT NULL DEFAULT '',
    alive REAL, expected REAL, value INTEGER, overdue INTEGER NOT NULL DEFAULT 0,
    worked_on TEXT NOT NULL
);
CREATE INDEX customer_standing_stage ON customer_standing (stage, customer);
CREATE TABLE model_fit (name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL DEFAULT '{{}}');
ALTER TABLE customer_figures ADD COLUMN district TEXT NOT NULL DEFAULT '';
DROP INDEX sale_customer_happened_on;
CREATE INDEX sale_of_customer ON sale (customer, happened_on, id, total, is_owed);
DROP INDEX payment_customer_paid_on;
CREATE INDEX payment_of_customer ON payment (customer, paid_on, id, amount);
"""


_DISTRICT: Final = (
    "UPDATE customer_figures SET district = coalesce((SELECT city || district FROM address WHERE address.customer ="
    " customer_figures.customer ORDER BY is_primary DESC, position, id LIMIT 1), '')"
)


def migrate(connection: Any) -> None:
    """Where everybody lives; facts and standings are made by the worker once the file is open."""
    connection.execute(_DISTRICT)
