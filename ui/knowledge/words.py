"""A rule as it is typed and said: what was bought, how much later, what is offered."""

from collections.abc import Sequence
from typing import Any

from db.core.errors import InputError
from db.core.values.text import half_width
from db.services import products
from db.services.knowledge import MOST_MONTHS, RuleForm, RuleRow
from db.services.suggestion_answers import Added
from resources.i18n import _, ngettext

Values = dict[str, Any]


def later(months: int) -> str:
    """三個月後; 同時 where it is offered with it."""
    return ngettext("{count} month later", "{count} months later", months).format(count=months) if months else _("with it")


def said(rule: RuleRow) -> str:
    """買過奶瓶 → 3 個月後 → 尿布."""
    return _("Bought {bought} → {later} → {offer}").format(bought=rule.bought, later=later(rule.months), offer=rule.offer)


def finds(count: int) -> str:
    """How many it finds now."""
    return ngettext("finds {count} customer now", "finds {count} customers now", count).format(count=f"{count:,}")


def finds_of(count: int, suggested: int) -> str:
    """How many it finds now, and to how many of them it is suggested today."""
    said = _("{found}, {suggested} of them are suggested today")
    return said.format(found=finds(count), suggested=f"{suggested:,}") if count else finds(count)


def on_quote(added: Added, name: str) -> str:
    """What was put into a quote for whom; that its price is missing, where the shop sells nothing of the kind."""
    said = (
        _("{what} is on a quote for {name}.") if added.is_priced else _("{what} is on a quote for {name}, without a price yet.")
    )
    return said.format(what=added.what, name=name)


def values(form: RuleForm) -> Values:
    """What stands in the form's boxes."""
    return {"bought": form.bought, "months": str(form.months), "offer": form.offer, "phrase": form.phrase}


def typed(filled: Values, before: RuleForm | None = None) -> RuleForm:
    """The rule as typed; what is called like a product of the shop is that product. InputError: no number of months."""
    offer = str(filled["offer"]).strip()
    found = [one.id for one in products.find(offer, 20) if one.name == offer] if offer else []
    title = before.title if before and (before.bought, before.offer) == (filled["bought"], offer) else ""
    is_on = before.is_on if before else True
    product = found[0] if found else None
    return RuleForm(title, filled["bought"], _months(filled["months"]), offer, product, filled["phrase"], is_on)


def names_of(rows: Sequence[RuleRow]) -> list[str]:
    """What is spoken of already, to be offered again while typing."""
    return list(dict.fromkeys([*(one.bought for one in rows), *products.categories()]))


def _months(text: str) -> int:
    digits = half_width(str(text)).replace("個月", "").strip()
    if not digits.isdecimal():
        most = MOST_MONTHS
        raise InputError(_("Please write a number of months from 0 to {most}.").format(most=most), field="months")
    return int(digits)
