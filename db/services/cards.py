"""The customer card: everything the shop knows of one customer, and where it came from."""

from dataclasses import dataclass
from typing import Final

from db.core import session
from db.core.connection import rows as read
from db.core.connection import value
from db.models import Customer
from db.services import blacklist, customers, lists, opt_outs, own_fields, relations, settings, standings, timeline, trade_card
from db.services.blacklist import BlacklistRow
from db.services.customer_form import CustomerForm
from db.services.lists import TagMark
from db.services.own_fields import OwnFieldRow
from db.services.relations import RelationRow
from db.services.standings import Standing
from db.services.timeline import TimelineRow
from db.services.trade_card import TradeCard

_TOLD: Final = {"contact_point": "text", "address": "text", "contact": "name"}  # what a row is read for
_HEAD: Final = 20  # rows of the timeline on the card
_HAPPENED: Final = frozenset(timeline.KINDS) - {"came"}  # where they came from stands below by itself


@dataclass(frozen=True, slots=True)
class Came:
    """The place in a file a row came from."""

    file: str
    sheet: str | None
    row: int | None  # as Excel shows it


@dataclass(frozen=True, slots=True)
class OwnShown:
    """One own field with this customer's value in words."""

    field: OwnFieldRow
    text: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """One customer as the card shows them. `id` is the customer the one asked for was merged into."""

    id: int
    form: CustomerForm
    phone: str  # the number shown first
    tags: tuple[TagMark, ...]
    own: tuple[OwnShown, ...]  # only fields with a value
    blacklist: BlacklistRow | None
    opt_outs: tuple[str, ...]
    relations: tuple[RelationRow, ...]
    timeline: tuple[TimelineRow, ...]  # the newest
    timeline_count: int  # of talks and sales
    trade: TradeCard
    standing: Standing | None
    last_contact_on: str | None
    last_contact: str
    last_text: str
    waiting: int  # values that wait under 待確認
    archived_at: str | None  # UTC
    archive_reason: str
    contact_interval: int | None  # days, as in keep_in_touch.READY
    has_merged: bool  # somebody was merged into them
    created_at: str  # UTC
    came: Came | None  # the import the customer came from
    came_of: dict[
        tuple[str, int], Came
    ]  # of single rows not typed over since: ("contact_point", id), ("address", id), ("contact", id)
    to_be_told: bool = False  # they do not know yet where their data is from (§9)

    @property
    def name(self) -> str:
        """The customer's name."""
        return self.form.name


def get(customer: int) -> CustomerCard:
    """The card; a merged customer's is the one they were merged into. NotFoundError: there is none."""
    one = customers.follow(customer)
    if session.is_guarded():
        from db.services import leafing

        leafing.opened(one)
    filled, row = customers.form(one), Customer.get_by_id(one)
    (shown,) = lists.rows([one])
    phone, last_on, last, said = shown.phone, shown.last_contact_on, shown.last_contact, shown.last_text
    came = _came(one)
    return CustomerCard(
        one, filled, phone, shown.tags, _own(filled), blacklist.of(one), tuple(opt_outs.of(one)), tuple(relations.of(one)),
        tuple(timeline.of(one, _HEAD, kinds=_HAPPENED)), timeline.count(one, ("talk", "sale")),
        trade_card.of(one), standings.of(one), last_on, last, said,
        _number("SELECT count(*) FROM waiting WHERE customer = ?", one), row.archived_at, row.archive_reason,
        row.contact_interval, bool(value("SELECT 1 FROM customer WHERE merged_into = ?", one)), row.created_at,
        came.pop(("customer", one), None), came, bool(shown.to_be_told),
    )  # fmt: skip


def _number(sql: str, customer: int) -> int:
    return int(value(sql, customer) or 0)


def _own(filled: CustomerForm) -> tuple[OwnShown, ...]:
    roc = settings.shows_republic_years()
    found = ((field, own_fields.shown(field, filled.own.get(field.key), roc)) for field in own_fields.rows(archived=True))
    return tuple(OwnShown(field, text) for field, text in found if text)


def _came(customer: int) -> dict[tuple[str, int], Came]:
    found = read(
        "SELECT k.tbl, k.id, r.file, r.sheet, k.came_row FROM ("
        "SELECT 'customer' AS tbl, id, came_from, came_row FROM customer WHERE id = ?1"
        " UNION ALL SELECT 'contact_point', id, came_from, came_row FROM contact_point WHERE customer = ?1"
        " UNION ALL SELECT 'address', id, came_from, came_row FROM address WHERE customer = ?1"
        " UNION ALL SELECT 'contact', id, came_from, came_row FROM contact WHERE customer = ?1"
        ") k JOIN import_run r ON r.id = k.came_from",
        customer,
    )
    return {(table, one): Came(file, sheet, row) for table, one, file, sheet, row in found if not _is_typed_over(table, one)}


def _is_typed_over(table: str, row: int) -> bool:
    """Whether what stands in an imported row was changed by hand since: no file said it."""
    if table not in _TOLD:
        return False
    from db.core import audit

    return audit.origin(table, row, _TOLD[table]) is None
