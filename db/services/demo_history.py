"""What the made-up customers said and bought: talks that thin out into the past, and two years of sales, each in a rhythm of
their own: regulars, those who stayed away or came back after long, those who came once, those who come for the winter, the New
Year or their filters.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from db.services.demo_people import DemoCustomer, SaleLine, Talk, words
from db.services.periods import new_year_day

_YEARS_BACK: Final = 3 * 365
_SOLD_BACK: Final = 2 * 365
_HABITS: Final = (
    (0.40, "nothing"),
    (0.70, "once"),
    (0.82, "regular"),
    (0.885, "lost"),
    (0.905, "back"),
    (1.0, "winter"),
)  # up to this share
_EVERY: Final = (14, 21, 30, 30, 45, 60, 90)  # days between two visits
_FILTERS: Final = 182
_DEAR: Final = 1_000  # dollars from which on nobody takes three
_SUNDAY: Final = 6
_NEW_YEAR: Final = 0.14  # share of those who buy in the weeks before the New Year
_WEEKS: Final = 20  # days before it
_WITH_IT: Final = 0.45  # share of purchases of a thing with what belongs to it
_AWAY: Final = (400, 560)  # days between the two times of who came back
_CLOSED: Final = 0.5  # share of those gone who were closed as lost


def add_history(dice: Random, today: date, made: DemoCustomer) -> None:
    """Give a customer talks and sales; a third have none at all."""
    warmth = dice.random()
    if warmth < 0.34:
        return
    last = 1 + int((1 - warmth) ** 2 * _YEARS_BACK * 1.6)  # days since the last contact
    count = 1 + int(warmth**4 * 9)
    days = sorted(min(last + int(dice.random() * 500), _YEARS_BACK) if turn else last for turn in range(count))
    made.talks = [_talk(dice, (today - timedelta(days=ago)).isoformat()) for ago in days if dice.random() > 0.3]
    made.sales = sorted(_bought(dice, today, made))
    made.lost = _closed(dice, today, made)
    made.since = min([made.since, *(talk[0] for talk in made.talks), *(day for day, _lines in made.sales)])


def _bought(dice: Random, today: date, made: DemoCustomer) -> Iterator[tuple[str, list[SaleLine]]]:
    """The days somebody bought, and what."""
    share = dice.random()
    habit = next(name for upto, name in _HABITS if share < upto)
    if "淨水設備" in made.tags:
        for ago in _regularly(dice, dice.randrange(1, _FILTERS), _FILTERS):
            yield _open_day(today, ago), [(place, 1) for place in _places("filters")[: dice.choice((1, 1, 2))]]
    if habit == "winter":
        for ago in _winters(dice, today):
            yield _open_day(today, ago), [(dice.choice(_places("winter")), 1)]
    if dice.random() < _NEW_YEAR:
        for ago in _new_years(dice, today):
            yield _open_day(today, ago), _lines(dice, made)
    for ago in _days(dice, habit):
        yield _open_day(today, ago), _lines(dice, made)


def _days(dice: Random, habit: str) -> list[int]:
    """How many days ago."""
    if habit == "once":
        return dice.sample(range(1, _SOLD_BACK), dice.choice((1, 1, 1, 2)))
    if habit in ("regular", "lost"):
        every = dice.choice(_EVERY)
        return _regularly(dice, dice.randrange(1, every) if habit == "regular" else dice.randrange(180, 500), every)
    return _back(dice) if habit == "back" else []


def _back(dice: Random) -> list[int]:
    """Some months long ago, then nothing for more than a year, then again."""
    last = dice.randrange(5, 90)
    before = last + dice.randrange(*_AWAY)
    return [last, *(before + turn * 25 for turn in range(dice.choice((3, 4, 5))) if before + turn * 25 < _SOLD_BACK)]


def _closed(dice: Random, today: date, made: DemoCustomer) -> tuple[str, str] | None:
    """When who came often and stayed away for half a year was closed as lost, and why."""
    days = [date.fromisoformat(day) for day, _lines in made.sales]
    if len(days) < 3 or dice.random() > _CLOSED:
        return None
    gaps = zip(days, [*days[1:], today], strict=True)
    day = next((one + timedelta(days=170) for one, then in gaps if (then - one).days > 180), None)
    reasons, weights = zip(*words()["lost_reasons"], strict=True)
    return None if day is None else (day.isoformat(), dice.choices(reasons, weights)[0])


def _regularly(dice: Random, last: int, every: int) -> list[int]:
    """About every so many days, since some day in the two years."""
    begun, ago, found = dice.randrange(last, _SOLD_BACK), float(last), []
    while ago <= begun:
        found.append(int(ago))
        ago += every * dice.uniform(0.75, 1.25)
    return found


def _winters(dice: Random, today: date) -> list[int]:
    """A day of the cold months of this or the last year."""
    days = [date(today.year - dice.randrange(2), dice.choice((1, 2, 11, 12)), dice.randrange(1, 29))]
    return [ago for day in days if 0 < (ago := (today - day).days) < _SOLD_BACK]


def _new_years(dice: Random, today: date) -> list[int]:
    """A day of the weeks before each New Year of the two years."""
    days = [new_year_day(year) - timedelta(days=dice.randrange(1, _WEEKS)) for year in range(today.year - 2, today.year + 1)]
    return [ago for day in days if 0 < (ago := (today - day).days) < _SOLD_BACK and dice.random() < 0.7]


def _open_day(today: date, ago: int) -> str:
    """That day as ISO; on Sundays the shop is closed."""
    day = today - timedelta(days=ago)
    return (day - timedelta(days=day.weekday() == _SUNDAY)).isoformat()


def _lines(dice: Random, made: DemoCustomer) -> list[SaleLine]:
    """What was bought; companies buy what they need for work, and much of it."""
    if made.kind == "company" and dice.random() < 0.7:
        return [
            (place, dice.choice((2, 4, 5, 10, 20))) for place in dice.sample(_places("trade_goods"), dice.choice((1, 2, 3, 4)))
        ]
    lists = words()["products"]
    chosen = dice.sample(_sold(), dice.choice((1, 1, 2, 3)))
    chosen += [place for place in _belonging(chosen) if place not in chosen and dice.random() < _WITH_IT]
    return [(place, 1 if lists[place][4] >= _DEAR else dice.choice((1, 1, 1, 2, 2, 3, 6))) for place in chosen]


def _belonging(chosen: Sequence[int]) -> list[int]:
    """What is often taken along with these."""
    return [more for place in chosen for more in _together().get(place, ())]


@cache
def _together() -> dict[int, list[int]]:
    """Product and what belongs to it, by their places."""
    places = {product[0]: place for place, product in enumerate(words()["products"])}
    return {places[code]: [places[one] for one in more] for code, more in words()["together"]}


@cache
def _places(which: str) -> Sequence[int]:
    """Where the products of a list of codes stand."""
    return [place for place, product in enumerate(words()["products"]) if product[0] in words()[which]]


@cache
def _sold() -> Sequence[int]:
    """The products that go over the counter."""
    rare = words()["not_sold"]
    return [place for place, product in enumerate(words()["products"]) if product[0] not in rare]


def _talk(dice: Random, day: str) -> Talk:
    lists = words()
    channel, sentence = dice.choice(lists["talks"])
    product = dice.choice(lists["products"])
    text = sentence.format(品名=product[1], 金額=f"{product[4] + 600:,}", 地點=dice.choice(lists["places"]))
    time = f"{dice.randrange(8, 20):02d}:{dice.randrange(60):02d}"
    outcome = "沒接" if "沒接" in text else dice.choice(lists["outcomes"][:2] + [""] * 3)
    return (day, time, channel, text, outcome, dice.choice(lists["staff"]))
