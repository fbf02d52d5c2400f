"""Trade: three prices, quotes and what was issued, sales with tax and delivery, payments, what customers wait for."""

from typing import Any, Final

_STAMPS: Final = (
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),"
    " updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
)
SQL: Final = f"""\
ALTER TABLE product ADD COLUMN wholesale_price INTEGER;
ALTER TABLE product ADD COLUMN project_price INTEGER;
ALTER TABLE product ADD COLUMN recall_months INTEGER;
ALTER TABLE product ADD COLUMN recall_item TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN warranty_months INTEGER;
ALTER TABLE product ADD COLUMN availability TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN next_model INTEGER REFERENCES product (id) ON DELETE RESTRICT;
ALTER TABLE product ADD COLUMN picture_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE product ADD COLUMN thumbnail_hash TEXT NOT NULL DEFAULT '';
CREATE INDEX product_next_model ON product (next_model) WHERE (next_model IS NOT NULL);
CREATE INDEX product_barcode ON product (barcode) WHERE (barcode != '');
CREATE TABLE product_part (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, product INTEGER NOT NULL, part INTEGER NOT NULL,
    quantity INTEGER NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (product) REFERENCES product (id) ON DELETE RESTRICT,
    FOREIGN KEY (part) REFERENCES product (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX product_part_product_part ON product_part (product, part);
CREATE INDEX product_part_part ON product_part (part);
ALTER TABLE customer ADD COLUMN price_level TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN tax_mode TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN credit_limit INTEGER;
ALTER TABLE customer ADD COLUMN credit_days INTEGER;
ALTER TABLE customer ADD COLUMN closing_day INTEGER;
CREATE TABLE quote (
    {_STAMPS}, customer INTEGER NOT NULL, contact INTEGER, contact_name TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, state TEXT NOT NULL DEFAULT 'draft',
    title TEXT NOT NULL DEFAULT 'quote', quoted_on TEXT NOT NULL, valid_until TEXT, tax_mode TEXT NOT NULL DEFAULT 'exclusive',
    project TEXT NOT NULL DEFAULT '', site_address TEXT NOT NULL DEFAULT '', payment_terms TEXT NOT NULL DEFAULT '',
    delivery_terms TEXT NOT NULL DEFAULT '', warranty_terms TEXT NOT NULL DEFAULT '', terms TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', staff TEXT NOT NULL DEFAULT '', net INTEGER NOT NULL DEFAULT 0, tax INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0, decided_on TEXT, reason TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (contact) REFERENCES contact (id) ON DELETE RESTRICT
);
CREATE INDEX quote_customer_quoted_on ON quote (customer, quoted_on);
CREATE INDEX quote_contact ON quote (contact) WHERE (contact IS NOT NULL);
CREATE UNIQUE INDEX quote_number ON quote (number) WHERE (number != '');
CREATE INDEX quote_state_valid_until ON quote (state, valid_until);
CREATE INDEX quote_quoted_on ON quote (quoted_on);
ALTER TABLE task ADD COLUMN quote INTEGER REFERENCES quote (id) ON DELETE RESTRICT;
ALTER TABLE task ADD COLUMN sale INTEGER REFERENCES sale (id) ON DELETE RESTRICT;
CREATE INDEX task_quote ON task (quote) WHERE (quote IS NOT NULL);
CREATE INDEX task_sale ON task (sale) WHERE (sale IS NOT NULL);
CREATE TABLE quote_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, quote INTEGER NOT NULL, position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'item', product INTEGER, name TEXT NOT NULL DEFAULT '', spec TEXT NOT NULL DEFAULT '',
    quantity INTEGER, unit TEXT NOT NULL DEFAULT '', unit_price INTEGER, discount TEXT NOT NULL DEFAULT '', amount INTEGER,
    cost INTEGER, note TEXT NOT NULL DEFAULT '', warranty_months INTEGER,
    FOREIGN KEY (quote) REFERENCES quote (id) ON DELETE RESTRICT,
    FOREIGN KEY (product) REFERENCES product (id) ON DELETE RESTRICT
);
CREATE INDEX quote_line_quote ON quote_line (quote);
CREATE INDEX quote_line_product ON quote_line (product) WHERE (product IS NOT NULL);
CREATE TABLE issued_quote (
    {_STAMPS}, quote INTEGER NOT NULL, version INTEGER NOT NULL, number TEXT NOT NULL DEFAULT '', issued_on TEXT NOT NULL,
    is_replaced INTEGER NOT NULL DEFAULT 0, blob_hash TEXT NOT NULL DEFAULT '', pages INTEGER NOT NULL,
    body TEXT NOT NULL DEFAULT '{{}}', net INTEGER NOT NULL, tax INTEGER NOT NULL, total INTEGER NOT NULL,
    FOREIGN KEY (quote) REFERENCES quote (id) ON DELETE RESTRICT
);
CREATE INDEX issued_quote_quote_version ON issued_quote (quote, version);
CREATE UNIQUE INDEX issued_quote_number ON issued_quote (number) WHERE (is_replaced = 0);
CREATE TABLE quote_template (
    {_STAMPS}, name TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '{{}}', position INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX quote_template_name ON quote_template (name);
ALTER TABLE sale ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN quote INTEGER REFERENCES quote (id) ON DELETE RESTRICT;
ALTER TABLE sale ADD COLUMN tax_mode TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN net INTEGER;
ALTER TABLE sale ADD COLUMN tax INTEGER;
ALTER TABLE sale ADD COLUMN due_on TEXT;
ALTER TABLE sale ADD COLUMN is_owed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale ADD COLUMN returns INTEGER REFERENCES sale (id) ON DELETE RESTRICT;
ALTER TABLE sale ADD COLUMN invoice_no TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN invoice_on TEXT;
ALTER TABLE sale ADD COLUMN invoice_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN project TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN site_address TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN kept_here TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN staff TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX sale_number ON sale (number) WHERE (number != '');
CREATE INDEX sale_quote ON sale (quote) WHERE (quote IS NOT NULL);
CREATE INDEX sale_returns ON sale (returns) WHERE (returns IS NOT NULL);
CREATE INDEX sale_invoice_no ON sale (invoice_no) WHERE (invoice_no != '');
CREATE INDEX sale_happened_on ON sale (happened_on);
CREATE INDEX sale_is_owed ON sale (customer) WHERE (is_owed = 1);
ALTER TABLE sale_line ADD COLUMN kind TEXT NOT NULL DEFAULT 'item';
ALTER TABLE sale_line ADD COLUMN discount TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_line ADD COLUMN cost INTEGER;
ALTER TABLE sale_line ADD COLUMN serial_no TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_line ADD COLUMN warranty_months INTEGER;
ALTER TABLE sale_line ADD COLUMN delivery TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_line ADD COLUMN promised_on TEXT;
CREATE INDEX sale_line_delivery ON sale_line (delivery) WHERE (delivery NOT IN ('', 'handed'));
CREATE INDEX sale_line_serial_no ON sale_line (serial_no COLLATE NOCASE) WHERE (serial_no != '');
CREATE TABLE wanted (
    {_STAMPS}, customer INTEGER NOT NULL, product INTEGER, name TEXT NOT NULL DEFAULT '', spec TEXT NOT NULL DEFAULT '',
    quantity INTEGER, unit TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', asked_on TEXT NOT NULL, promised_on TEXT,
    delivery TEXT NOT NULL DEFAULT 'asked',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (product) REFERENCES product (id) ON DELETE RESTRICT
);
CREATE INDEX wanted_customer ON wanted (customer);
CREATE INDEX wanted_product ON wanted (product) WHERE (product IS NOT NULL);
CREATE INDEX wanted_delivery ON wanted (delivery) WHERE (delivery NOT IN ('handed', 'dropped'));
CREATE TABLE payment (
    {_STAMPS}, customer INTEGER NOT NULL, sale INTEGER, paid_on TEXT NOT NULL, amount INTEGER NOT NULL,
    method TEXT NOT NULL DEFAULT 'cash', reference TEXT NOT NULL DEFAULT '', bank TEXT NOT NULL DEFAULT '',
    cheque_no TEXT NOT NULL DEFAULT '', due_on TEXT, cleared_on TEXT, counters INTEGER, note TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (sale) REFERENCES sale (id) ON DELETE RESTRICT,
    FOREIGN KEY (counters) REFERENCES payment (id) ON DELETE RESTRICT
);
CREATE INDEX payment_customer_paid_on ON payment (customer, paid_on);
CREATE INDEX payment_sale ON payment (sale) WHERE (sale IS NOT NULL);
CREATE INDEX payment_paid_on ON payment (paid_on);
CREATE UNIQUE INDEX payment_counters ON payment (counters) WHERE (counters IS NOT NULL);
CREATE INDEX payment_due_on ON payment (due_on) WHERE ((due_on IS NOT NULL) AND (cleared_on IS NULL));
ALTER TABLE customer_figures ADD COLUMN owing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_figures ADD COLUMN bought INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_figures ADD COLUMN last_bought_on TEXT;
ALTER TABLE customer_figures ADD COLUMN times_bought INTEGER NOT NULL DEFAULT 0;
CREATE INDEX customer_figures_owing ON customer_figures (visible, owing, customer);
CREATE INDEX customer_figures_bought ON customer_figures (visible, bought, customer);
CREATE INDEX customer_figures_last_bought_on ON customer_figures (visible, last_bought_on, customer);
"""
_BOUGHT: Final = """\
UPDATE customer_figures SET (bought, last_bought_on, times_bought) = (SELECT coalesce(sum(total), 0),
    max(happened_on) FILTER (WHERE coalesce(total, 0) >= 0), count(*) FILTER (WHERE coalesce(total, 0) >= 0)
    FROM sale WHERE sale.customer = customer_figures.customer) WHERE customer IN (SELECT customer FROM sale)"""
_OPENINGS: Final = "SELECT id, title FROM own_field WHERE is_opening = 1 AND kind = 'number' AND archived_at IS NULL"
_OWED: Final = """\
UPDATE customer_figures SET owing = owing + (SELECT CAST(round(json_extract(c.extra, ?1)) AS INTEGER) FROM customer c
    WHERE c.id = customer_figures.customer) WHERE customer IN (SELECT id FROM customer
    WHERE merged_into IS NULL AND json_extract(extra, ?1) IS NOT NULL)"""
# as lists.says_owing has them on the day of this step: what a step does never changes after
_OWES: Final = ("欠", "賒", "未收", "未付", "未繳", "應收", "owe", "owing", "debt", "unpaid")


def migrate(connection: Any) -> None:
    """What was bought before, and the opening balances that are owed, stand in the figures."""
    connection.execute(_BOUGHT)
    for field, title in connection.execute(_OPENINGS).fetchall():
        if any(word in title.casefold() for word in _OWES):
            connection.execute(_OWED, (f"$.f{field}",))
