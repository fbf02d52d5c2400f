"""Decides what 記一筆 shows and saves: its defaults, what to be careful about, what was promised; owns no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from db.core import clock, session
from db.core.errors import InputError, UserError
from db.core.journal import saving
from db.core.values import dates
from db.services import blacklist, days, interactions, lists, open_days, opt_outs, options, promises, sensitive, tasks
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm, TaskRow
from resources.i18n import N_, _, ngettext
from ui.kit.days import near, with_weekday, written
from ui.talks.ready_texts import ReadyTexts, said

Values = dict[str, Any]
PHONE: Final = "電話"  # the channel on which people call and are called
_SAID: Final = 90  # letters of what was said last
_OVER: Final = N_("This day is over. Please choose a day to come.")
_CAUTIONS: Final = 3  # customers whose warnings are told one by one
REPEATS: Final = (
    ("", N_("Once")),
    ("1d", N_("Every day")),
    ("1w", N_("Every week")),
    ("1m", N_("Every month")),
    ("1y", N_("Every year")),
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A day offered by one key: what it is called, the day, and why it is not the one meant."""

    key: str
    words: str
    day: date
    moved: str = ""


def ready_days() -> list[Ready]:
    """明天, 下週, 一個月, each as the open day it comes to."""
    today, rules = clock.today(), open_days.rules()
    return [_ready(key, _(words), open_days.meant(key, today), rules) for key, words in open_days.READY]


def promised(text: str) -> tuple[Ready | None, bool]:
    """The day promised in the text, and whether it surely is one."""
    found = promises.made_in(text)
    if found is None:
        return None, False
    words = "" if found.words[0].isdigit() else found.words  # 11/27 says itself
    return _ready("said", words, found.day, open_days.rules()), found.is_sure


def is_past(typed: str) -> bool:
    """Whether this is a day before today."""
    day = dates.entry(typed) if typed.strip() else None
    return day is not None and day < clock.today()


def refuse_past(typed: str, field: str, before: str = "") -> None:
    """InputError where a day that is over is typed; the one that stood there `before` (ISO) may stay."""
    if is_past(typed) and days.iso(typed) != before:
        raise InputError(_(_OVER), field=field)


def said_of(typed: str) -> str:
    """What becomes of a typed day: the open day it stands for, or why it can't be meant."""
    if is_past(typed):
        return _(_OVER)
    day = dates.entry(typed) if typed.strip() else None
    if day is None:
        return _("“{value}” is not a date. Write it like 12/3 or 115/12/3.").format(value=typed) if typed.strip() else ""
    one = _ready("", "", day, open_days.rules())
    return one.moved or with_weekday(one.day)


def _ready(key: str, words: str, meant: date, rules: open_days.OpenDays) -> Ready:
    day = rules.on_or_after(meant)
    if day == meant:
        return Ready(key, words, day)
    why = rules.closed_because(meant)
    told = _("{meant} is closed, so {day}") if why == _("Closed") else _("{meant} is closed ({why}), so {day}")
    return Ready(key, words, day, told.format(meant=with_weekday(meant), why=why, day=with_weekday(day)))


def cautions(customers: Sequence[int]) -> list[str]:
    """What to be careful about with these customers: the watch list, and who wants no calls."""
    return [sentence for one in lists.rows(customers[:_CAUTIONS]) for sentence in _cautions(one.id, one.name)]


def _cautions(customer: int, name: str) -> list[str]:
    entry, refused = blacklist.of(customer), opt_outs.of(customer)
    said = []
    if entry:
        level = _(dict(blacklist.LEVELS)[entry.level])
        said.append(_("{name} is on the watch list ({level}): {reason}").format(name=name, level=level, reason=entry.reason))
    if {"all", "phone"} & set(refused):
        said.append(_("{name} wants no calls.").format(name=name))
    return said


def last_said(customers: Sequence[int]) -> str:
    """The last sentence said with the one customer chosen."""
    if len(customers) != 1:
        return ""
    rows = lists.rows(customers)
    if not rows or not rows[0].last_contact_on:
        return _("nothing written down yet")
    row = rows[0]
    when = near(row.last_contact_on, options.shows_republic_years())
    said = " ".join(row.last_text.split())
    return " ・ ".join(part for part in (f"{when} {row.last_contact}".strip(), said[:_SAID]) if part)


def settles(customers: Sequence[int]) -> list[TaskRow]:
    """Reminders that are due with these customers: this talk may settle them."""
    return [task for one in customers[:_CAUTIONS] for task in tasks.due_of(one)]


def people() -> list[str]:
    """Who may have talked: the shop's names, whoever acts first where they have none."""
    return list(dict.fromkeys([*options.texts("staff"), session.actor()])) if options.texts("staff") else []


