"""What the dialogs of merging and splitting decide: which two, what becomes of each field, and what is said about it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from db.core.values.dates import PartialDate
from db.services import imports, own_fields, splitting
from db.services.splitting import Answer, ChangedField, Part, SplitPlan
from resources.i18n import _, ngettext
from ui.field_words import column_label, shown, table_label
from ui.kit.days import written
from ui.kit.starting import Start
from ui.kit.when import when
from ui.merging import pair as pairs
from ui.merging.pair import PairScreen, Side, Source
from ui.trying import Asks, tried

ANSWERS: Final[tuple[Answer, ...]] = ("stay", "back", "over")


class Shell(Protocol):
    """What is needed of the window."""

    @property
    def asks(self) -> Asks:
        """Where a refusal is told."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with the way back."""


class View(Protocol):
    """What the presenters need of their dialog."""

    def show_pair(self, pair: PairScreen | None) -> None:
        """The two side by side; None: somebody is missing."""

    def close_all(self) -> None:
        """It is done."""


class MergePresenter:
    """One customer and whom they are merged with."""

    def __init__(self, view: View, shell: Shell, start: Start, one: int) -> None:
        self._view, self._shell, self._start, self._one = view, shell, start, one
        self._merging = False
        self.screen: PairScreen | None = None

    def against(self, other: int | None) -> None:
        """Put this customer beside the first."""
        self._show(pairs.screen(self._one, other) if other is not None else None)

    def stay(self, side: Side) -> None:
        """Who stays."""
        if self.screen:
            self._show(self.screen.staying(side))

    def take(self, field: str, source: Source) -> None:
        """This field comes from this side, or from both added up."""
        if self.screen:
            self._show(self.screen.taking(field, source))

    def merge(self) -> None:
        """The two are one."""
        pair = self.screen
        if pair is None or self._merging:
            return
        self._merging = True

        def then(unit: int | None) -> None:
            self._view.close_all()
            self._shell.toast_undo(_("Merged: {name}").format(name=pair.kept.name), unit)

        pairs.merge(pair, self._start, self._shell.asks, then, self._refused)

    def _refused(self) -> None:
        self._merging = False

    def not_same(self) -> None:
        """The two are two; remembered."""
        pair = self.screen
        done = pair and tried(lambda: imports.not_same(pair.left.id, pair.right.id), self._shell.asks)
        if done:
            self._view.close_all()
            self._shell.toast_undo(_("Remembered: not the same person."), done[1])

    def later(self) -> None:
        """Nothing for now."""
        self._view.close_all()

    def _show(self, pair: PairScreen | None) -> None:
        self.screen = pair
        self._view.show_pair(pair)


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field changed since the merge: what it is called, and the words of each answer."""

    key: str
    label: str
    answers: tuple[tuple[Answer, str], ...]


class SplitPresenter:
    """One customer who is split off again; `seen`: a phone as it may be seen now."""

    def __init__(self, shell: Shell, start: Start, gone: int, done: Callable[[], None], seen: Callable[[str], str]) -> None:
        self._shell, self._start, self._done = shell, start, done
        self._splitting = False
        self.plan: SplitPlan = _told_apart(splitting.plan(gone), seen)
        self.answers: dict[str, Answer] = {}

    @property
    def asked(self) -> list[AskedField]:
        """The fields that must be decided one by one."""
        return [self._asked(one) for one in self.plan.changed_since]

    def _asked(self, field: ChangedField) -> AskedField:
        before, now = _words(field.key, field.before), _words(field.key, field.now)
        plan = self.plan
        answers: list[tuple[Answer, str]] = [
            ("stay", _("{name} keeps “{value}”").format(name=plan.kept_name, value=now)),
            ("back", _("{name} gets “{value}” back").format(name=plan.kept_name, value=before)),
        ]
        if field.key != "code":
            answers.append(("over", _("“{value}” goes to {name}").format(name=plan.name, value=now)))
        return AskedField(field.key, _label(field.key), tuple(answers))

    def moves(self) -> str:
        """What goes back, in one line; "" where nothing does."""
        moves = self.plan.moves
        told = [words.format(count=f"{moves[table]:,}") for table, words in _moved(moves) if table in moves]
        return "、".join([*told, *(table_label(table) for table in ("blacklist", "opt_out") if table in moves)])

    def back(self) -> str:
        """The fields of the one who stays that are as before the merge again."""
        return "、".join(_label(key) for key in self.plan.back)

    def code(self) -> str:
        """What becomes of the code of the one who goes."""
        plan = self.plan
        if plan.code_taken_by:
            words = _("The code {code} belongs to {name} by now; it is written into the note.")
            return words.format(code=plan.code, name=plan.code_taken_by)
        return _("{name} gets the code {code} back.").format(name=plan.name, code=plan.code) if plan.code else ""

    def split(self) -> None:
        """Do it, on the worker: much may have been moved."""
        if self._splitting:
            return
        self._splitting = True
        plan, answers = self.plan, dict(self.answers)

        def work(_progress: object) -> int | None:
            from db.core.journal import saving

            return saving(lambda: splitting.split(plan.gone, answers))[1]

        def then(unit: int | None) -> None:
            self._done()
            self._shell.toast_undo(_("Split: {name} and {other}").format(name=plan.kept_name, other=plan.name), unit)

        def failed(error: BaseException) -> None:
            self._splitting = False
            raise error

        self._start(work, then, failed, title=_("Splitting…"))


def _told_apart(plan: SplitPlan, seen: Callable[[str], str]) -> SplitPlan:
    """Two of the same name with their codes or numbers behind it, as they may be seen now."""
    if plan.name != plan.kept_name:
        return plan
    name, kept_name = (
        _("{name} ({known_by})").format(name=plan.name, known_by=seen(known)) if known else plan.name
        for known in (plan.known_by, plan.kept_known_by)
    )
    return replace(plan, name=name, kept_name=kept_name)


def _moved(moves: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Tables and the words of how many of their rows go back, in the order they are told."""
    n = Counter(moves)
    yield "contact_point", ngettext("{count} phone, e-mail or LINE", "{count} phones, e-mails or LINE", n["contact_point"])
    yield "address", ngettext("{count} address", "{count} addresses", n["address"])
    yield "contact", ngettext("{count} contact person", "{count} contact persons", n["contact"])
    yield "interaction", ngettext("{count} talk", "{count} talks", n["interaction"])
    yield "task", ngettext("{count} reminder", "{count} reminders", n["task"])
    yield "sale", ngettext("{count} purchase", "{count} purchases", n["sale"])
    yield "attachment", ngettext("{count} attachment", "{count} attachments", n["attachment"])
    yield "relation", ngettext("{count} relation", "{count} relations", n["relation"])
    yield "customer_tag", ngettext("{count} tag", "{count} tags", n["customer_tag"])


def part_words(part: Part) -> str:
    """One part in a line: who, and when they were merged."""
    code = f"{part.code} " if part.code else ""
    return _("{name}, merged on {day}").format(name=f"{code}{part.name}", day=when(part.at))


def _label(key: str) -> str:
    title = next((field.title for field in own_fields.rows(archived=True) if field.key == key), "")
    return title or column_label("customer", key)


def _words(key: str, columns: dict[str, Any]) -> str:
    """A field's columns as they are shown."""
    if key == "birthday":
        return _birthday(columns) or _("(nothing)")
    return shown(key, next(iter(columns.values()), None))


def _birthday(columns: dict[str, Any]) -> str:
    month, day = columns.get("birth_month"), columns.get("birth_day")
    if not month or not day:
        return str(columns.get("birth_year") or "")
    born = PartialDate(columns.get("birth_year"), month, day, bool(columns.get("birth_lunar")), bool(columns.get("birth_leap")))
    return written(born)
