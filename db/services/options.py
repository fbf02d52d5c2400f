"""What the shop can set: every option declared once; reading one loads nothing else."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from db.core.connection import rows
from db.core.connection import value as stored_value
from resources.i18n import N_

Value = str | int | bool | list[str]
Kind = Literal[
    "text", "phone", "tax_id", "number", "date", "choice", "yes_no", "list", "ticks", "closures", "pattern", "shift", "rates"
]
Choices = tuple[tuple[str, str], ...]  # value, words


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `label`, `hint` and the choices' words are English gettext ids.

    A list is one text a line, `ticks` some of the choices, `closures` days the shop is closed (open_days.closure_line),
    a `pattern` how numbers of papers are made (quote_numbers), a `shift` whole mm, perhaps below zero, `rates` a category and
    its percent a line (commissions).
    `is_far`: many customers are worked out anew with it, so saving is a job for the worker.
    """

    key: str
    group: str
    label: str
    kind: Kind = "text"
    default: Value = ""
    choices: Choices | Callable[[], Choices] = ()
    hint: str = ""
    is_far: bool = False

    def choice(self) -> Choices:
        """The choices; those of public holidays are looked up."""
        return self.choices() if callable(self.choices) else self.choices


GROUPS: Final = (
    ("shop", N_("Shop")),
    ("show", N_("How things are shown")),
    ("open", N_("Open days")),
    ("today", N_("My day")),
    ("quotes", N_("Quotes and slips")),
    ("paper", N_("Paper and seals")),
    ("lists", N_("Words to choose from")),
    ("privacy", N_("Personal data")),
    ("security", N_("Security")),
)
_NEVER: Final = "0"
_WEEKDAYS: Final = (
    ("1", N_("Mon")), ("2", N_("Tue")), ("3", N_("Wed")), ("4", N_("Thu")), ("5", N_("Fri")), ("6", N_("Sat")), ("7", N_("Sun")),
)  # fmt: skip


_RESTARTS: Final = (
    ("day", N_("Every day")), ("month", N_("Every month")), ("year", N_("Every year")), ("never", N_("Never")),
)  # fmt: skip
_SEAL_SIZES: Final = tuple((str(size), f"{size} mm") for size in (10, 12, 15, 18, 20, 22, 25, 30))
_PATTERN_HINT: Final = N_(
    "{YYYY} {YY} or {ROC} is the year, {MM} the month, {DD} the day, {seq:3} the number, {user} who writes it"
)


def _holidays() -> Choices:
    from db.services import open_days  # which reads what is declared here

    return open_days.holiday_names()


_LOCK_AFTER: Final = (
    ("1", N_("after 1 minute")), ("5", N_("after 5 minutes")), ("15", N_("after 15 minutes")), ("60", N_("after an hour")),
    ("0", N_("not by itself")),
)  # fmt: skip

