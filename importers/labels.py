"""What repairs, doubts and left-out rows are called: fixed English words for programs, short phrases for the owner."""

from typing import Final

from resources.i18n import N_, _

RULES: Final[dict[str, str]] = {
    "text.stray": N_("invisible characters and stray line breaks removed"),
    "text.spaces": N_("superfluous blanks removed"),
    "text.full_width": N_("full-width letters and digits made half-width"),
    "text.apostrophe": N_("leading apostrophe removed"),
    "text.empty_word": N_("“no data” and the like taken as empty"),
    "address.same": N_("“same as the address before” filled in"),
    "text.ditto": N_("“same as above” filled in"),
    "number.point_zero": N_(".0 at the end of a number removed"),
    "number.tidied": N_("currency signs and units taken off numbers"),
    "phone.leading_zero": N_("lost leading 0 of a phone put back"),
    "phone.point_zero": N_(".0 at the end of a phone removed"),
    "phone.scientific": N_("phone written as 9.12E+08 put back"),
    "phone.country": N_("+886 made 0"),
    "phone.area_twice": N_("area code written twice taken off once"),
    "phone.full_width": N_("full-width phone made half-width"),
    "phone.apostrophe": N_("apostrophe before a phone removed"),
    "phone.several": N_("several phones in a cell parted"),
    "phone.label": N_("words beside a phone kept as its label"),
    "phone.extension": N_("extension written as #"),
    "email.several": N_("several e-mails in a cell parted"),
    "email.tidied": N_("words around an e-mail taken off"),
    "tax_id.leading_zero": N_("lost leading 0 of a tax ID put back"),
    "tax_id.point_zero": N_(".0 at the end of a tax ID removed"),
    "tax_id.tidied": N_("blanks and dashes in a tax ID removed"),
    "name.second": N_("second name moved out of the brackets"),
    "name.blanks": N_("blanks inside a Chinese name removed"),
    "name.title": N_("title parted from the name"),
    "contact.several": N_("several contact persons in a cell parted"),
    "address.zip": N_("postal code parted from the address"),
    "address.tai": N_("city in its official spelling"),
    "address.code": N_("code number before the city removed"),
    "terms.read": N_("terms of payment put into the shop's words"),
    "date.lunar": N_("lunar birthday read"),
    "date.roc": N_("ROC year made western"),
    "date.serial": N_("Excel's day number made a date"),
    "date.written": N_("date without a year tidied"),
    "date.time": N_("time of day left off"),
    "date.seconds": N_("seconds left off"),
}
DOUBTS: Final[dict[str, str]] = {
    "no_area_code": N_("phone without an area code"),
    "too_short": N_("phone is too short"),
    "too_long": N_("phone is too long"),
    "lost_digits": N_("Excel has lost the last digits"),
    "not_a_phone": N_("does not look like a phone"),
    "shop_phone": N_("this is the shop's own phone"),
    "not_an_email": N_("does not look like an e-mail"),
    "check_digit": N_("tax ID has a wrong check digit"),
    "not_eight_digits": N_("tax ID does not have 8 digits"),
    "not_an_invoice": N_("no invoice number: two letters and eight digits"),
    "not_a_date": N_("does not look like a date"),
    "no_year": N_("the year is missing"),
    "either_way": N_("month or day first?"),
    "not_a_time": N_("does not look like a time"),
    "not_a_number": N_("does not look like a number"),
    "not_yes_or_no": N_("neither yes nor no"),
    "rounded": N_("amount rounded to whole dollars"),
    "in_the_future": N_("this day is yet to come"),
    "too_young": N_("under 3 years old by this birthday"),
    "too_old": N_("over 110 years old by this birthday"),
    "birthday_of_company": N_("a company with a birthday"),
    "before_the_shop": N_("customer since before the shop opened"),
    "nothing_above": N_("“same as above” with nothing above it"),
    "no_letters": N_("the name has no letters"),
    "lost_character": N_("a character was lost in the file; please type the right one"),
    "no_name": N_("no name, phone or code"),
    "unnamed": N_("no name"),
    "hidden": N_("hidden row in Excel"),
    "password": N_("passwords are not taken"),
}
PARTS: Final[dict[str, str]] = {
    "district": N_("District"),
    "area_code": N_("Area code, joined to the phone"),
    "extension": N_("Extension, joined to the phone"),
    "prefix": N_("Form of address"),
    "middle_name": N_("Middle name, joined to the name"),
    "birth_year": N_("Year of birth"),
    "birth_month": N_("Month of birth"),
    "birth_day": N_("Day of birth"),
    "phone_label": N_("Label of a phone"),
    "email_label": N_("Label of an e-mail"),
    "address_label": N_("Label of an address"),
    "street": N_("Street, joined to the address"),
    "time": N_("Time of day"),
    "staff": N_("Looked after by"),
    "outcome": N_("Outcome"),
    "line_name": N_("LINE name"),
    "line_uid": N_("LINE user ID"),
    "fb": N_("Facebook"),
    "ig": N_("Instagram"),
}
NOT_RECORDS: Final[dict[str, str]] = {
    "title": N_("title row"),
    "blank": N_("blank row"),
    "note": N_("note row"),
    "subtotal": N_("total row"),
    "repeated_header": N_("header repeated"),
    "header": N_("header row"),
}


def rule_label(rule: str) -> str:
    """What a repair did, in a few words; an unknown rule by its own name."""
    return _(RULES[rule]) if rule in RULES else rule


def field_label(field: str) -> str:
    """A field that is part of another one, or rare, as the owner calls it; any other by its own name."""
    return _(PARTS[field]) if field in PARTS else field


def reason_label(reason: str) -> str:
    """Why a value is doubtful or a row is no record, in a few words; an unknown reason as it is."""
    return _(DOUBTS.get(reason) or NOT_RECORDS.get(reason) or reason)
