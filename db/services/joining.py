"""Two forms of one customer as one: blanks filled, numbers and addresses side by side, nothing replaced."""

from collections.abc import Collection
from copy import deepcopy
from typing import Final

from db.core.values import text
from db.services.customer_form import AGREED, PHONES, SCALARS, CustomerForm
from db.services.customer_parts import point_values

TAKEN: Final = (*SCALARS, "customer_since", "birthday", *AGREED)  # single values


def joined(
    kept: CustomerForm,
    more: CustomerForm,
    taken: Collection[str] = (),
    added: Collection[str] = (),
    declined: Collection[str] = (),
) -> CustomerForm:
    """`kept` with what only `more` knows; a second note is added under the first.

    `taken`: single values that come from `more` whatever `kept` has: a name of SCALARS (but the note) or AGREED, "birthday",
    "customer_since", or the key of an own field. `added`: keys of own fields whose numbers are added up. `declined`: values only
    `more` has that are left out.
    """
    both = deepcopy(kept)
    for name in TAKEN:
        if not getattr(both, name) and name not in declined:
            setattr(both, name, getattr(more, name))
    if more.note and more.note not in both.note:
        both.note = f"{kept.note}\n{more.note}".strip()
    _add_points(both, more)
    known = {plain(one.text) for one in both.addresses}
    both.addresses += [one for one in more.addresses if plain(one.text) not in known]
    names = {one.name for one in both.contacts}
    both.contacts += [one for one in more.contacts if one.name not in names]
    both.own = {key: value for key, value in more.own.items() if key not in declined} | both.own
    _take(both, more, taken)
    both.own |= {key: total for key, total in totals(kept, more).items() if key in added}
    both.tags += [name for name in more.tags if name not in both.tags]
    return both


def usual(kept: CustomerForm, more: CustomerForm) -> tuple[set[str], set[str]]:
    """What is taken and what is declined of `more` where nobody chooses: the earlier day counts, and a company has neither
    title nor gender.
    """
    since = [form.customer_since for form in (more, kept)]
    taken = {"customer_since"} if all(since) and since[0] < since[1] else set()
    declined = {"title", "gender"} if (kept.kind, more.kind) == ("company", "person") else set()
    return taken, declined


def totals(one: CustomerForm, other: CustomerForm) -> dict[str, int]:
    """What own numbers make together, by key, where both have one."""
    mine, theirs = ({key: value for key, value in form.own.items() if isinstance(value, int)} for form in (one, other))
    return {key: mine[key] + theirs[key] for key in mine.keys() & theirs.keys()}


def _take(both: CustomerForm, more: CustomerForm, taken: Collection[str]) -> None:
    for name in taken:
        if name in TAKEN and name != "note":
            setattr(both, name, getattr(more, name))
        elif name in more.own:
            both.own[name] = more.own[name]
        else:
            both.own.pop(name, None)


def _add_points(both: CustomerForm, more: CustomerForm) -> None:
    known = {point_key(point.kind, *point_values(point.kind, point.text)) for point in both.points}
    for point in more.points:
        key = point_key(point.kind, *point_values(point.kind, point.text))
        if key not in known:
            both.points.append(point)
            known.add(key)


def point_key(kind: str, written: str, normal: str) -> tuple[str, str]:
    """Two points with the same key are one; a number may be a phone here and a fax there, but a LINE ID is no phone."""
    return "phone" if kind in PHONES else kind, normal or plain(written)


def plain(written: str) -> str:
    """How an address is compared."""
    return text.normal(written).replace(" ", "")
