"""Why a record is added, merged, left out or asked: fixed English words for programs, sentences for people."""

from typing import Final

from importers.labels import reason_label
from resources.i18n import N_, _

_SENTENCES: Final = {
    "same_tax_id": N_("same tax ID"),
    "same_code": N_("same code"),
    "same_mobile": N_("same mobile phone"),
    "same_phone": N_("same phone"),
    "same_email": N_("same e-mail"),
    "same_line_id": N_("same LINE ID"),
    "same_address": N_("same name and address"),
    "same_district": N_("same name and district"),
    "same_row": N_("this row came in before"),
    "same_name": N_("same name, nothing else in common"),
    "same_name_only": N_("same name, nothing else in common"),
    "same_order": N_("this order is already there"),
    "called_off": N_("the order was cancelled or returned: not counted as a sale"),
    "undated": N_("part of it was paid, but the day can't be read: not counted as a sale"),
    "same_sale": N_("this sale is already there"),
    "same_product": N_("this product is already there"),
    "same_talk": N_("this talk is already there"),
    "other_name": N_("the names differ"),
    "other_code": N_("the codes differ"),
    "other_tax_id": N_("the tax IDs differ"),
    "other_birthday": N_("the birthdays differ"),
    "other_identity": N_("the identity numbers differ"),
    "two_matches": N_("could be either of two customers"),
    "several_customers": N_("several customers have this name"),
    "with_row": N_("belongs to a row that waits"),
    "nothing_new": N_("says nothing new"),
    "not_picked": N_("not ticked"),
    "already_waiting": N_("already waiting to be settled"),
    "put_aside": N_("put aside"),
    "left_out": N_("left out"),
    "archived": N_("was put away"),
    "blacklisted": N_("is on the watch list"),
    "new_customer": N_("makes a new customer"),
    "differs": N_("differs from what is kept"),
    "no_customer": N_("nothing in it names a customer"),
    "no_product": N_("nothing in it names a product"),
}


def sentence(reason: str) -> str:
    """The reason in words; an unknown one as it is."""
    return _(_SENTENCES[reason]) if reason in _SENTENCES else reason_label(reason)
