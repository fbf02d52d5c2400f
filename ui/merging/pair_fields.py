"""Two customers side by side, field by field: what is the same, what stays of both, and where one has to be chosen."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from db.core.values import money
from db.services import blacklist, joining, merging, opt_outs, terms
from db.services.cards import CustomerCard
from db.services.customer_form import AGREED, SCALARS, CustomerForm
from resources.i18n import N_, _, ngettext
from ui.field_words import column_label, point_kinds, shown
from ui.kit.days import written

# same: one side says it all; alone: so it does, and may be left out; told: nothing that could stay or go
How = Literal["same", "both", "choose", "alone", "told"]
_KEPT: Final = frozenset({"short_name"})  # every name keeps being found
_SINGLE: Final = ("name", *(name for name in SCALARS if name not in ("name", "note")), "birthday", "customer_since", *AGREED)
_HANGING: Final = (
    ("quote", N_("Quotes")),
    ("sale", N_("Purchases")),
    ("payment", N_("Payments")),
    ("wanted", N_("Asked for, not in stock")),
    ("task", N_("Reminders")),
    ("attachment", N_("Attachments")),
    ("relation", N_("Relations")),
)
_BESIDE: Final = {"birthday": N_("Birthday"), "customer_since": N_("Customer since")}


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One line of the comparison. `key`: what merging.merge calls it, where it can be chosen."""

    key: str
    label: str
    left: str
    right: str
    how: How
    total: str = ""  # of opening balances: what both make together, which can be chosen as well
    adds: bool = False  # both together unless something else is chosen

    @property
    def is_chosen(self) -> bool:
        """Whether somebody may say which side it comes from."""
        return self.how in ("choose", "alone")


def fields(left: CustomerCard, right: CustomerCard) -> list[ComparedField]:
    """Everything that differs between two customers, and what they are known by."""
    talked = left.timeline_count and right.timeline_count
    return [
        *_single(left.form, right.form),
        *_own(left, right),
        *_several(left, right),
        _line("source_file", _("Where it comes from"), _came(left), _came(right), "told"),
        ComparedField("talks", _("What happened"), _happened(left), _happened(right), "both" if talked else "told"),
        *_counted(left.id, right.id),
        *_warned(left, right),
    ]


def _counted(left: int, right: int) -> Iterator[ComparedField]:
    """What else hangs on them: all of it is kept."""
    one, other = merging.holdings(left), merging.holdings(right)
    for key, label in _HANGING:
        if one[key] or other[key]:
            mine, theirs = (f"{count:,}" if count else "" for count in (one[key], other[key]))
            yield ComparedField(key, _(label), mine, theirs, "both" if mine and theirs else "same")


def _warned(left: CustomerCard, right: CustomerCard) -> Iterator[ComparedField]:
    """The watch list and what they refused: it holds for the one who stays."""
    words = dict(opt_outs.CHANNELS)
    listed = [blacklist.sentence(card.blacklist) if card.blacklist else "" for card in (left, right)]
    refused = ["、".join(_(words[channel]) for channel in card.opt_outs) for card in (left, right)]
    for key, label, (one, other) in (("blacklist", _("Watch list"), listed), ("opt_out", _("Wants nothing by"), refused)):
        if one or other:
            yield ComparedField(key, label, one, other, "both" if one and other and one != other else "same")


def _line(key: str, label: str, left: str, right: str, how: How) -> ComparedField:
    return ComparedField(key, label, left, right, "same" if left == right else how)


def _single(left: CustomerForm, right: CustomerForm) -> Iterator[ComparedField]:
    for name in _SINGLE:
        one, other = (_value(name, getattr(form, name)) for form in (left, right))
        if one != other or name == "name":
            label = _(_BESIDE[name]) if name in _BESIDE else column_label("customer", name)
            how: How = "choose" if one and other else "same" if name in _KEPT else "alone"
            yield _line(name, label, one, other, how)


def _value(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in _BESIDE:
        return written(value)
    return terms.shown(name, value) if name in AGREED else shown(name, value)


def _own(left: CustomerCard, right: CustomerCard) -> Iterator[ComparedField]:
    one, other = ({own.field.key: own for own in card.own} for card in (left, right))
    totals = merging.opening(left.form, right.form)
    for key in {**one, **other}:
        mine, theirs = (own[key].text if key in own else "" for own in (one, other))
        title = (one.get(key) or other[key]).field.title
        if key in totals:  # the same number on both is likely the same fact told twice
            yield ComparedField(key, title, mine, theirs, "choose", money.shown(totals[key]), mine != theirs)
        elif mine != theirs:
            yield _line(key, title, mine, theirs, "choose" if mine and theirs else "alone")


def _several(left: CustomerCard, right: CustomerCard) -> Iterator[ComparedField]:
    """What adds up: phones and mails by kind, addresses, people, tags, the note."""
    forms = (left.form, right.form)
    for kind, label in point_kinds():
        points = [form.points_of(kind) for form in forms]
        known = [{joining.point_key(one.kind, one.text, one.normal) for one in several} for several in points]
        yield from _added(kind, label, *("\n".join(one.text for one in several) for several in points), *known)
    places = [{joining.plain(one.text) for one in form.addresses} for form in forms]
    yield from _added("address", _("Address"), *("\n".join(one.text for one in form.addresses) for form in forms), *places)
    people = [{one.name for one in form.contacts} for form in forms]
    yield from _added("contact", _("Contact"), *("\n".join(one.name for one in form.contacts) for form in forms), *people)
    yield from _added("tags", _("Tags"), *("、".join(form.tags) for form in forms), *(set(form.tags) for form in forms))
    yield from _added("note", _("Note"), *(form.note for form in forms), *(set(form.note.split("\n")) for form in forms))


def _added(
    key: str, label: str, left: str, right: str, mine: Collection[object], theirs: Collection[object]
) -> Iterator[ComparedField]:
    """A line where there is anything; it adds up where each side knows what the other does not."""
    if left or right:
        adds_up = left and right and set(mine) - set(theirs) and set(theirs) - set(mine)
        yield ComparedField(key, label, left, right, "both" if adds_up else "same")


def _came(card: CustomerCard) -> str:
    if card.came is None:
        return _("entered by hand")
    place = _("row {row}").format(row=card.came.row) if card.came.row else ""
    return "・".join(part for part in (card.came.file, card.came.sheet or "", place) if part)


def _happened(card: CustomerCard) -> str:
    if not card.timeline_count:
        return _("nothing yet")
    counted = ngettext("{count} entry", "{count} entries", card.timeline_count).format(count=f"{card.timeline_count:,}")
    last = written(card.last_contact_on)
    return _("{counted}, last on {day}").format(counted=counted, day=last) if last else counted