_OPTIONS: Final = (
    Option("lock_after", "security", N_("Lock when nobody is there"), "choice", "15", _LOCK_AFTER),
    Option("shop_name", "shop", N_("Shop name")),
    Option("phone", "shop", N_("Shop phone"), "phone"),
    Option("address", "shop", N_("Shop address")),
    Option("tax_id", "shop", N_("Tax ID"), "tax_id"),
    Option("area_code", "shop", N_("Area code"), hint=N_("Put before local numbers when they are compared, such as 02")),
    Option("line_id", "shop", N_("LINE ID of the shop")),
    Option("opened_on", "shop", N_("Open since"), "date", hint=N_("Nobody can have been a customer before this day")),
    Option("trade", "shop", N_("Trade")),
    Option(
        "calendar",
        "show",
        N_("Years"),
        "choice",
        "western",
        (("western", N_("Western years (2026/11/21)")), ("roc", N_("Republic years (115/11/21)"))),
    ),
    Option(
        "name_order",
        "show",
        N_("Order of names"),
        "choice",
        "strokes",
        (("strokes", N_("By strokes")), ("zhuyin", N_("By zhuyin (ㄅㄆㄇ)"))),
        is_far=True,
    ),
    Option("contact_interval", "show", N_("Days until a regular is called again"), "number", 60, is_far=True),
    Option("closed_weekly", "open", N_("Closed every week"), "ticks", ["7"], _WEEKDAYS),
    Option(
        "closed_new_year",
        "open",
        N_("Lunar New Year"),
        "choice",
        "5",
        (
            (_NEVER, N_("We stay open")),
            ("3", N_("New Year's Eve to the 3rd day")),
            ("4", N_("New Year's Eve to the 4th day")),
            ("5", N_("New Year's Eve to the 5th day")),
            ("6", N_("New Year's Eve to the 6th day")),
            ("8", N_("New Year's Eve to the 8th day")),
            ("15", N_("New Year's Eve to the Lantern Festival")),
        ),
    ),
    Option("closed_holidays", "open", N_("Holidays we keep"), "ticks", [], _holidays),
    Option("closures", "open", N_("Closed on these days"), "closures", []),
    Option("closing_page", "today", N_("Show the day’s page before the program is closed"), "yes_no", True),
    Option("regular_tags", "today", N_("Tags of regulars"), "list", ["老主顧", "VIP", "常客"], hint=N_("One a line")),
    Option("active_months", "today", N_("Birthdays of who was here within so many months"), "number", 24),
    Option("birthday_days", "today", N_("Birthdays so many days ahead"), "number", 7),
    Option(
        "invoices",
        "quotes",
        N_("Do you write invoices?"),
        "choice",
        "",
        (
            ("", N_("Not said yet")),
            ("exclusive", N_("Yes, 5 % tax is added to our prices")),
            ("inclusive", N_("Yes, our prices include the tax")),
            ("none", N_("No, we need not write invoices")),
        ),
    ),
    Option("fax", "quotes", N_("Fax of the shop"), "phone"),
    Option("email", "quotes", N_("E-mail of the shop")),
    Option("bank_account", "quotes", N_("Account money is sent to"), hint=N_("Bank, branch, number and name, as it is printed")),
    Option(
        "quote_title",
        "quotes",
        N_("Title of quotes"),
        "choice",
        "quote",
        (("quote", N_("Quotation")), ("estimate", N_("Estimate"))),
    ),
    Option("quote_number", "quotes", N_("Number of quotes"), "pattern", "{ROC}{MM}{DD}-{seq:3}", hint=_PATTERN_HINT),
    Option("quote_restart", "quotes", N_("Quotes are counted anew"), "choice", "day", _RESTARTS),
    Option("quote_start", "quotes", N_("First number of quotes"), "number", 1),
    Option("sale_number", "quotes", N_("Number of slips"), "pattern", "S{ROC}{MM}{DD}-{seq:3}", hint=_PATTERN_HINT),
    Option("sale_restart", "quotes", N_("Slips are counted anew"), "choice", "day", _RESTARTS),
    Option("sale_start", "quotes", N_("First number of slips"), "number", 1),
    Option("valid_days", "quotes", N_("Quotes are valid for so many days"), "number", 30),
    Option("quote_follow_up", "quotes", N_("Ask so many days after a quote"), "number", 3, hint=N_("0: no reminder")),
    Option("prints_version", "quotes", N_("Print which version it is"), "yes_no", True),
    Option("prints_pictures", "quotes", N_("Print pictures of products"), "yes_no", False),
    Option(
        "payment_terms", "quotes", N_("Payment terms"), "list", ["現金或匯款", "訂金三成，完工驗收後七日內付清", "月結 30 天"]
    ),
    Option(
        "delivery_terms", "quotes", N_("Delivery terms"), "list", ["現貨，三日內送達", "訂購後 10 個工作天", "日期雙方另行約定"]
    ),
    Option(
        "warranty_terms",
        "quotes",
        N_("Warranty terms"),
        "list",
        ["依原廠保固", "完工日起保固一年", "零件保固一年，耗材不在保固內"],
    ),
    Option(
        "quote_terms",
        "quotes",
        N_("Terms under the quote"),
        "list",
        [
            "本報價逾有效期限請重新報價。",
            "確認後請簽章回傳；現場如有追加，另行報價。",
            "確認後請簽章回傳；月結貨款請於次月 10 日前付清。",
        ],
        hint=N_("One a line; the first stands in every new quote"),
    ),
    Option(
        "commission_rates",
        "quotes",
        N_("Commission of the staff"),
        "rates",
        [],
        hint=N_("One a line: a category, a colon and percent of the money that came in; * for all others, such as *:2"),
    ),
    Option("seal_size", "paper", N_("How high the seals are"), "choice", "20", _SEAL_SIZES),
    Option("seal_right", "paper", N_("Move the seals to the right (mm)"), "shift", 0, hint=N_("Below zero: to the left")),
    Option("seal_down", "paper", N_("Move the seals down (mm)"), "shift", 0, hint=N_("Below zero: up")),
    Option("sources", "lists", N_("Sources"), "list", []),
    Option("channels", "lists", N_("Channels"), "list", []),
    Option("outcomes", "lists", N_("Results of a talk"), "list", []),
    Option("units", "lists", N_("Units"), "list", []),
    Option("staff", "lists", N_("Staff"), "list", []),
    Option("tag_groups", "lists", N_("Tag groups"), "list", []),
    Option(
        "phrases", "lists", N_("Ready texts"), "list", [], hint=N_("One a line: title：text. {稱呼} and {店名} are filled in")
    ),
    Option("registered_name", "privacy", N_("Registered name"), hint=N_("As it stands in the register; printed on the notice")),
    Option("privacy_person", "privacy", N_("Who looks after personal data")),
    Option("privacy_auditor", "privacy", N_("Who checks it"), hint=N_("Somebody else than who looks after it")),
    Option(
        "field_purposes",
        "privacy",
        N_("What own fields are for"),
        "list",
        [],
        hint=N_(
            "One a line: title：what it is for, such as 車型：客戶服務; a field without a purpose is flagged in the inventory"
        ),
    ),
    Option("retention_months", "privacy", N_("Look again at who was not here for so many months"), "number", 24),
)
OPTIONS: Final = {option.key: option for option in _OPTIONS}


def get(key: str) -> Value:
    """The option's value, or its default."""
    stored = stored_value("SELECT value FROM setting WHERE key = ?", key)  # asked for every date shown: not through the model
    return OPTIONS[key].default if stored is None else json.loads(stored)


def text(key: str) -> str:
    """The value of a text option."""
    return str(get(key))


def texts(key: str) -> list[str]:
    """The value of a list option."""
    found = get(key)
    return list(found) if isinstance(found, list) else []


def values() -> dict[str, Value]:
    """All options with their values."""
    stored = {key: json.loads(text) for key, text in rows("SELECT key, value FROM setting")}
    return {key: stored.get(key, option.default) for key, option in OPTIONS.items()}


def shows_republic_years() -> bool:
    """Whether dates are shown with Republic years."""
    return get("calendar") == "roc"


def name_order() -> Literal["strokes", "zhuyin"]:
    """By what names are sorted."""
    return "zhuyin" if get("name_order") == "zhuyin" else "strokes"
