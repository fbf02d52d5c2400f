"""What comes back of a sale: its lines with a minus sign, their share of its discounts, and not more than was bought.

What so much of a sale is worth is counted from the beginning each time, and what came back before taken off: rounding never adds
up, and a sale that comes back in several parts comes to the same as all of it at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from db.core.connection import rows as read
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.values import amounts, money
from db.services.lines import LineForm, amounts_of
from resources.i18n import _

WORKED_OUT: Final = frozenset({"discount", "subtotal"})  # lines that are what the others make them
Quantities = list[Decimal]  # by the place of a line
_BOUGHT: Final = "item"  # the kind of line that can come back
_ALL: Final = Decimal(1)  # of a line without a quantity, and of a share
_SALE: Final = "SELECT total, customer FROM sale WHERE id = ?"
_CAME_BACK: Final = "SELECT coalesce(sum(total), 0) FROM sale WHERE returns = ? AND id IS NOT ?"
_LINES: Final = (
    "SELECT l.kind, l.product, l.name, l.spec, l.quantity, l.unit_price, l.serial_no FROM sale_line l"
    " JOIN sale s ON s.id = l.sale WHERE {} AND s.id IS NOT ?2 ORDER BY s.id, l.position, l.id"
)


def check(
    returns: int | None, customer: int, total: int | None, lines: Sequence[LineForm] = (), itself: int | None = None
) -> None:
    """Not more comes back than was bought, and from who bought it. `itself`: the return, where it is there already."""
    if returns is None:
        return
    found = read(_SALE, returns)
    if not found:
        raise NotFoundError(_("This sale is not there any more."))
    bought, owner = found[0]
    if owner != customer:
        raise InputError(_("This sale is another customer’s."))
    back = -int(value(_CAME_BACK, returns, itself)) - (total or 0)
    if total is not None and bought is not None and (total > 0 or back > max(bought, 0)):
        raise InputError(_("That is more than was bought."))
    sold = _read("s.id = ?1", returns)
    returned = _placed(sold, [*_read("s.returns = ?1", returns, itself), *lines])
    if any(count > abs(_whole(line)) for line, count in zip(sold, returned, strict=True) if line.kind == _BOUGHT):
        raise InputError(_("That is more than was bought."))


def left(sale: int, lines: Sequence[LineForm]) -> dict[int, Decimal]:
    """How many of each line of a sale, by its place, can still come back; those that are back are left out."""
    back = came_back(sale, lines)
    there = {at: _whole(line) - back[at] for at, line in enumerate(lines) if line.kind == _BOUGHT}
    return {at: count for at, count in there.items() if count > 0}


def came_back(sale: int, lines: Sequence[LineForm]) -> Quantities:
    """How many of each of these lines of a sale came back already."""
    return _placed(lines, _read("s.returns = ?1", sale))


def mirrored(
    sale: int, lines: Sequence[LineForm], total: int | None, mode: str, chosen: Mapping[int, Decimal | None] | None
) -> tuple[list[LineForm], int | None]:
    """The lines that take so much of a sale back (by place; None: all that is left of it, or of a line), and their total where
    it is not what they come to. InputError: more than was bought, or nothing.
    """
    before = came_back(sale, lines)
    now = _wanted(lines, left(sale, lines), chosen)
    after = [count + now.get(at, 0) for at, count in enumerate(before)]
    if not any(before) and _is_all(lines, after):
        back = [_given_back(line) for line in lines]
    else:
        back = _parts(lines, now, _worth(lines, before), _worth(lines, after))
    if total is None:
        return back, None
    worth = _total(lines, after, total, mode) - (_total(lines, before, total, mode) if any(before) else 0)
    given = -min(worth, total + int(value(_CAME_BACK, sale, None)))
    return back, None if given == amounts_of(back, mode or "none").total else given


def _wanted(
    lines: Sequence[LineForm], there: Mapping[int, Decimal], chosen: Mapping[int, Decimal | None] | None
) -> dict[int, Decimal]:
    """How many of which line come back now, by its place."""
    if chosen is None:
        if not there and any(line.kind == _BOUGHT for line in lines):
            raise InputError(_("That is more than was bought."))
        return dict(there)
    now = {at: there.get(at, Decimal(0)) if count is None else count for at, count in chosen.items()}
    if any(not 0 < count <= there.get(at, 0) for at, count in now.items()):
        raise InputError(_("That is more than was bought."))
    return now


def _given_back(line: LineForm) -> LineForm:
    """A whole line."""
    amount = None if line.kind in WORKED_OUT or line.amount is None else -line.amount
    quantity = None if line.quantity is None else -line.quantity
    return replace(line, quantity=quantity, amount=amount, delivery="", promised_on="")


def _parts(lines: Sequence[LineForm], now: Mapping[int, Decimal], before: Sequence[int], after: Sequence[int]) -> list[LineForm]:
    """So many of these lines; under them what they take along of each discount, in dollars."""
    worth = [new - old for new, old in zip(after, before, strict=True)]
    back = [_part(lines[at], count, worth[at]) for at, count in sorted(now.items())]
    shares = [(line, -worth[at]) for at, line in enumerate(lines) if line.kind == "discount"]
    return back + [replace(line, quantity=None, amount=None, discount=str(share)) for line, share in shares if share > 0]


def _part(line: LineForm, count: Decimal, worth: int) -> LineForm:
    """So many of a line, which are worth so many dollars."""
    discount = amounts.Discount.parse(line.discount)
    share = f"{(discount.dollars * count / _whole(line)):.4f}" if discount.dollars else line.discount
    free = replace(line, quantity=-count, amount=None, discount=share, delivery="", promised_on="")
    if line.quantity is None:
        free = replace(free, quantity=None)
    counted = amounts_of([free], "none").amounts[0]
    return free if line.amount is None or counted == -worth else replace(free, amount=-worth)


def _worth(lines: Sequence[LineForm], counts: Quantities) -> list[int]:
    """What so many of each line are worth, whole dollars; of a discount its share, less than nothing."""
    items = [_share(line.amount, counts[at], _whole(line)) if line.kind == _BOUGHT else 0 for at, line in enumerate(lines)]
    whole = [line.amount or 0 if line.kind == _BOUGHT else 0 for line in lines]
    return [
        _share(line.amount, *_base(at, items, whole)) if line.kind == "discount" else items[at] for at, line in enumerate(lines)
    ]


def _base(at: int, items: Sequence[int], whole: Sequence[int]) -> tuple[int, int]:
    """What comes back of what a discount was given for, and all of that: what stands above it, or everything."""
    above = at if sum(whole[:at]) else len(whole)
    return sum(items[:above]), sum(whole[:above])


def _share(amount: int | None, part: Decimal | int, whole: Decimal | int) -> int:
    """So much of an amount; never more than all of it, nor less than nothing."""
    share = min(max(Decimal(part) / whole, Decimal(0)), _ALL) if whole else Decimal(0)
    return money.rounded((amount or 0) * share)


def _total(lines: Sequence[LineForm], counts: Quantities, total: int, mode: str) -> int:
    """What so many of each line come to with tax; all of them to the total of the sale, also one that was written down."""
    if _is_all(lines, counts):
        return total
    part = sum(_worth(lines, counts))
    all_of_it = sum(line.amount or 0 for line in lines if line.kind in amounts.COUNTED)
    if amounts.taxed(all_of_it, mode or "none")[2] == total:
        return amounts.taxed(part, mode or "none")[2]
    return _share(total, part, all_of_it)


def _is_all(lines: Sequence[LineForm], counts: Quantities) -> bool:
    return all(count >= _whole(line) for line, count in zip(lines, counts, strict=True) if line.kind == _BOUGHT)


def _whole(line: LineForm) -> Decimal:
    """How many were bought: one of what has no quantity."""
    return _ALL if line.quantity is None else line.quantity


def _read(where: str, sale: int, but: int | None = None) -> list[LineForm]:
    """The lines of these sales, as far as they say what was bought."""
    return [
        LineForm(kind, product, name, spec, _number(quantity), unit_price=_number(price), serial_no=serial)
        for kind, product, name, spec, quantity, price, serial in read(_LINES.format(where), sale, but)
    ]


def _number(scaled: int | None) -> Decimal | None:
    return None if scaled is None else money.from_scaled(scaled)


def _placed(sold: Sequence[LineForm], returned: Sequence[LineForm]) -> Quantities:
    """How many of each line that was sold are among those that came back."""
    counts = [Decimal(0) for _line in sold]
    for line in returned:
        count = abs(_whole(line))
        same = [at for at, one in enumerate(sold) if _thing(one) == _thing(line)]
        if same:
            counts[min(same, key=lambda at: _distance(sold[at], line, _whole(sold[at]) - counts[at] - count))] += count
    return counts


def _thing(line: LineForm) -> tuple[Any, ...]:
    """What a line is of."""
    return line.kind, line.product or (line.name, line.spec)


def _distance(sold: LineForm, back: LineForm, rest: Decimal) -> tuple[bool, bool, bool]:
    """Of several lines of the same: the one with room for it, its number, its price comes first."""
    return rest < 0, sold.serial_no != back.serial_no, sold.unit_price != back.unit_price
