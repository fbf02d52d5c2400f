"""What the made-up customers said and bought: talks and sales that thin out into the past."""

from datetime import date, timedelta
from random import Random

from db.services.demo_people import DemoCustomer, SaleLine, Talk, words

_YEARS_BACK = 3 * 365


def add_history(dice: Random, today: date, made: DemoCustomer) -> None:
    """Give a customer talks and sales; a third have none at all."""
    warmth = dice.random()
    if warmth < 0.34:
        return
    last = 1 + int((1 - warmth) ** 2 * _YEARS_BACK * 1.6)  # days since the last contact
    count = 1 + int(warmth**4 * 9)
    days = sorted(min(last + int(dice.random() * 500), _YEARS_BACK) if turn else last for turn in range(count))
    for ago in days:
        day = (today - timedelta(days=ago)).isoformat()
        if dice.random() < 0.3:
            made.sales.append((day, _lines(dice)))
        else:
            made.talks.append(_talk(dice, day))
    made.since = min([made.since, *(talk[0] for talk in made.talks), *(day for day, _lines in made.sales)])


def _lines(dice: Random) -> list[SaleLine]:
    products = range(len(words()["products"]))
    return [(index, dice.choice((1, 1, 1, 2, 2, 3, 6))) for index in dice.sample(products, dice.choice((1, 1, 2, 3)))]


def _talk(dice: Random, day: str) -> Talk:
    lists = words()
    channel, sentence = dice.choice(lists["talks"])
    product = dice.choice(lists["products"])
    text = sentence.format(品名=product[1], 金額=f"{product[4] + 600:,}", 地點=dice.choice(lists["places"]))
    time = f"{dice.randrange(8, 20):02d}:{dice.randrange(60):02d}"
    outcome = "沒接" if "沒接" in text else dice.choice(lists["outcomes"][:2] + [""] * 3)
    return (day, time, channel, text, outcome, dice.choice(lists["staff"]))
