"""What is said beside a customer's form while it is typed: doubtful values, and customers it may double. Nothing here blocks."""

from dataclasses import dataclass
from typing import Final

from db.core import clock, veil
from db.core.connection import rows as read
from db.core.values import dates, phones, tax_id, text
from db.services import sensitive, settings, suppression
from db.services.customer_form import PHONES, CustomerForm
from db.services.customer_parts import point_values
from resources.i18n import N_, _

_MOST: Final = 5
_YOUNGEST, _OLDEST = 3, 110  # years; a birthday outside is doubted
_PHONE_PROBLEMS: Final = {
    "too short": N_("This number is too short."),
    "too long": N_("This number is too long."),
    "no area code": N_("This number has no area code."),
}
_GENDERS: Final = {"小姐": "female", "女士": "female", "太太": "female", "先生": "male"}  # by the form of address
_SENTENCES: Final = {
    "phone": N_("This number already belongs to “{name}”."),
    "email": N_("This mail address already belongs to “{name}”."),
    "line_id": N_("This LINE ID already belongs to “{name}”."),
    "tax_id": N_("This tax ID already belongs to “{name}”."),
    "code": N_("This code already belongs to “{name}”."),
    "name": N_("There is already a “{name}”."),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """One doubtful value. `place`: the form's field, or points:0 for the first of a list (CustomerForm.placed_points)."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """A customer who may be the one being typed. `reason`: phone email line_id tax_id code name."""

    id: int
    name: str
    phone: str
    reason: str
    sentence: str
    archived: bool
    is_blacklisted: bool
    gender: str = ""  # female, male, or not known


def warnings(filled: CustomerForm) -> list[Warned]:
    """What is doubtful in the form as it stands."""
    found = [*_phone_warnings(filled), *_birthday_warnings(filled)]
    if filled.tax_id.strip() and not tax_id.check(tax_id.normal(filled.tax_id)):
        found.append(Warned("tax_id", _("This tax ID does not add up. Please look again; it can be saved as it is.")))
    for place, point in filled.placed_points():
        if point.kind == "email" and point.text.strip() and "@" not in point.text:
            found.append(Warned(place, _("A mail address has an @ in it.")))
        if suppression.is_suppressed(point_values(point.kind, point.text)[1]):
            found.append(
                Warned(place, _("Who had this asked to be erased once: they are sent nothing, until they say otherwise."))
            )
    since, opened_on = dates.parse(filled.customer_since), settings.text("opened_on")
    if since and since.solar and opened_on and since.iso < opened_on:
        found.append(Warned("customer_since", _("This is before the shop opened.")))
    if said := sensitive.warning(filled.note):
        found.append(Warned("note", said))
    found += [Warned(key, said) for key, typed in filled.own.items() if (said := sensitive.warning(str(typed or "")))]
    return found


def likely_doubles(filled: CustomerForm, customer: int | None = None, before: CustomerForm | None = None) -> list[DoubleRow]:
    """Customers who may be this one, the surest reason first; `customer` is the one being changed. Those put away count.

    `before`: the form as it was read; what is not changed says nothing new.
    """
    found: dict[int, DoubleRow] = {}
    known = _questions(before) if before else []
    for reason, sql, parameters in (one for one in _questions(filled) if one not in known):
        for one, name, phone, archived_at, blacklisted, gender, title in read(sql, *parameters):
            if one != customer and one not in found and len(found) < _MOST:
                sentence = _(_SENTENCES[reason]).format(name=name)
                found[one] = DoubleRow(
                    one,
                    name,
                    phone,
                    reason,
                    sentence,
                    archived_at is not None,
                    bool(blacklisted),
                    gender or _GENDERS.get(title, ""),
                )
    return list(found.values())


_HEAD: Final = (
    "SELECT c.id, c.name, f.phone, c.archived_at, f.is_blacklisted, c.gender, c.title"
    " FROM {source} JOIN customer_figures f ON f.customer = c.id"
    " WHERE c.merged_into IS NULL AND {condition} ORDER BY c.archived_at IS NOT NULL, c.id LIMIT 6"
)
_POINT: Final = _HEAD.format(
    source="contact_point p JOIN customer c ON c.id = p.customer",
    condition="(p.normal = ?1 OR (p.normal > ?1 || '#' AND p.normal < ?1 || '$')) AND p.kind {kinds}",
)


def _questions(filled: CustomerForm) -> list[tuple[str, str, tuple[str, ...]]]:
    """Reason, SQL and parameters of every question worth asking, the surest first."""
    asked: list[tuple[str, str, tuple[str, ...]]] = []
    for column in ("tax_id", "code"):
        typed = tax_id.normal(filled.tax_id) if column == "tax_id" else filled.code.strip()
        if typed:
            asked.append((column, _HEAD.format(source="customer c", condition=f"c.{column} = ?"), (typed,)))
    for _place, point in filled.placed_points():
        normal = point_values(point.kind, point.text)[1].split("#")[0]
        if point.kind in PHONES and len(normal) >= 7:
            asked.append(("phone", _POINT.format(kinds="IN ('mobile', 'phone', 'fax')"), (normal,)))
        elif point.kind in {"email", "line_id"} and normal:
            asked.append((point.kind, _POINT.format(kinds=f"= '{point.kind}'"), (normal,)))
    name = text.one_line(filled.name)
    if len(name) > 1:
        asked.append(("name", _HEAD.format(source="customer c", condition="c.name = ?"), (name,)))
    return asked


def _phone_warnings(filled: CustomerForm) -> list[Warned]:
    area, own = settings.text("area_code"), phones.normal(settings.text("phone"), settings.text("area_code"))
    found = []
    for place, point in filled.placed_points():
        if point.kind not in PHONES or not point.text.strip() or veil.is_masked(point.text):
            continue
        read_as = phones.parse(point.text, area)
        problem = next((one.problem for one in read_as if one.problem), "") if read_as else "unreadable"
        if problem:
            sentence = (
                _(_PHONE_PROBLEMS[problem]) if problem in _PHONE_PROBLEMS else _("This does not look like a telephone number.")
            )
            found.append(Warned(place, sentence))
        elif own and any(one.normal == own for one in read_as):
            found.append(Warned(place, _("This is the shop's own number.")))
    return found


def _birthday_warnings(filled: CustomerForm) -> list[Warned]:
    born, today = filled.birthday, clock.today()
    if born is None:
        return []
    if filled.kind == "company":
        return [Warned("birthday", _("A company has no birthday."))]
    if born.year is None:
        return []
    if (born.year, born.month, born.day) > (today.year, today.month, today.day):
        return [Warned("birthday", _("This day is still to come."))]
    if not _YOUNGEST <= today.year - born.year <= _OLDEST:
        return [Warned("birthday", _("This would make an age of {years}.").format(years=today.year - born.year))]
    return []
