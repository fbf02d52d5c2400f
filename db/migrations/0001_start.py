"""The first schema, frozen: what db/models meant on the first day."""

from typing import Final

SQL: Final = """\
CREATE TABLE unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, action TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL, first_change INTEGER, last_change INTEGER, changes INTEGER NOT NULL DEFAULT 0,
    detail TEXT NOT NULL DEFAULT '{}', undoes INTEGER, undone_by INTEGER, schema INTEGER NOT NULL, head BLOB NOT NULL,
    FOREIGN KEY (undoes) REFERENCES unit (id) ON DELETE RESTRICT,
    FOREIGN KEY (undone_by) REFERENCES unit (id) ON DELETE RESTRICT
);
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, unit INTEGER NOT NULL, tbl INTEGER NOT NULL, row INTEGER NOT NULL,
    customer INTEGER, op TEXT NOT NULL, before TEXT, after TEXT, salt BLOB, digest BLOB
);
CREATE INDEX change_row ON change (row, tbl) WHERE (op IN ('U', 'D'));
CREATE TABLE open_unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, unit INTEGER
);
INSERT INTO open_unit (id, unit) VALUES (1, NULL);
CREATE TABLE import_run (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, unit INTEGER, file TEXT NOT NULL DEFAULT '',
    file_hash TEXT NOT NULL DEFAULT '', sheet TEXT, layout TEXT NOT NULL DEFAULT '', kind TEXT NOT NULL DEFAULT '',
    records INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL, undone_by INTEGER,
    FOREIGN KEY (unit) REFERENCES unit (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (undone_by) REFERENCES unit (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX import_run_unit ON import_run (unit);
CREATE TABLE import_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, import_run INTEGER NOT NULL, sheet TEXT, row INTEGER NOT NULL,
    customer INTEGER NOT NULL, FOREIGN KEY (import_run) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX import_line_customer ON import_line (customer);
CREATE TABLE recipe (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, layout TEXT NOT NULL DEFAULT '', mapping TEXT NOT NULL DEFAULT '{}',
    at TEXT NOT NULL
);
CREATE UNIQUE INDEX recipe_layout ON recipe (layout);
CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), code TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'person', name TEXT NOT NULL DEFAULT '', short_name TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', gender TEXT NOT NULL DEFAULT '',
    tax_id TEXT NOT NULL DEFAULT '', birth_year INTEGER, birth_month INTEGER, birth_day INTEGER,
    birth_lunar INTEGER NOT NULL DEFAULT 0, birth_leap INTEGER NOT NULL DEFAULT 0, website TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', referrer TEXT NOT NULL DEFAULT '',
    staff TEXT NOT NULL DEFAULT '', customer_since TEXT, preferred_channel TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '{}', merged_into INTEGER, archived_at TEXT,
    archive_reason TEXT NOT NULL DEFAULT '', came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (merged_into) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX customer_code ON customer (code) WHERE (code != '');
CREATE INDEX customer_tax_id ON customer (tax_id) WHERE (tax_id != '');
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE (merged_into IS NOT NULL);
CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0, came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX contact_customer ON contact (customer);
CREATE TABLE contact_point (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL, contact INTEGER,
    kind TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', normal TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '', is_primary INTEGER NOT NULL DEFAULT 0, position INTEGER NOT NULL DEFAULT 0,
    came_from INTEGER, came_row INTEGER, FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (contact) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX contact_point_customer ON contact_point (customer);
CREATE INDEX contact_point_normal ON contact_point (normal) WHERE (normal != '');
CREATE INDEX contact_point_contact ON contact_point (contact) WHERE (contact IS NOT NULL);
CREATE TABLE address (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    text TEXT NOT NULL DEFAULT '', zip TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT '',
    district TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '', is_primary INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0, came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX address_customer ON address (customer);
CREATE TABLE relation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    other INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (other) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX relation_customer ON relation (customer);
CREATE INDEX relation_other ON relation (other);
CREATE TABLE not_same (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL, other INTEGER NOT NULL,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (other) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX not_same_other ON not_same (other);
CREATE UNIQUE INDEX not_same_customer_other ON not_same (customer, other);
CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), name TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '', group_name TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX tag_name ON tag (name);
CREATE TABLE customer_tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL, tag INTEGER NOT NULL,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (tag) REFERENCES tag (id) ON DELETE RESTRICT
);
CREATE INDEX customer_tag_tag ON customer_tag (tag);
CREATE UNIQUE INDEX customer_tag_customer_tag ON customer_tag (customer, tag);
CREATE TABLE blacklist (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    reason TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT 'warn', since TEXT, review_on TEXT,
    by TEXT NOT NULL DEFAULT '', FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX blacklist_customer ON blacklist (customer);
CREATE TABLE opt_out (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, customer INTEGER NOT NULL, channel TEXT NOT NULL DEFAULT '', since TEXT,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX opt_out_customer_channel ON opt_out (customer, channel);
CREATE TABLE own_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'text', options TEXT NOT NULL DEFAULT '[]', is_opening INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0, archived_at TEXT
);
CREATE TABLE product (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '', spec TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '', price INTEGER,
    cost INTEGER, category TEXT NOT NULL DEFAULT '', barcode TEXT NOT NULL DEFAULT '', is_active INTEGER NOT NULL DEFAULT 1,
    note TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '{}', came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX product_code ON product (code) WHERE (code != '');
CREATE INDEX product_name ON product (name);
CREATE TABLE sale (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    order_no TEXT NOT NULL DEFAULT '', happened_on TEXT, happened_time TEXT, note TEXT NOT NULL DEFAULT '', total INTEGER,
    extra TEXT NOT NULL DEFAULT '{}', came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX sale_customer_happened_on ON sale (customer, happened_on);
CREATE INDEX sale_order_no ON sale (order_no) WHERE (order_no != '');
CREATE TABLE sale_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, sale INTEGER NOT NULL, product INTEGER, name TEXT NOT NULL DEFAULT '',
    spec TEXT NOT NULL DEFAULT '', quantity INTEGER, unit TEXT NOT NULL DEFAULT '', unit_price INTEGER, amount INTEGER,
    note TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, came_from INTEGER, came_row INTEGER,
    FOREIGN KEY (sale) REFERENCES sale (id) ON DELETE RESTRICT,
    FOREIGN KEY (product) REFERENCES product (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX sale_line_sale ON sale_line (sale);
CREATE INDEX sale_line_product ON sale_line (product) WHERE (product IS NOT NULL);
CREATE TABLE interaction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL, contact INTEGER,
    channel TEXT NOT NULL DEFAULT '', direction TEXT NOT NULL DEFAULT 'none', happened_on TEXT, happened_time TEXT,
    text TEXT NOT NULL DEFAULT '', outcome TEXT NOT NULL DEFAULT '', staff TEXT NOT NULL DEFAULT '', follow_up_on TEXT,
    came_from INTEGER, came_row INTEGER, FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT,
    FOREIGN KEY (contact) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY (came_from) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX interaction_customer_happened_on ON interaction (customer, happened_on);
CREATE INDEX interaction_contact ON interaction (contact) WHERE (contact IS NOT NULL);
CREATE INDEX interaction_follow_up_on ON interaction (follow_up_on) WHERE (follow_up_on IS NOT NULL);
CREATE TABLE waiting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), import_run INTEGER NOT NULL, sheet TEXT,
    row INTEGER NOT NULL, cells TEXT NOT NULL DEFAULT '{}', column TEXT, customer INTEGER, reason TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (import_run) REFERENCES import_run (id) ON DELETE RESTRICT,
    FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX waiting_import_run ON waiting (import_run);
CREATE INDEX waiting_customer ON waiting (customer) WHERE (customer IS NOT NULL);
CREATE TABLE blob (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL DEFAULT '', bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX blob_hash ON blob (hash);
CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), customer INTEGER NOT NULL,
    blob_hash TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', media_type TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL, FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT
);
CREATE INDEX attachment_customer ON attachment (customer);
CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT 'null'
);
CREATE UNIQUE INDEX setting_key ON setting (key);
CREATE TABLE counter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL DEFAULT '', value INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX counter_name ON counter (name);
CREATE TABLE draft (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, form TEXT NOT NULL DEFAULT '', customer INTEGER,
    body TEXT NOT NULL DEFAULT '{}', at TEXT NOT NULL
);
CREATE TABLE customer_figures (
    customer INTEGER NOT NULL PRIMARY KEY, sort_key TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
    phone_normal TEXT NOT NULL DEFAULT '', last_contact_on TEXT, last_contact TEXT NOT NULL DEFAULT '',
    last_text TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',
    opted_out INTEGER NOT NULL DEFAULT 0, is_blacklisted INTEGER NOT NULL DEFAULT 0, visible INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX customer_figures_sort_key ON customer_figures (visible, sort_key, customer);
CREATE INDEX customer_figures_last_contact_on ON customer_figures (visible, last_contact_on, customer);
CREATE INDEX customer_figures_blacklisted ON customer_figures (customer) WHERE (is_blacklisted = 1);
CREATE TABLE customer_search (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL UNIQUE, line TEXT NOT NULL);
CREATE VIRTUAL TABLE customer_fts USING fts5(
    tokens, content='', columnsize=0, detail=none, prefix='2',
    tokenize="ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_`{|}~'"
);
INSERT INTO customer_fts (customer_fts, rank) VALUES ('automerge', 0);
INSERT INTO customer_fts (customer_fts, rank) VALUES ('crisismerge', 1000);
"""
