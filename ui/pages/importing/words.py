"""What the wizard calls the fields, kinds, repairs and doubts of an import, in the owner's words."""

from typing import Final

from importers import labels, reasons
from importers.values import Confidence, Kind, OwnKind
from resources.i18n import N_, _, ngettext

FIELDS: Final[dict[str, str]] = {
    "name": N_("Name or company"),
    "last_name": N_("Family name"),
    "first_name": N_("Given name"),
    "company": N_("Company"),
    "short_name": N_("Short name"),
    "contact": N_("Contact person"),
    "title": N_("Title (Mr, Ms, manager)"),
    "gender": N_("Gender"),
    "phone": N_("Phone, mobile"),
    "mobile": N_("Mobile phone"),
    "fax": N_("Fax"),
    "email": N_("E-mail"),
    "line_id": N_("LINE ID"),
    "tax_id": N_("Tax ID"),
    "address": N_("Address"),
    "city": N_("City, district"),
    "postal_code": N_("Postal code"),
    "birthday": N_("Birthday"),
    "website": N_("Website"),
    "category": N_("Category"),
    "source": N_("Where they came from"),
    "referrer": N_("Introduced by"),
    "staff": N_("Looked after by"),
    "customer_since": N_("Customer since"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "blacklist": N_("Blacklist"),
    "code": N_("Customer number"),
    "price_level": N_("Which price"),
    "credit_limit": N_("Credit limit"),
    "credit_days": N_("Days until payment"),
    "closing_day": N_("Closing day of the month"),
    "points": N_("Points"),
    "order_no": N_("Order number"),
    "invoice_no": N_("Invoice number"),
    "invoice_on": N_("Invoice date"),
    "date": N_("Date"),
    "customer": N_("Customer"),
    "product": N_("Product"),
    "product_code": N_("Product code"),
    "quantity": N_("Quantity"),
    "unit": N_("Unit"),
    "unit_price": N_("Unit price"),
    "amount": N_("Amount"),
    "unpaid": N_("Still unpaid"),
    "price": N_("Price"),
    "wholesale_price": N_("Wholesale price"),
    "project_price": N_("Contractor price"),
    "cost": N_("Cost"),
    "barcode": N_("Barcode"),
    "spec": N_("Specification"),
    "availability": N_("In stock or to order"),
    "recall_months": N_("Contact again after (months)"),
    "recall_item": N_("What is renewed then"),
    "warranty_months": N_("Warranty (months)"),
    "is_active": N_("Sold or not"),
    "next_model": N_("Next model"),
    "parts": N_("Parts of the bundle"),
    "channel": N_("By phone, LINE, visit"),
    "text": N_("What was talked about"),
    "follow_up": N_("Contact again on"),
}

_OF_SALES: Final = (
    *("order_no", "invoice_no", "invoice_on", "date", "product", "product_code", "spec", "quantity", "unit", "unit_price"),
    *("amount", "unpaid", "note"),
)
_OF_TALKS: Final = ("date", "channel", "text", "follow_up", "note")
_OF_PRODUCTS: Final = (
    *("name", "product_code", "product", "spec", "unit", "price", "wholesale_price", "project_price", "cost", "category"),
    *("barcode", "availability", "recall_months", "recall_item", "warranty_months", "is_active"),
    *("next_model", "parts", "note"),
)
_OTHERS: Final = {"customer", *_OF_SALES, *_OF_TALKS, *_OF_PRODUCTS} - {"name", "category", "note"}
_OF_CUSTOMERS: Final = [field for field in FIELDS if field not in _OTHERS]
_NAMING: Final = ["customer", "code", "name", "phone", "mobile", "email", "tax_id"]
_OF_KIND: Final[dict[Kind, list[str]]] = {
    "customers": _OF_CUSTOMERS,
    "sales": [*_NAMING, *_OF_SALES, "staff"],
    "products": list(_OF_PRODUCTS),
    "interactions": [*_NAMING, *_OF_TALKS],
    "unknown": _OF_CUSTOMERS,
}

KINDS: Final[dict[Kind, str]] = {
    "customers": N_("Customer list"),
    "sales": N_("Sales records"),
    "products": N_("Product list"),
    "interactions": N_("Talks"),
    "unknown": N_("Not a list"),
}
OWN_KINDS: Final[dict[OwnKind, str]] = {
    "text": N_("text"),
    "number": N_("number"),
    "date": N_("date"),
    "choice": N_("choice"),
    "yes_no": N_("yes / no"),
}
CONFIDENCE: Final[dict[Confidence, str]] = {"sure": N_("Quite sure"), "likely": N_("Can be changed"), "look": N_("Have a look")}
ENCODINGS: Final[dict[str, str]] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp950": "Big5",
    "big5": "Big5",
    "utf-16": "Unicode",
    "utf-16-le": "Unicode",
    "utf-16-be": "Unicode",
    "cp932": N_("Japanese (Shift JIS)"),
    "gb18030": N_("Simplified Chinese (GB)"),
}
ENCODING_CHOICES: Final = ("utf-8", "cp950", "utf-16", "gb18030", "cp932")

