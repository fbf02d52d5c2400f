"""A shop file led back to an older schema, as the program of that day wrote it."""

from db.core import audited, chain
from db.core.connection import database, rows, run

_NEWER = {
    6: (
        "DROP TABLE list_source;"
        "DROP TABLE consent;DROP TABLE request;DROP TABLE disclosure;DROP TABLE retention_review;DROP TABLE breach_person;"
        "DROP TABLE breach;DROP TABLE processor;DROP TABLE review;DROP TABLE notice;DROP TABLE pin;DROP TABLE user;"
        "DROP TABLE secret;DROP TABLE erased;ALTER TABLE customer DROP COLUMN basis;"
        "ALTER TABLE customer DROP COLUMN to_be_told;ALTER TABLE customer DROP COLUMN told_on;"
        "ALTER TABLE customer DROP COLUMN disputed_on;ALTER TABLE customer DROP COLUMN stopped_on;"
        "ALTER TABLE customer DROP COLUMN erased_on;ALTER TABLE unit DROP COLUMN salt;"
        "ALTER TABLE unit DROP COLUMN digest;ALTER TABLE open_unit DROP COLUMN erases"
    ),
    5: (
        "DROP TABLE customer_cost;DROP TABLE knowledge_rule;DROP TABLE suggestion;DROP TABLE item;DROP TABLE sale_fact;"
        "DROP TABLE sale_day;DROP TABLE sale_month;"
        "DROP TABLE customer_standing;DROP TABLE model_fit;ALTER TABLE customer DROP COLUMN stage;"
        "ALTER TABLE customer DROP COLUMN stage_since;ALTER TABLE customer DROP COLUMN stage_until;"
        "ALTER TABLE customer DROP COLUMN lost_on;"
        "ALTER TABLE customer DROP COLUMN lost_reason;ALTER TABLE quote DROP COLUMN chance;"
        "ALTER TABLE customer_figures DROP COLUMN district;DROP INDEX sale_of_customer;DROP INDEX payment_of_customer;"
        "CREATE INDEX sale_customer_happened_on ON sale (customer, happened_on);"
        "CREATE INDEX payment_customer_paid_on ON payment (customer, paid_on)"
    ),
    4: (
        "DROP INDEX product_next_model;DROP INDEX product_barcode;DROP INDEX task_quote;DROP INDEX task_sale;"
        "DROP INDEX sale_number;DROP INDEX sale_quote;DROP INDEX sale_returns;DROP INDEX sale_invoice_no;"
        "DROP INDEX sale_happened_on;DROP INDEX sale_is_owed;DROP INDEX sale_line_delivery;"
        "DROP INDEX sale_line_serial_no;DROP INDEX customer_figures_owing;DROP INDEX customer_figures_bought;"
        "DROP INDEX customer_figures_last_bought_on;ALTER TABLE task DROP COLUMN quote;"
        "ALTER TABLE task DROP COLUMN sale;ALTER TABLE sale_line DROP COLUMN kind;"
        "ALTER TABLE sale_line DROP COLUMN discount;ALTER TABLE sale_line DROP COLUMN cost;"
        "ALTER TABLE sale_line DROP COLUMN serial_no;ALTER TABLE sale_line DROP COLUMN warranty_months;"
        "ALTER TABLE sale_line DROP COLUMN delivery;ALTER TABLE sale_line DROP COLUMN promised_on;"
        "ALTER TABLE sale DROP COLUMN number;ALTER TABLE sale DROP COLUMN quote;"
        "ALTER TABLE sale DROP COLUMN tax_mode;ALTER TABLE sale DROP COLUMN net;ALTER TABLE sale DROP COLUMN tax;"
        "ALTER TABLE sale DROP COLUMN due_on;ALTER TABLE sale DROP COLUMN is_owed;"
        "ALTER TABLE sale DROP COLUMN returns;ALTER TABLE sale DROP COLUMN invoice_no;"
        "ALTER TABLE sale DROP COLUMN invoice_on;ALTER TABLE sale DROP COLUMN invoice_kind;"
        "ALTER TABLE sale DROP COLUMN project;ALTER TABLE sale DROP COLUMN site_address;"
        "ALTER TABLE sale DROP COLUMN kept_here;ALTER TABLE sale DROP COLUMN staff;"
        "ALTER TABLE product DROP COLUMN wholesale_price;ALTER TABLE product DROP COLUMN project_price;"
        "ALTER TABLE product DROP COLUMN recall_months;ALTER TABLE product DROP COLUMN recall_item;"
        "ALTER TABLE product DROP COLUMN warranty_months;ALTER TABLE product DROP COLUMN availability;"
        "ALTER TABLE product DROP COLUMN next_model;ALTER TABLE product DROP COLUMN picture_hash;"
        "ALTER TABLE product DROP COLUMN thumbnail_hash;ALTER TABLE customer DROP COLUMN price_level;"
        "ALTER TABLE customer DROP COLUMN tax_mode;ALTER TABLE customer DROP COLUMN credit_limit;"
        "ALTER TABLE customer DROP COLUMN credit_days;ALTER TABLE customer DROP COLUMN closing_day;"
        "ALTER TABLE customer_figures DROP COLUMN owing;ALTER TABLE customer_figures DROP COLUMN bought;"
        "ALTER TABLE customer_figures DROP COLUMN last_bought_on;"
        "ALTER TABLE customer_figures DROP COLUMN times_bought;DROP TABLE payment;DROP TABLE wanted;"
        "DROP TABLE quote_template;DROP TABLE issued_quote;DROP TABLE quote_line;DROP TABLE quote;"
        "DROP TABLE product_part"
    ),
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
    if schema < chain.DIGESTED:
        _hold_details(schema)
    run(f"PRAGMA user_version = {schema}")


def _hold_details(schema: int) -> None:
    """The heads as they were before details had digests of their own."""
    run("UPDATE unit SET schema = ?", schema)
    _chain("detail")


def rebuild(statement: str) -> None:
    """Change the history of the open file by other means, and make its chain whole again."""
    for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        run(f'DROP TRIGGER "{name}"')
    run(statement)
    _chain("lower(hex(digest))")
    audited.arm(database.connection())


def _chain(detail: str) -> None:
    previous = chain.START
    columns = f"id, action, actor, at, first_change, last_change, changes, {detail}, undoes, schema"
    for header in rows(f"SELECT {columns} FROM unit ORDER BY id"):
        previous = chain.head(database.connection(), previous, header)
        run("UPDATE unit SET head = ? WHERE id = ?", previous, header[0])
