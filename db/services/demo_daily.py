"""The demo shop's daily life: promises to keep, regulars to call, who belongs to whom, why to be careful."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from db.core.connection import run
from db.services import bulk, open_days, repeats, segments, tags, tasks
from db.services.demo_people import DemoCustomer, words

_REGULARS: Final = 36  # are called every so often: two or three a week, no flood
_INTERVALS: Final = (30, 60, 90)
_QUIET: Final = 24  # days nothing was heard: of others there is nothing to remind of soon
_LATE: Final = 3  # days somebody may be overdue
_KEPT: Final = 14  # promises that were kept lately
_FAMILY_NOTES: Final = ("夫妻", "兄弟姊妹", "父子", "母女")
_TASK: Final = ("customer", "interaction", "title", "due_on", "due_time", "repeat", "staff", "origin", "done_on", "done_by")
_TALK: Final = ("id", "customer", "channel", "direction", "happened_on", "happened_time", "text", "staff", "follow_up_on")


def add_to(ids: range, made: Sequence[DemoCustomer], seed: int, today: date) -> None:
    """Give the customers written as `ids` a daily life, within the unit that is open."""
    dice = Random(seed)  # noqa: S311 - made-up, the same every time
    lively = [(ids[place], one) for place, one in enumerate(made) if one.talks and one.points and not one.archived]
    _promises(dice, lively, today)
    _chores(today)
    _regulars(lively, today)
    _relations(dice, ids, made)
    _reasons(dice, ids, made, today)
    _list()


def _promises(dice: Random, lively: Sequence[tuple[int, DemoCustomer]], today: date) -> None:
    """Talks that ended in a promise, each with its task; some of the last weeks are kept already."""
    lists = words()
    chosen = dice.sample(lively, min(len(lively), len(lists["promises"]) + _KEPT))
    talks, promised = [], []
    numbers = bulk.reserve("interaction", len(chosen))
    for place, (number, (customer, _one)) in enumerate(zip(numbers, chosen, strict=True)):
        staff = dice.choice(lists["staff"])
        open_ = place < len(lists["promises"])
        offset, time, text, title = lists["promises"][place if open_ else dice.randrange(len(lists["promises"]))]
        due = open_days.on_or_after(today + timedelta(days=offset if open_ else -2 - dice.randrange(25)))
        said = min(due, today) - timedelta(days=2 + dice.randrange(5))
        talks.append((number, customer, "電話", "in", said.isoformat(), f"{9 + place % 9:02d}:20", text, staff, due.isoformat()))
        done = (None, "") if open_ else (due.isoformat(), staff)
        promised.append((customer, number, title, due.isoformat(), time or None, "", staff, "follow_up", *done))
    bulk.insert_rows("interaction", _TALK, talks)
    bulk.insert_rows("task", _TASK, promised)


def _chores(today: date) -> None:
    """What the shop itself has to do."""
    for offset, time, title, repeat in words()["chores"]:
        due = today + timedelta(days=offset)
        again = repeats.anchored(repeat, due)
        tasks.insert(customer=None, title=title, due_on=due.isoformat(), due_time=time or None, repeat=again)


def _regulars(lively: Sequence[tuple[int, DemoCustomer]], today: date) -> None:
    """Those who come most are called every so often; who was heard of at different times is due at different times."""
    heard = [(_days_since(one, today), len(one.sales), customer) for customer, one in lively]
    best = sorted((one for one in heard if _QUIET <= one[0] <= _INTERVALS[-1] + _LATE), key=lambda one: (-one[1], one[2]))
    for ago, _bought, customer in best[:_REGULARS]:
        days = next(days for days in _INTERVALS if ago <= days + _LATE)
        run("UPDATE customer SET contact_interval = ? WHERE id = ?", days, customer)


def _days_since(one: DemoCustomer, today: date) -> int:
    """How long ago the last talk was."""
    return (today - date.fromisoformat(max(talk[0] for talk in one.talks))).days


def _relations(dice: Random, ids: range, made: Sequence[DemoCustomer]) -> None:
    bulk.insert_rows(
        "relation", ("customer", "other", "kind", "note"), [*_families(dice, ids, made), *_referrers(dice, ids, made)]
    )


def _families(dice: Random, ids: range, made: Sequence[DemoCustomer]) -> Iterator[tuple[int, int, str, str]]:
    """Two people with one telephone are a family."""
    holders: dict[str, int] = {}
    for customer, one in zip(ids, made, strict=True):
        if one.kind != "person" or one.double_of is not None:
            continue
        for _kind, _text, normal, _label in one.points[:1]:
            if normal in holders:
                yield holders[normal], customer, "family", dice.choice(_FAMILY_NOTES)
            holders.setdefault(normal, customer)


def _referrers(dice: Random, ids: range, made: Sequence[DemoCustomer]) -> Iterator[tuple[int, int, str, str]]:
    """A third of those a friend sent are known to come from somebody in the list."""
    for place, one in enumerate(made):
        if place and one.source == "朋友介紹" and one.double_of is None and dice.random() < 1 / 3:
            yield ids[place], ids[dice.randrange(place)], "referrer", ""


def _reasons(dice: Random, ids: range, made: Sequence[DemoCustomer], today: date) -> None:
    """Evidence, a word for the owner and a day to look again, of those on the watch list; the first is due."""
    listed = [customer for customer, one in zip(ids, made, strict=True) if one.blacklisted]
    for place, customer in enumerate(listed):
        again = today + timedelta(days=place * 30)
        run(
            "UPDATE blacklist SET evidence = ?, owner_note = ?, review_on = ? WHERE customer = ?",
            dice.choice(words()["evidence"]), dice.choice(words()["owner_notes"]), again.isoformat(), customer,
        )  # fmt: skip


def _list() -> None:
    """A list of the shop's own."""
    name, tag, district = words()["own_list"]
    worn = {"field": "tag", "is": "any_of", "value": [tags.id_of(tag)]}
    segments.save(name, {"all": [worn, {"field": "district", "is": "any_of", "value": [district]}]})