DOES: Final[dict[str, str]] = {
    "name": N_("Mr, Ms and the like are kept apart"),
    "last_name": N_("Joined with the given name"),
    "first_name": N_("Joined with the family name"),
    "phone": N_("A lost leading 0 comes back; two numbers in a cell are parted"),
    "mobile": N_("A lost leading 0 comes back; two numbers in a cell are parted"),
    "fax": N_("Kept as a fax number"),
    "email": N_("Several addresses in a cell are parted"),
    "line_id": N_("Finds the customer later"),
    "tax_id": N_("Filled up to 8 digits; a wrong check digit is only pointed out"),
    "address": N_("The postal code is found by itself"),
    "city": N_("Put before the address"),
    "postal_code": N_("Put before the address"),
    "birthday": N_("ROC and western years are told apart cell by cell"),
    "customer_since": N_("ROC and western years are told apart cell by cell"),
    "tags": N_("Every word becomes a tag"),
    "blacklist": N_("Marked rows go on the blacklist, with the reason"),
    "code": N_("Finds the customer at the next import"),
    "order_no": N_("Rows of one number are one sale"),
    "customer": N_("Finds the customer by name, number or phone"),
}
WHYS: Final[dict[str, str]] = {
    "contents": N_("Recognised by what stands in it"),
    "recipe": N_("As you chose last time"),
    "decoy": N_("Looks like a field of ours, but is none"),
    "password": N_("A password: it is not kept anywhere"),
}
_FILLS: Final = {
    "red": N_("Red"),
    "yellow": N_("Yellow"),
    "orange": N_("Orange"),
    "green": N_("Green"),
    "blue": N_("Blue"),
    "purple": N_("Purple"),
    "pink": N_("Pink"),
    "grey": N_("Grey"),
    "brown": N_("Brown"),
    "black": N_("Black"),
}
_NOT_A_LIST: Final = {
    "ledger": N_("This file looks like an account book, not a customer list, so nothing was taken."),
    "statistics": N_("This file looks like statistics, not a customer list, so nothing was taken."),
    "summary": N_("This file looks like a summary of figures, not a customer list, so nothing was taken."),
    "survey": N_("This file looks like the answers of a survey, not a customer list, so nothing was taken."),
    "cards": N_("Here every customer is a card of several lines. Please copy them into a table, one row a customer."),
    "empty": N_("There is no row of data in this file."),
}
_REASONS: Final = {
    "no table": N_("no list"),
    "ledger": N_("account book"),
    "statistics": N_("statistics"),
    "summary": N_("summary"),
    "survey": N_("survey"),
    "cards": N_("cards, not rows"),
    "empty": N_("empty"),
    "no_names": N_("no names"),
    "lost_digits": N_("digits were lost"),
    "check_digit": N_("check digit does not fit"),
    "not_eight_digits": N_("not 8 digits"),
    "not_a_number": N_("not a number"),
    "rounded": N_("rounded"),
    "not_a_date": N_("not a date"),
    "either_way": N_("month or day first?"),
    "not_a_time": N_("not a time"),
    "password": N_("password: not kept"),
    "not_yes_or_no": N_("neither yes nor no"),
    "shop_phone": N_("your own phone?"),
    "not_a_phone": N_("not a phone"),
    "not_an_email": N_("not an e-mail"),
    "in_the_future": N_("in the future"),
    "before_the_shop": N_("before the shop existed"),
    "no_letters": N_("no letters in it"),
    "no_name": N_("no name"),
    "nothing_above": N_("nothing stands above"),
    "no_area_code": N_("no area code"),
    "too_short": N_("too short"),
    "too_long": N_("too long"),
    "unreadable": N_("can't be read"),
    "too_young": N_("under 3 years old?"),
    "too_old": N_("over 110 years old?"),
    "birthday_of_company": N_("a company has no birthday"),
}
_RULES: Final = {
    "phone.leading_zero": N_("Phones get their lost leading 0 back"),
    "phone.point_zero": N_("Phones lose the .0 Excel put behind them"),
    "phone.scientific": N_("Phones written as 9.12E+08 are written out"),
    "phone.apostrophe": N_("The apostrophe before a phone goes"),
    "phone.full_width": N_("Full-width digits of phones become plain ones"),
    "phone.several": N_("Several phones in one cell are parted"),
    "phone.label": N_("Words beside a phone (home, office) become its label"),
    "phone.extension": N_("Extensions are written #12"),
    "phone.country": N_("+886 becomes 0"),
    "email.several": N_("Several e-mails in one cell are parted"),
    "email.tidied": N_("E-mails lose blanks and full-width signs"),
    "date.roc": N_("Republic dates become western ones"),
    "date.serial": N_("Dates Excel shows as numbers become dates"),
    "date.time": N_("The time of day behind a date goes"),
    "date.written": N_("Dates are written in one way"),
    "tax_id.leading_zero": N_("Tax IDs get their lost leading 0 back"),
    "tax_id.point_zero": N_("Tax IDs lose the .0 Excel put behind them"),
    "tax_id.tidied": N_("Tax IDs lose blanks and signs"),
    "number.point_zero": N_("Numbers lose a .0 behind them"),
    "number.tidied": N_("Numbers lose signs and blanks"),
    "name.title": N_("Mr, Ms and the like are parted from the name"),
    "address.tai": N_("台 and 臺 are written in one way"),
    "address.zip": N_("The postal code is found from the address"),
    "address.code": N_("A postal code before the address is parted"),
    "contact.several": N_("Several contact persons in one cell are parted"),
    "text.full_width": N_("Full-width letters become plain ones"),
    "text.spaces": N_("Blanks too many go"),
    "text.stray": N_("Invisible signs go"),
    "text.apostrophe": N_("The apostrophe before a text goes"),
    "text.ditto": N_("同上 and 〃 are filled in"),
    "text.empty_word": N_("Words like 無資料 and NULL count as empty"),
}


