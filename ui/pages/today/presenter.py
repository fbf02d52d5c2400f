"""What Today does: reads the day's plan, carries out what is said of a row, says it with the way back. Owns no widget."""

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from db.core import clock
from db.services import open_days, options, today
from db.services.today import CALLS, UNFOLDED, Today, TodayRow
from resources.i18n import _, ngettext
from ui.kit.days import with_weekday
from ui.pages.today import words

if TYPE_CHECKING:
    from db.services.suggestion_answers import Added
    from db.services.today_answers import NoAnswer
    from ui.trying import Asks

_MANY: int = 3  # calls in a row nobody took


class View(Protocol):
    """What the presenter needs of the page."""

    def draw(self, plan: Today) -> None:
        """Draw this plan."""

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done, with the way back."""


class TodayPresenter:
    """The plan in view, whose it is, and how much of it is unfolded."""

    def __init__(self, view: View, asks: "Asks") -> None:
        self._view, self._asks = view, asks
        self.staff = ""
        self.most = CALLS
        self.plan = Today(clock.today(), (), 0)
        self.offers = False  # what can be offered comes after the window was painted
        self.quoted: int | None = None  # the quote something was put into last

    def read(self) -> None:
        """Read the day anew and show it."""
        self.plan = today.plan(self.staff, self.most, offers=self.offers)
        self._view.draw(self.plan)

    def add_offers(self) -> None:
        """What can be offered is known now, or anew: it comes below what stands there."""
        self.plan = today.with_offers(self.plan, self.staff)
        self._view.draw(self.plan)

    def unfold(self) -> None:
        """Show those folded away, so many more at a time."""
        self.most += UNFOLDED
        self.read()

    def choose(self, name: str) -> None:
        """Only what is this person's, or nobody's; "" is everybody's."""
        self.staff, self.most = name, CALLS
        self.read()

    @staticmethod
    def people() -> list[str]:
        """Whose page it can be."""
        return options.texts("staff")

    @staticmethod
    def has_work() -> bool:
        """Whether the shop ever wrote down anything Today can tell."""
        return today.has_work()

    @staticmethod
    def has_customers() -> bool:
        """Whether there is anybody at all."""
        return today.has_customers()

    def answered(self, row: TodayRow, text: str, again_on: str) -> bool:
        """有接: what was said, and perhaps when to call again."""

        def act() -> None:
            from ui.talks.presenter import refuse_past

            refuse_past(again_on, "again_on")
            _answers().answered(row, text, again_on)

        return self._do(act, lambda _none: self._was_reached(row, again_on))

    def done(self, row: TodayRow) -> bool:
        """A reminder of the shop's own is done."""
        return self._do(lambda: _answers().answered(row), lambda _none: _("“{name}” is done.").format(name=row.name))

    def no_answer(self, row: TodayRow) -> bool:
        """沒接."""
        return self._do(lambda: _answers().no_answer(row), lambda said: _unreached(row, said))

    def another_day(self, row: TodayRow, until: str) -> bool:
        """改天."""
        sentence = _("{name} comes back on {day}.")
        return self._do(
            lambda: _answers().another_day(row, until), lambda day: sentence.format(name=row.name, day=_day(str(day)))
        )

    def told(self, row: TodayRow) -> bool:
        """已通知."""
        return self._do(lambda: _answers().told(row), lambda _none: _("{name} knows that it is here.").format(name=row.name))

    def here(self, row: TodayRow) -> bool:
        """到貨了."""
        return self._do(lambda: _answers().here(row), lambda _none: _("It is here. Tell {name}.").format(name=row.name))

    def cleared(self, row: TodayRow) -> bool:
        """兌現了."""
        return self._do(lambda: _answers().cleared(row), lambda _none: _("The cheque of {name} was paid.").format(name=row.name))

    def leave_out(self, row: TodayRow) -> bool:
        """略過."""
        return self._do(lambda: _answers().leave_out(row), lambda _none: _("{name} is left out.").format(name=row.name))

    def into_quote(self, row: TodayRow) -> bool:
        """加進報價; `quoted` is the quote then."""

        def said(added: "Added") -> str:
            from ui.knowledge.words import on_quote

            self.quoted = added.quote
            return on_quote(added, row.name)

        return self._do(lambda: _answers().into_quote(row), said)

    def not_wanted(self, row: TodayRow) -> bool:
        """不用了."""
        said = _("Not suggested to {name} any more for half a year.")
        return self._do(lambda: _answers().not_wanted(row), lambda _none: said.format(name=row.name))

    @staticmethod
    def line_text(row: TodayRow) -> str:
        """The ready text for LINE that fits, filled in."""
        if row.offer is not None:
            from db.services import suggestion_answers

            return suggestion_answers.line_text(row.offer)
        from db.services import phrase_facts, phrases

        noun, number = row.about or ("", 0)
        fitting = phrases.named(words.RECALL if noun == "sale" else words.PHRASES.get(row.kind, ""))
        task = next(iter(row.tasks), None)
        return phrases.filled(fitting.text, row.customer, phrase_facts.about(noun, number, task)) if fitting else ""

    @staticmethod
    def offered_to(row: TodayRow) -> int | None:
        """Whom the text is advertising for; None: it is about something they ordered, asked or were promised."""
        is_recall = row.about is not None and row.about[0] == "sale"
        return row.customer if row.offer is not None or is_recall or row.kind in words.ADVERTISED else None

    @staticmethod
    def _was_reached(row: TodayRow, again_on: str) -> str:
        sentence = _("{name} was reached; again on {day}.") if again_on else _("{name} was reached; it is written down.")
        from db.services import days

        again = days.iso(again_on)
        return sentence.format(name=row.name, day=with_weekday(open_days.on_or_after(date.fromisoformat(again))) if again else "")

    def _do(self, act: Callable[[], Any], said: Callable[[Any], str]) -> bool:
        """Do it, read the day anew and say it; False: it was refused, and why was told."""
        from ui.trying import tried

        done = tried(act, self._asks)
        if done is not None:
            self.read()
            self._view.told(said(done[0]), done[1])
        return done is not None


def _answers() -> ModuleType:
    """What writes; loaded with the first answer, not to read the page."""
    from db.services import today_answers

    return today_answers


def _day(iso: str) -> str:
    return with_weekday(date.fromisoformat(iso))


def _unreached(row: TodayRow, said: "NoAnswer") -> str:
    """When the row comes back; after many calls, another way."""
    back = _("{name} did not pick up; back on {day}.").format(name=row.name, day=_day(said.back_on))
    if said.in_a_row < _MANY:
        return back
    ways = [_("LINE")] * said.has_line + list(said.phones[:2])
    count = ngettext("{count} time in a row.", "{count} times in a row.", said.in_a_row).format(count=said.in_a_row)
    hint = _("Try {ways}.").format(ways="、".join(ways)) if ways else _("Is there another number, or LINE?")
    return f"{back}\n{count}{hint}"
