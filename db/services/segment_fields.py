"""The fields a list can be made with: each is one declaration of its words, its kind and its SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from db.core import clock
from db.core.connection import rows as read
from db.services import open_trade, terms
from db.services.customer_form import GENDERS, KINDS
from db.services.opt_outs import CHANNELS
from db.services.segment_operators import OPERATORS, Kind, Operator
from resources.i18n import N_, _

Choices = Sequence[tuple[str | int, str]]  # value, words


@dataclass(frozen=True, slots=True)
class SegmentField:
    """One field. `sql` is its value, or with `among` the value of one of many rows, `{}` standing for what is asked of it."""

    key: str
    label: str  # English id, or with `own` the shop's title
    kind: Kind
    sql: str = ""
    group: str = N_("Customer")
    among: str = "{}"
    listed: Callable[[], Choices] = field(default=lambda: (), compare=False)
    said: tuple[tuple[str, str], ...] = ()  # (operator, sentence) where the kind's sentence would sound odd
    own: bool = False
    filled: str = ""  # SQL that says sooner than `sql` whether there is a value
    archived: bool = False  # offered only where it is used already: an own field that was put away, customers picked out

    @property
    def shown(self) -> str:
        """What it is called in the language in use."""
        return self.label if self.own else _(self.label)

    @property
    def operators(self) -> tuple[Operator, ...]:
        """What can be said of it."""
        own = dict(self.said)
        return tuple(Operator(one.key, one.label, own.get(one.key, one.said), one.takes) for one in OPERATORS[self.kind])

    @property
    def choices(self) -> Choices:
        """What its value can be, in words; reads the shop, so for the worker where it is large."""
        return self.listed()

    def operator(self, key: object) -> Operator | None:
        """The operator of this key."""
        return next((one for one in self.operators if one.key == key), None)


_ADDRESS: Final = "EXISTS (SELECT 1 FROM address w WHERE w.customer = f.customer AND {})"
_POINT: Final = "EXISTS (SELECT 1 FROM contact_point w WHERE w.customer = f.customer AND w.kind IN (%s) AND {})"
_WATCHED: Final = "EXISTS (SELECT 1 FROM blacklist w WHERE w.customer = f.customer AND {})"
_RELATED: Final = "EXISTS (SELECT 1 FROM relation w WHERE w.customer = f.customer AND {})"
_FILES: Final = "EXISTS (SELECT 1 FROM attachment w WHERE w.customer = f.customer AND {})"
_WAITING: Final = (
    "f.customer IN (SELECT w.customer FROM (SELECT s.customer, l.delivery FROM sale_line l JOIN sale s ON s.id = l.sale"
    f" WHERE {open_trade.LINES} UNION ALL SELECT customer, delivery FROM wanted"
    f" WHERE {open_trade.WANTED}) w WHERE {{}})"
)
_NAME, _REACH, _MARK, _TIME, _MORE = N_("Customer"), N_("How to reach them"), N_("Marks"), N_("Talks and dates"), N_("More")
_MONEY, _BUYING = N_("Prices and money"), N_("How they buy")
_STANDING: Final = "(SELECT w.{} FROM customer_standing w WHERE w.customer = f.customer)"
_KIN: Final = (("family", N_("Family")), ("referrer", N_("Introduced by")), ("employer", N_("Works at")))


def _told(pairs: Sequence[tuple[str, str]]) -> Callable[[], Choices]:
    """Choices whose words stand in the program."""
    return lambda: [(key, _(words)) for key, words in pairs]


def _agreed(term: terms.Term) -> SegmentField:
    """What is agreed with a customer: one of some words, or a number."""
    if term.is_text:
        return SegmentField(term.key, term.label, "choice", f"c.{term.key}", _MONEY, listed=lambda: _chosen(term))
    return SegmentField(term.key, term.label, "number", f"c.{term.key}", _MONEY)


def _chosen(term: terms.Term) -> Choices:
    return [choice for choice in term.choices if choice[0]]


def _levels() -> Choices:
    from db.services.blacklist import LEVELS  # not needed for the first list that is shown

    return _told(LEVELS)()


def _deliveries() -> Choices:
    from db.services.deliveries import OPEN, STATES

    return [(key, _(words)) for key, words in STATES if key in OPEN]


def _reasons() -> Choices:
    from db.services.customers import ARCHIVE_REASONS

    return _told(ARCHIVE_REASONS)()


def _stages() -> Choices:
    from db.services.stage_names import STAGE_NAMES

    return _told(tuple(STAGE_NAMES.items()))()


def _sureness() -> Choices:
    from db.services.stage_names import SURENESS_NAMES

    return _told([one for one in SURENESS_NAMES.items() if one[0]])()


def _offers() -> Choices:
    from db.services.suggestion_kinds import NAMES

    return _told(tuple(NAMES.items()))()


def _lost_reasons() -> Choices:
    from db.services.stage_names import REASONS

    return _told(tuple(REASONS.items()))()


def _met(sql: str) -> Callable[[], Choices]:
    """Choices as they stand in the shop."""
    return lambda: [(one, one) for (one,) in read(sql)]


def _column(name: str) -> Callable[[], Choices]:
    """The words that stand in a column of customers."""
    return _met(f"SELECT {name} FROM customer WHERE {name} <> '' GROUP BY {name} ORDER BY count(*) DESC LIMIT 200")


def _place(name: str) -> Callable[[], Choices]:
    return _met(f"SELECT {name} FROM address WHERE {name} <> '' GROUP BY {name} ORDER BY count(*) DESC LIMIT 400")


def _tags() -> Choices:
    return read("SELECT id, name FROM tag ORDER BY position, id")


def _runs() -> Choices:
    """The imports that stand, the latest first."""
    found = read(f"SELECT id, file, sheet, {clock.shop_day('at')} FROM import_run WHERE undone_by IS NULL ORDER BY id DESC")
    return [
        ("last", _("the last import")),
        *((run, f"{file} {sheet or ''} {day}".replace("  ", " ")) for run, file, sheet, day in found),
    ]


def _months() -> Choices:
    return [(month, _("month {number}").format(number=month)) for month in range(1, 13)]


_KNOWN: Final = (
    SegmentField("tag", N_("Tag"), "tag", group=_MARK, listed=_tags),
    SegmentField("last_contact", N_("Last contact"), "date", "f.last_contact_on", _TIME, said=(
        ("last_days", N_("contacted in the last {value} days")), ("not_last_days", N_("not contacted for {value} days")),
        ("before_days", N_("last contacted more than {value} days ago")),
        ("empty", N_("never contacted")), ("filled", N_("contacted before")),
    )),
    SegmentField("talks", N_("Talks"), "talks", group=_TIME),
    SegmentField("next_contact", N_("Next contact"), "date", "f.next_contact_on", _TIME, said=(
        ("next_days", N_("to be contacted in the next {value} days")), ("past", N_("contact overdue")),
        ("filled", N_("next contact is fixed")), ("empty", N_("no next contact")),
    )),
    SegmentField("keep_in_touch", N_("Keep in touch"), "date", "f.keep_in_touch_on", _TIME),
    SegmentField("tasks", N_("Reminders"), "tasks", group=_TIME),
    SegmentField("sales", N_("Sales"), "sales", group=_TIME),
    SegmentField("name", N_("Name"), "text", "c.name", _NAME),
    SegmentField("kind", N_("Kind"), "choice", "c.kind", _NAME, listed=_told(tuple(KINDS.items()))),
    SegmentField("gender", N_("Gender"), "choice", "c.gender", _NAME, listed=_told(tuple(GENDERS.items()))),
    SegmentField("title", N_("Title"), "words", "c.title", _NAME, listed=_column("title")),
    SegmentField("birthday", N_("Birthday"), "birthday", group=_NAME, listed=_months),
    SegmentField("code", N_("Customer number"), "text", "c.code", _NAME),
    SegmentField("short_name", N_("Short name"), "text", "c.short_name", _NAME),
    SegmentField("company", N_("Company"), "text", "c.company", _NAME),
    SegmentField("tax_id", N_("Tax ID"), "text", "c.tax_id", _NAME),
    SegmentField("note", N_("Note"), "text", "c.note", _NAME),
    SegmentField("phone", N_("Phone"), "phone", "w.normal", _REACH, _POINT % "'mobile', 'phone'", filled="f.phone <> ''"),
    SegmentField("mobile", N_("Mobile phone"), "phone", "w.normal", _REACH, _POINT % "'mobile'"),
    SegmentField("email", N_("E-mail"), "text", "w.text", _REACH, _POINT % "'email'"),
    SegmentField("line", N_("LINE"), "text", "w.text", _REACH, _POINT % "'line_id', 'line_name', 'line_uid'"),
    SegmentField("city", N_("City"), "words", "w.city", _REACH, _ADDRESS, _place("city")),
    SegmentField("district", N_("District"), "words", "w.district", _REACH, _ADDRESS, _place("district")),
    SegmentField("zip", N_("Postal code"), "text", "w.zip", _REACH, _ADDRESS),
    SegmentField("address", N_("Address"), "text", "w.text", _REACH, _ADDRESS),
    SegmentField("preferred_channel", N_("Best reached by"), "words", "c.preferred_channel", _REACH,
                 listed=_column("preferred_channel")),
    SegmentField("blacklist", N_("Watch list"), "choice", "w.level", _MARK, _WATCHED, _levels, (
        ("filled", N_("on the watch list")), ("empty", N_("not on the watch list")),
    ), filled="f.is_blacklisted = 1"),
    SegmentField("blacklist_review", N_("Watch list: look again"), "date", "w.review_on", _MARK, _WATCHED, said=(
        ("due", N_("to be looked at again on the watch list")),
    )),
    SegmentField("opt_out", N_("Wants nothing by"), "refusal", group=_MARK, listed=_told(CHANNELS), said=(
        ("any_of", N_("wants nothing by {value}")), ("none_of", N_("may be reached by {value}")),
        ("filled", N_("wants no advertising")), ("empty", N_("refuses nothing")),
    )),
    SegmentField("to_be_told", N_("To be told where their data is from"), "yes_no", "c.to_be_told", _MARK),
    SegmentField("category", N_("Category"), "words", "c.category", _MORE, listed=_column("category")),
    SegmentField("source", N_("Where they came from"), "words", "c.source", _MORE, listed=_column("source")),
    SegmentField("referrer", N_("Introduced by"), "text", "c.referrer", _MORE),
    SegmentField("introduced", N_("Has introduced others"), "yes_no", (
        "(EXISTS (SELECT 1 FROM relation w WHERE w.other = f.customer AND w.kind = 'referrer')"
        " OR c.name IN (SELECT referrer FROM customer WHERE referrer <> '' AND archived_at IS NULL))"
    ), _MORE, said=(("yes", N_("has introduced others")), ("no", N_("has introduced nobody")))),
    SegmentField("relation", N_("Relation"), "choice", "w.kind", _MORE, _RELATED, _told(_KIN)),
    SegmentField("staff", N_("Looked after by"), "words", "c.staff", _MORE, listed=_column("staff")),
    SegmentField("customer_since", N_("Customer since"), "date", "c.customer_since", _MORE),
    SegmentField("owing", N_("Owing"), "number", "f.owing", _MONEY, said=(
        ("more", N_("owes more than {value}")), ("at_least", N_("owes at least {value}")),
    )),
    SegmentField("debt", N_("Overdue"), "debt", group=_MONEY),
    SegmentField("bought", N_("Bought in all"), "number", "f.bought", _MONEY),
    SegmentField("last_bought", N_("Last bought"), "date", "f.last_bought_on", _MONEY, said=(
        ("last_days", N_("bought in the last {value} days")), ("not_last_days", N_("not bought for {value} days")),
        ("before_days", N_("last bought more than {value} days ago")),
        ("empty", N_("never bought")), ("filled", N_("bought before")),
    )),
    SegmentField("times_bought", N_("Times bought"), "number", "f.times_bought", _MONEY),
    SegmentField("quotes", N_("Quotes"), "quotes", group=_MONEY),
    SegmentField("payments", N_("Payments"), "payments", group=_MONEY),
    SegmentField("orders", N_("Waits for goods"), "choice", "w.delivery", _MONEY, _WAITING, _deliveries, (
        ("filled", N_("waits for goods")), ("empty", N_("waits for no goods")), ("any_of", N_("waits for goods: {value}")),
    )),
    *(_agreed(one) for one in terms.TERMS.values()),
    SegmentField("stage", N_("Stage as they buy"), "choice", f"coalesce({_STANDING.format('stage')}, 'recruitment')", _BUYING,
                 listed=_stages, said=(("any_of", "{value}"), ("none_of", N_("not {value}")))),
    SegmentField("sureness", N_("Still a customer"), "choice", f"coalesce({_STANDING.format('sureness')}, '')", _BUYING,
                 listed=_sureness, said=(("empty", N_("never bought")), ("filled", N_("bought before")))),
    SegmentField("tier", N_("A, B, C by margin"), "choice", f"coalesce({_STANDING.format('tier')}, '')", _BUYING,
                 listed=lambda: [(one, one) for one in "ABC"]),
    SegmentField("offer", N_("Has a suggestion"), "offers", group=_BUYING, listed=_offers, said=(
        ("filled", N_("has a suggestion waiting")), ("empty", N_("has no suggestion waiting")),
        ("any_of", N_("could be offered: {value}")), ("none_of", N_("nothing offered of: {value}")),
    )),
    SegmentField("lost_reason", N_("Why lost"), "choice", "c.lost_reason", _BUYING, listed=_lost_reasons),
    SegmentField("added", N_("Added"), "date", clock.shop_day("c.created_at"), _MORE, said=(
        ("last_days", N_("new in the last {value} days")),
    )),
    SegmentField("import", N_("Came with the import"), "file", group=_MORE, listed=_runs, said=(
        ("any_of", N_("came with {value}")), ("none_of", N_("did not come with {value}")),
    )),
    SegmentField("attachment", N_("Photos and files"), "text", "w.name", _MORE, _FILES),
    SegmentField("people", N_("Customers picked out"), "people", group=_MORE, archived=True),
    SegmentField("archive_reason", N_("Why put away"), "choice", "c.archive_reason", _MORE, listed=_reasons),
)  # fmt: skip
_OWN_KINDS: Final[dict[str, Kind]] = {
    "text": "text",
    "number": "number",
    "date": "date",
    "choice": "words",
    "yes_no": "yes_no",
}
_OWN_VALUE: Final = "json_extract(c.extra, '$.f{}')"
_OWN_SQL: Final[dict[str, str]] = {
    "text": "CAST(coalesce({}, '') AS TEXT)",
    "choice": "CAST(coalesce({}, '') AS TEXT)",
    "number": "CASE WHEN {0} GLOB '[-0-9]*' THEN CAST({0} AS REAL) END",  # a field may have been of another kind before
    "date": "{}",
    "yes_no": "{}",
}


_BY_KEY: Final = {one.key: one for one in _KNOWN}
_OWN: Final = "SELECT id, title, kind, options, archived_at IS NOT NULL FROM own_field"


def fields() -> dict[str, SegmentField]:
    """Every field by its key: the program's, then the shop's own ones, those put away too."""
    own = [_own_field(*row) for row in read(f"{_OWN} ORDER BY position, id")]
    return _BY_KEY | {one.key: one for one in own}


def field_of(key: str) -> SegmentField | None:
    """The field of this key, or None."""
    if key in _BY_KEY or not key.startswith("f") or not key[1:].isdecimal():
        return _BY_KEY.get(key)
    return next((_own_field(*row) for row in read(f"{_OWN} WHERE 'f' || id = ?", key)), None)


def _own_field(number: int, title: str, kind: str, options: str, archived: int) -> SegmentField:
    sql = _OWN_SQL[kind].format(_OWN_VALUE.format(number))
    listed = (
        _met(f"SELECT value FROM own_field, json_each(options) WHERE own_field.id = {int(number)}") if options != "[]" else _none
    )
    return SegmentField(
        f"f{number}", title, _OWN_KINDS[kind], sql, N_("Your own fields"), listed=listed, own=True, archived=bool(archived)
    )


def _none() -> Choices:
    return ()