def rule_label(rule: str) -> str:
    """A repair in the owner's words."""
    return _(_RULES[rule]) if rule in _RULES else labels.rule_label(rule)


def reason_label(reason: str) -> str:
    """Why a sheet, a row or a value is doubtful, in a few words."""
    if reason in _REASONS:
        return _(_REASONS[reason])
    return reasons.sentence(reason)


def declined_sentence(reason: str) -> str:
    """Why nothing was taken from a file, and the way out."""
    why = _(_NOT_A_LIST.get(reason, N_("This file does not look like a customer list, so nothing was taken.")))
    return _("{why} If there are customers in it after all, choose the columns yourself.").format(why=why)


def fill_label(colour: str, count: int) -> str:
    """“Red: 37 rows”."""
    words = ngettext("{colour} ground: {count} row", "{colour} ground: {count} rows", count)
    return words.format(colour=_(_FILLS.get(colour, N_("Coloured"))), count=f"{count:,}")


def mark_label(mark: str, count: int) -> str:
    """Struck-through rows, comments or hidden rows, counted."""
    texts = {
        "strike": ngettext("{count} row is struck through", "{count} rows are struck through", count),
        "comment": ngettext("{count} cell has a comment", "{count} cells have a comment", count),
        "hidden": ngettext("{count} row is hidden in Excel", "{count} rows are hidden in Excel", count),
    }
    return texts[mark].format(count=f"{count:,}")


def does(field: str | None, own_kind: OwnKind, why: str, *, is_opening: bool = False) -> str:
    """One line on what becomes of a column's values."""
    if why == "password":
        return _(WHYS[why])
    if field is None:
        return _("Kept as opening balance") if is_opening else ""
    if why == "recipe":
        return _(WHYS[why])
    return _(DOES.get(field, WHYS.get(why, "")))


def fields_of(kind: Kind) -> list[str]:
    """The fields a column of such a list may become, in the order of the combo box."""
    return _OF_KIND[kind]


def field_label(field: str) -> str:
    """A field as the owner calls it; an unknown one by its own name."""
    return _(FIELDS[field]) if field in FIELDS else labels.field_label(field)


def own_kind_label(kind: str) -> str:
    """Text, number, date, choice, yes or no, or a number that is an opening balance."""
    return _(OWN_KINDS[kind]) if kind in OWN_KINDS else _("opening number")


def kind_label(kind: Kind) -> str:
    """Customer list, sales, product list, talks."""
    return _(KINDS[kind])


def encoding_label(encoding: str | None) -> str:
    """The name of an encoding as Excel users met it."""
    return _(ENCODINGS.get((encoding or "").lower(), encoding or ""))