class LogPresenter:
    """One talk being written down, or corrected (`talk`)."""

    def __init__(self, talk: int | None = None) -> None:
        self.talk = talk
        self.ready = ReadyTexts()

    def opened(self, customers: Sequence[int], settled: Sequence[int] = ()) -> Values:
        """The form as it opens: a call that came in just now, answered by whoever acts; `settled`: the reminders it is about."""
        if self.talk is not None:
            return self._of_talk(self.talk)
        return {
            "customers": list(customers), "text": "", "channel": next(iter(interactions.channels()), ""), "direction": "in",
            "when": "", "outcome": "", "follow_up": "", "settled": list(settled), "staff": session.actor(),
        }  # fmt: skip

    @staticmethod
    def _of_talk(talk: int) -> Values:
        row = interactions.get(talk)
        day = written(row.happened_on)
        return {
            "customers": [row.customer], "text": row.text, "channel": row.channel,
            "direction": "" if row.direction == "none" else row.direction, "when": f"{day} {row.happened_time or ''}".strip(),
            "outcome": row.outcome, "follow_up": row.follow_up_on or "", "settled": [], "staff": row.staff, "seen": row.seen,
        }  # fmt: skip

    def save(self, values: Values) -> tuple[str, int | None]:
        """Save the talk; what to tell, and the unit's id. A ready text that is not filled in is refused once."""
        self._look_for_hole(values)
        day, time = days.moment(values["when"])
        if day is None and self.talk is None:
            time = time or clock.shown(clock.utc_now())[-5:]
        before = interactions.get(self.talk) if self.talk is not None else None
        refuse_past(values["follow_up"], "follow_up", (before.follow_up_on or "") if before else "")
        who = list(values["customers"])
        form = InteractionForm(
            who[0] if who else 0, values["text"].strip(), values["channel"], values["direction"] or "none", day or "",
            time or "", values["outcome"], values["staff"], values["follow_up"],
            before.contact if before else None, values.get("seen", ""),
        )  # fmt: skip
        if self.talk is not None:
            talk = self.talk
            _none, unit = saving(lambda: interactions.change(talk, form))
        else:
            _ids, unit = saving(lambda: interactions.add_all(who, form, values["settled"]))
        return _told(form.follow_up_on, who), unit

    def _look_for_hole(self, values: Values) -> None:
        if hole := self.ready.unfilled(values["text"], values["customers"]):
            raise InputError(
                _("{hole} is not filled in yet. Save once more to leave it like that.").format(hole=hole), field="text"
            )

    @staticmethod
    def warn(values: Values) -> dict[str, str]:
        """What can't be read, beside its box; below the text how it will read for several."""
        told = {"text": said(values["text"], values["customers"]) or sensitive.warning(values["text"])}
        try:
            day, _time = days.moment(values["when"])
        except UserError as error:
            told["when"] = error.sentence
        else:
            told["when"] = _("This day is still to come.") if day and day > clock.today().isoformat() else ""
        return {field: sentence for field, sentence in told.items() if sentence}


def _told(follow_up: str, who: Sequence[int]) -> str:
    if len(who) == 1:
        said = _("Written down: {name}").format(name="".join(row.name for row in lists.rows(who)))
    else:
        said = ngettext("Written down for {count}", "Written down for {count}", len(who)).format(count=len(who))
    day = dates.entry(follow_up) if follow_up else None
    return _("{said}, again on {day}").format(said=said, day=with_weekday(open_days.on_or_after(day))) if day else said


def _of_the_shop(name: str) -> str:
    """A name of the shop's list; "" for any other: whoever is there does it."""
    return name if name in options.texts("staff") else ""


class RemindPresenter:
    """One reminder being written down, or changed (`task`)."""

    def __init__(self, task: int | None = None) -> None:
        self.task = task

    def opened(self, customers: Sequence[int]) -> Values:
        """The form as it opens."""
        if self.task is None:
            first = ready_days()[0].day.isoformat()
            return {
                "customers": list(customers),
                "title": "",
                "due": first,
                "time": "",
                "repeat": "",
                "staff": _of_the_shop(session.actor()),
            }
        row = tasks.get(self.task)
        who = [row.customer] if row.customer else []
        return {
            "customers": who, "title": row.title, "due": row.due_on, "time": row.due_time or "", "repeat": row.repeat,
            "staff": row.staff, "seen": row.seen,
        }  # fmt: skip

    def save(self, values: Values) -> tuple[str, int | None]:
        """Save the reminder; what to tell, and the unit's id."""
        refuse_past(values["due"], "due", tasks.get(self.task).due_on if self.task is not None else "")
        seen = values.get("seen", "")
        form = TaskForm(values["title"], values["due"], values["time"], values["repeat"], values["staff"], seen)
        if self.task is not None:
            task = self.task
            _none, unit = saving(lambda: tasks.change(task, form))
        else:
            _ids, unit = saving(lambda: tasks.add(form, values["customers"]))
        day = dates.entry(values["due"])
        return _("You will be reminded on {day}").format(day=with_weekday(day) if day else values["due"]), unit

    @staticmethod
    def warn(values: Values) -> dict[str, str]:
        """What can't be read, beside its box."""
        try:
            days.time(values["time"])
        except UserError as error:
            return {"time": error.sentence}
        return {}
