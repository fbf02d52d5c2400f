"""Trust: people and their roles, secrets of the file, who was erased, what the law on personal data asks to be written down."""

from typing import Any, Final

_STAMPS: Final = (
    "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),"
    " updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
)
_ID: Final = "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
_CUSTOMER: Final = "FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE RESTRICT"
SQL: Final = f"""\
ALTER TABLE customer ADD COLUMN basis TEXT NOT NULL DEFAULT 'contract';
ALTER TABLE customer ADD COLUMN to_be_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer ADD COLUMN told_on TEXT;
ALTER TABLE customer ADD COLUMN disputed_on TEXT;
ALTER TABLE customer ADD COLUMN stopped_on TEXT;
ALTER TABLE customer ADD COLUMN erased_on TEXT;
ALTER TABLE unit ADD COLUMN salt BLOB;
ALTER TABLE unit ADD COLUMN digest BLOB;
ALTER TABLE open_unit ADD COLUMN erases INTEGER NOT NULL DEFAULT 0;
CREATE TABLE user (
    {_STAMPS}, name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT 'staff',
    sees_contacts INTEGER NOT NULL DEFAULT 0, may_export INTEGER NOT NULL DEFAULT 0, left_on TEXT
);
CREATE UNIQUE INDEX user_name ON user (name);
CREATE TABLE pin (
    {_ID}, user INTEGER NOT NULL, hash TEXT NOT NULL DEFAULT '', failed INTEGER NOT NULL DEFAULT 0, wait_until TEXT,
    FOREIGN KEY (user) REFERENCES user (id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX pin_user ON pin (user);
CREATE TABLE secret ({_ID}, name TEXT NOT NULL DEFAULT '', value BLOB NOT NULL);
CREATE UNIQUE INDEX secret_name ON secret (name);
CREATE TABLE erased (
    {_ID}, customer INTEGER NOT NULL, born TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, unit INTEGER,
    reason TEXT NOT NULL DEFAULT '', keeps_name INTEGER NOT NULL DEFAULT 0, marks TEXT NOT NULL DEFAULT ''
);
CREATE INDEX erased_customer ON erased (customer);
CREATE TABLE notice (
    {_STAMPS}, kind TEXT NOT NULL DEFAULT 'paper', version INTEGER NOT NULL DEFAULT 0, purposes TEXT NOT NULL DEFAULT '[]',
    body TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL DEFAULT '', valid_from TEXT NOT NULL
);
CREATE TABLE list_source (
    {_STAMPS}, import_run INTEGER NOT NULL, source TEXT NOT NULL DEFAULT '', basis TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (import_run) REFERENCES import_run (id) ON DELETE RESTRICT
);
CREATE INDEX list_source_import_run ON list_source (import_run);
CREATE TABLE consent (
    {_STAMPS}, customer INTEGER NOT NULL, notice INTEGER, purpose TEXT NOT NULL DEFAULT '', method TEXT NOT NULL DEFAULT 'oral',
    given_on TEXT NOT NULL, withdrawn_on TEXT, staff TEXT NOT NULL DEFAULT '', evidence INTEGER, note TEXT NOT NULL DEFAULT '',
    {_CUSTOMER}, FOREIGN KEY (notice) REFERENCES notice (id) ON DELETE RESTRICT,
    FOREIGN KEY (evidence) REFERENCES attachment (id) ON DELETE RESTRICT
);
CREATE INDEX consent_customer ON consent (customer);
CREATE TABLE request (
    {_STAMPS}, customer INTEGER, kind TEXT NOT NULL DEFAULT '', received_on TEXT NOT NULL, due_on TEXT NOT NULL,
    extended_on TEXT, extension_reason TEXT NOT NULL DEFAULT '', decided_on TEXT, decision TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', fee INTEGER NOT NULL DEFAULT 0, staff TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '', {_CUSTOMER}
);
CREATE INDEX request_customer ON request (customer);
CREATE TABLE disclosure (
    {_STAMPS}, customer INTEGER NOT NULL, given_on TEXT NOT NULL, to_whom TEXT NOT NULL DEFAULT '',
    what TEXT NOT NULL DEFAULT '', purpose TEXT NOT NULL DEFAULT '', told_on TEXT, staff TEXT NOT NULL DEFAULT '', {_CUSTOMER}
);
CREATE INDEX disclosure_customer ON disclosure (customer);
CREATE TABLE retention_review (
    {_STAMPS}, customer INTEGER NOT NULL, decided_on TEXT NOT NULL, decision TEXT NOT NULL DEFAULT 'keep',
    reason TEXT NOT NULL DEFAULT '', again_on TEXT, {_CUSTOMER}
);
CREATE INDEX retention_review_customer ON retention_review (customer);
CREATE TABLE breach (
    {_STAMPS}, title TEXT NOT NULL DEFAULT '', known_on TEXT NOT NULL, known_time TEXT NOT NULL DEFAULT '', happened_on TEXT,
    kind TEXT NOT NULL DEFAULT 'leak', cause TEXT NOT NULL DEFAULT '', damage TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '', measures TEXT NOT NULL DEFAULT '', affected INTEGER NOT NULL DEFAULT 0,
    is_special INTEGER NOT NULL DEFAULT 0, was_encrypted INTEGER NOT NULL DEFAULT 0, reported_on TEXT,
    reported_to TEXT NOT NULL DEFAULT '', notified_on TEXT, closed_on TEXT, note TEXT NOT NULL DEFAULT ''
);
CREATE TABLE breach_person (
    {_STAMPS}, breach INTEGER NOT NULL, customer INTEGER NOT NULL, notified_on TEXT, how TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (breach) REFERENCES breach (id) ON DELETE RESTRICT, {_CUSTOMER}
);
CREATE INDEX breach_person_breach ON breach_person (breach);
CREATE INDEX breach_person_customer ON breach_person (customer);
CREATE TABLE processor (
    {_STAMPS}, name TEXT NOT NULL DEFAULT '', work TEXT NOT NULL DEFAULT '', data TEXT NOT NULL DEFAULT '', contract_on TEXT,
    until TEXT, checked_on TEXT, note TEXT NOT NULL DEFAULT ''
);
CREATE TABLE review (
    {_STAMPS}, kind TEXT NOT NULL DEFAULT '', done_on TEXT NOT NULL, done_by TEXT NOT NULL DEFAULT '',
    answers TEXT NOT NULL DEFAULT '{{}}', score INTEGER, note TEXT NOT NULL DEFAULT '', paper_hash TEXT
)"""


def migrate(connection: Any) -> None:
    """Every file gets a key of its own for the marks of erased people: a keyed hash can't be guessed from outside the file."""
    connection.execute("INSERT INTO secret (name, value) VALUES ('marks', randomblob(32))")
