"""The eight stages a customer goes through, from what they did: never bought, new, again, regular, old friend, going, gone, back.

The stages are those of the customer life cycle in Merlin Stone and Neil Woodcock, Relationship Marketing (1995): recruitment,
welcoming, getting to know, account management, intensive care, pre-divorce, divorce and win-back. The book judges them by hand;
here the days of the visits do it, so that each placement can be said in numbers. Going and gone lead: the best customer who
stays away is one who is going.
"""

from typing import Final, NamedTuple

from db.analytics import rhythms
from db.analytics.rhythms import Rhythm, Usual

STAGES: Final = (
    "recruitment", "welcoming", "getting_to_know", "account_management", "intensive_care", "pre_divorce", "divorce", "win_back",
)  # fmt: skip
SURENESS: Final = ("steady", "watch", "slipping", "lost")
_GOING: Final = {"pre_divorce": "slipping", "divorce": "lost"}
REGULAR: Final = 4  # visits from which on somebody is a regular: three spans show a rhythm
FAITHFUL: Final = 10  # visits of an old friend,
A_YEAR: Final = 365  # and days since the first of them


class Behaviour(NamedTuple):
    """What one customer did up to the day that is asked about: days as ordinals; `lost_on`: when the owner gave them up."""

    rhythm: Rhythm
    first: int = 0
    last: int = 0
    lost_on: int | None = None


class Placed(NamedTuple):
    """Where they stand, since how many days they were last there, and what is usual for them."""

    stage: str
    since: int
    usual: Usual

    @property
    def sureness(self) -> str:
        """One of SURENESS; "" of who never bought."""
        if self.stage == "recruitment":
            return ""
        if self.stage in _GOING:
            return _GOING[self.stage]
        return "steady" if self.since <= self.usual.watch else "watch"


def stage(done: Behaviour, on: int, shop: Usual) -> Placed:
    """The stage on this day."""
    usual = rhythms.usual(done.rhythm, shop)
    since = max(on - done.last, 0) if done.rhythm.visits else 0
    return Placed(_stage(done, on, since, usual, shop), since, usual)


def _stage(done: Behaviour, on: int, since: int, usual: Usual, shop: Usual) -> str:
    visits = done.rhythm.visits
    if _is_given_up(done, on):
        return "divorce"
    if visits and since > usual.slipping:  # always before they are lost
        return "divorce" if since > usual.lost else "pre_divorce"
    if visits and _came_back(done, shop):
        return "win_back"
    return _by_visits(visits, on - done.first)


def _is_given_up(done: Behaviour, on: int) -> bool:
    """Whether the owner took them for lost, and they bought nothing since."""
    return done.lost_on is not None and done.last <= done.lost_on <= on


def _by_visits(visits: int, known: int) -> str:
    """The stage of who comes as ever: so many visits, and so many days since the first of them."""
    if visits < REGULAR:
        return ("recruitment", "welcoming", "getting_to_know")[min(visits, 2)]
    return "intensive_care" if visits >= FAITHFUL and known >= A_YEAR else "account_management"


def _came_back(done: Behaviour, shop: Usual) -> bool:
    """Whether they had been lost before the last visit: for too long, or given up by the owner."""
    gap = done.rhythm.gap_before
    if gap is None:
        return False
    if done.lost_on is not None and done.last - gap <= done.lost_on < done.last:
        return True
    return gap > rhythms.LOST_AT_LEAST and gap > rhythms.usual(_before(done.rhythm), shop).lost


def _before(rhythm: Rhythm) -> Rhythm:
    """The rhythm without the last visit: who was away for two years does not come every year."""
    gaps = rhythm.visits - 2
    if gaps < 1 or rhythm.interval is None:
        return Rhythm(rhythm.visits - 1)
    return Rhythm(rhythm.visits - 1, (rhythm.interval * (gaps + 1) - (rhythm.gap_before or 0)) / gaps)
