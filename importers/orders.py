"""What the lines of one order share: a total that is repeated on each of them, and whether the order was called off."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from importers.amounts import dollars, scaled
from importers.headers import meaning, plain
from importers.lexicon import words

if TYPE_CHECKING:
    from importers.lines import Batch

_TOTALS: Final = words("headers", "order_totals")  # headers that say whose sum it is
_OFF: Final = words("contents", "called_off")
_NOT_OFF: Final = words("contents", "not_called_off")
_YES: Final = words("contents", "yes")
_OF_MONEY: Final = ("收款", "付款", "繳款", "結清", "付清", "paid")  # headers a no under which says that nothing was paid
_ON_MONEY: Final = (*_OF_MONEY, "帳款", "payment", "financial")  # headers of what else is only about money
_UNPAID: Final = re.compile("|".join(sorted(map(re.escape, words("contents", "unpaid")), key=len, reverse=True)))
_NOT_UNPAID: Final = re.compile(f"(?:{'|'.join(map(re.escape, words('contents', 'not_unpaid')))})(?!(?<=貨)款)")  # 貨款 is money
_IS_UNPAID: Final = re.compile(f"(?:貨款|尾款|帳款)?(?:{_UNPAID.pattern})(?:貨款|尾款|帳款|款項|款|帳|清|錢)?")
_APART: Final = re.compile(r"[\s,，、;；。/／|()（）\[\]【】]+")
_STATES: Final = frozenset({"order_state", "unpaid"})
_NO: Final = words("contents", "no")
_ENOUGH: Final = 3  # orders of several lines, all with one amount each, are no chance


def value(batch: "Batch", name: str, local: int) -> Any:
    """One field of one line, None where it is empty."""
    column = batch.clean.fields.get(name)
    found = column[local] if column else None
    return None if found == "" else found


class Orders:
    """The orders of one table of sales. Amounts are whole dollars."""

    def __init__(self, batch: "Batch") -> None:
        self.batch = batch
        self._sizes: Counter[str] = Counter(map(str, batch.clean.fields.get("order_no") or ()))
        self.has_totals = self._has_totals()

    def amount(self, local: int) -> int | None:
        """The line's own amount: as given, else quantity times price; a total of the order only where it is the only line."""
        given, priced = dollars(value(self.batch, "amount", local)), self._priced(local)
        if self.has_totals:
            alone = self._sizes[str(value(self.batch, "order_no", local))] == 1
            return given if priced is None and alone else priced
        return priced if given is None else given

    def total(self, members: Iterable[int]) -> int | None:
        """What the lines of one order come to: its total once where the file repeats it, else their sum."""
        lines = list(members)
        if self.has_totals:
            said = next((given for local in lines if (given := dollars(value(self.batch, "amount", local))) is not None), None)
            if said is not None:
                return said
        amounts = [amount for local in lines if (amount := self.amount(local)) is not None]
        return sum(amounts) if amounts else None

    def left(self, members: Iterable[int]) -> int:
        """What of one order is still to be paid by a column of its own (未收); once where the file repeats it on each line."""
        lines = list(members)
        said = [dollars(value(self.batch, "unpaid", local)) or 0 for local in lines]
        if len(lines) > 1 and len(set(said)) == 1:
            beyond = any(abs(said[0]) > abs(self.amount(local) or 0) for local in lines)
            return said[0] if self.has_totals or beyond else sum(said)
        return sum(said)

    def paid(self, members: Iterable[int]) -> int:
        """What of one order was paid before, where a column of its own says that part of it is left; else 0."""
        lines = list(members)
        left = self.left(lines)
        return max((self.total(lines) or 0) - left, 0) if left > 0 else 0  # most lists say of nothing that it is left

    def undated(self) -> list[int]:
        """The lines of orders that were paid in part, on no day that is known."""
        fields = self.batch.clean.fields
        days = [column for name in ("date", "invoice_on") if (column := fields.get(name))]
        lines = [local for local in range(self.batch.count) if not self.batch.actions[local]]
        if "unpaid" not in fields or all(any(column[local] for column in days) for local in lines):
            return []
        members: dict[Any, list[int]] = defaultdict(list)
        for local in lines:
            members[value(self.batch, "order_no", local) or ("", local)].append(local)
        orders = (order for order in members.values() if not any(column[order[0]] for column in days))
        return [local for order in orders if self.paid(order) for local in order]

    def _priced(self, local: int) -> int | None:
        quantity, price = (scaled(value(self.batch, name, local)) for name in ("quantity", "unit_price"))
        if price is None:
            return None
        return dollars(Decimal((10_000 if quantity is None else quantity) * price) / 10**8)

    def _has_totals(self) -> bool:
        """Whether the amounts are totals of orders: the same on every line of each, and called so or not the lines' own."""
        orders = self.batch.clean.fields.get("order_no")
        if not orders or "amount" not in self.batch.clean.fields:
            return False
        members: dict[str, list[int]] = defaultdict(list)
        for local, order in enumerate(orders):
            if order and local not in self.batch.clean.failed:
                members[str(order)].append(local)
        header = next((guess.header for guess in self.batch.choice.guesses if guess.field == "amount"), "")
        several = [lines for lines in members.values() if len(lines) > 1]
        sums = [{dollars(value(self.batch, "amount", local)) for local in lines} - {None} for lines in several]
        if any(len(amounts) > 1 for amounts in sums):
            return False
        if plain(header) in _TOTALS:
            return True
        return bool(several) and self._are_no_lines_own(several, sums)

    def _are_no_lines_own(self, several: list[list[int]], sums: list[set[int | None]]) -> bool:
        """Whether amounts that stand on every line of their orders are not what these lines cost."""
        priced = [(local, price) for lines in several for local in lines if (price := self._priced(local)) is not None]
        if priced:
            other = sum(1 for local, price in priced if price != dollars(value(self.batch, "amount", local)))
            return 2 * other > len(priced)
        return len(several) >= _ENOUGH and len(set().union(*sums)) > 1


