"""Where a customer stands, in the owner's words: the stage, how sure they are, why, and what to do about it."""

from dataclasses import dataclass
from datetime import date

from db.analytics.rhythms import HABIT, Usual
from db.analytics.stages import Placed
from db.core.values import dates
from db.services import options, standing_rows
from db.services.stage_names import ACTS, REASONS, STAGE_NAMES, SURENESS_NAMES
from db.services.standing_rows import ByHand, Done, Row, Scale
from resources.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer, seen from today; whole dollars, ISO days. Chances are None where nothing can be said of them."""

    customer: int
    stage: str  # as it counts: by hand where that holds, else as they buy
    by_itself: str  # as they buy
    until: str | None  # the last day of a stage put by hand; None: until it is lifted, or none is
    sureness_key: str  # steady, watch, slipping, lost; "": never bought
    since: int  # days since they bought last
    usual: Usual  # what is expected of them
    row: Row | None  # None: never bought anything
    alive: float | None  # from 0 to 1
    expected: float | None  # purchases of the next twelve months
    value: int | None
    lost_on: str | None
    lost_reason: str  # of REASONS

    @classmethod
    def made(cls, customer: int, row: Row | None, did: Done, today: date, measure: Scale, lost_reason: str) -> "Standing":
        """Of what they did and the row it comes to."""
        where: Placed = standing_rows.placed(did.behaviour(customer), today, measure)
        said = did.by_hand.get(customer, ByHand())
        stage = said.stage_on(today)
        chances = (row.alive, row.expected, row.value) if row else (None, None, None)
        return cls(
            customer, stage or where.stage, where.stage, said.until if stage else None, where.sureness, where.since,
            where.usual, row, *chances, said.lost_on, lost_reason,
        )  # fmt: skip

    @property
    def is_by_hand(self) -> bool:
        """Whether the owner put them there."""
        return self.stage != self.by_itself

    @property
    def is_closed(self) -> bool:
        """Whether the owner took them for lost, and they bought nothing since."""
        last = self.row.last_on if self.row else None
        return self.lost_on is not None and (last is None or last <= self.lost_on)

    @property
    def stage_name(self) -> str:
        """還沒買過 新客 來過幾次 常客 老主顧 快流失 已流失 回頭客."""
        return _(STAGE_NAMES[self.stage])

    @property
    def sureness(self) -> str:
        """很穩 要留意 快流失 已流失; "" of who never bought."""
        return _(SURENESS_NAMES[self.sureness_key]) if self.sureness_key else ""

    @property
    def act(self) -> str:
        """The one thing to do."""
        return _(ACTS[self.stage])

    @property
    def words(self) -> str:
        """Why they stand there: 通常 32 天買一次，已 71 天沒來."""
        if self.is_by_hand:
            return self._by_hand()
        if self.stage == "divorce" and self.is_closed:
            return self._closed()
        row = self.row
        if row is None or not row.visits:
            return _("Has not bought anything yet")
        if row.interval is None:
            return ngettext("Bought once, {days} day ago", "Bought once, {days} days ago", self.since).format(days=self.since)
        if self.stage == "win_back":
            return _("Was away for {gap} days, and bought again {days} days ago").format(gap=row.gap_before, days=self.since)
        return self._rhythm(row.visits, row.interval)

    def _rhythm(self, visits: int, interval: float) -> str:
        """通常 32 天買一次，已 71 天沒來; of a few visits, which are no habit, 買過 3 次，已 71 天沒來."""
        late, known = self.sureness_key != "steady", visits >= HABIT
        sentence = {
            (True, True): _("Usually buys every {usual} days, and was not here for {days}"),
            (True, False): _("Usually buys every {usual} days, last {days} days ago"),
            (False, True): _("Bought {times} times, and was not here for {days} days"),
            (False, False): _("Bought {times} times, last {days} days ago"),
        }[known, late]
        return sentence.format(usual=max(round(interval), 1), times=visits, days=self.since)

    def _by_hand(self) -> str:
        """您改的，到 2026/12/31；照買的情形是快流失."""
        stage = _(STAGE_NAMES[self.by_itself])
        if self.until is None:
            return _("You put them there; as they buy: {stage}").format(stage=stage)
        return _("You put them there until {day}; as they buy: {stage}").format(day=_day(self.until), stage=stage)

    def _closed(self) -> str:
        """2026/11/21 走掉了：搬家."""
        day = _day(self.lost_on or "")
        if self.lost_reason not in REASONS or self.lost_reason == "unknown":
            return _("Gone for good since {day}").format(day=day)
        return _("Gone for good since {day}: {reason}").format(day=day, reason=_(REASONS[self.lost_reason]))


def _day(iso: str) -> str:
    return dates.shown(date.fromisoformat(iso), options.shows_republic_years())