def called_off(batch: "Batch") -> set[int]:
    """The lines of orders that were cancelled, returned or refunded; a line that says nothing of it goes with its order."""
    order_nos = batch.clean.fields.get("order_no") or [None] * batch.count
    off: set[int] = set()
    first: dict[Any, bool] = {}
    for local in range(batch.count if _state_columns(batch) else 0):
        said = [_is_off(text, title) for title, text in states(batch, local)]
        is_off = any(said) if said else first.get(order_nos[local], False)
        if is_off:
            off.add(local)
        if order_nos[local]:
            first.setdefault(order_nos[local], is_off)
    return off


def is_unpaid(batch: "Batch", local: int) -> bool:
    """Whether a line says that its order is still to be paid: 未收, 賒帳; a no under 已付款."""
    return any(_says_unpaid(text, title) for title, text in states(batch, local))


def states(batch: "Batch", local: int) -> Iterator[tuple[str, str]]:
    """What a line says of its order's state, each with its column; what calls it off comes first."""
    said = [(title, str(column[local])) for title, column in _state_columns(batch).items() if column[local] not in (None, "")]
    yield from sorted(said, key=lambda one: not _is_off(one[1], one[0]))


def _state_columns(batch: "Batch") -> dict[str, list[Any]]:
    titles = [one.own_title for one in batch.choice.guesses if one.own_title and meaning(one.header).concept in _STATES]
    return {title: batch.clean.own[title] for title in titles if title in batch.clean.own}


@lru_cache(maxsize=256)
def _is_off(state: str, header: str) -> bool:
    """已取消, 不成立, 退貨/退款 and Cancelled, or yes under 作廢; but not 無退貨 or 未取消."""
    text = plain(state)
    if state.casefold() in _YES:
        text = plain(header).removeprefix("是否")
        return text in _OFF
    return any(word in text for word in _OFF) and not any(word in text for word in _NOT_OFF)


@lru_cache(maxsize=256)
def _says_unpaid(state: str, header: str) -> bool:
    """未收, 還欠尾款 under 收款狀態, but not 無欠款; of other states (已出貨、未付款) only whole words: 待收貨 is of goods."""
    title, answer = plain(header), state.casefold().strip()
    if meaning(header).concept == "unpaid" and answer in _YES | _NO:
        return answer in _YES
    if answer in _NO:
        return any(word in title for word in _OF_MONEY)
    if any(word in title for word in _ON_MONEY):
        return bool(_UNPAID.search(_NOT_UNPAID.sub("", plain(state))))
    return any(_IS_UNPAID.fullmatch(plain(piece)) for piece in (state, *_APART.split(state)))
