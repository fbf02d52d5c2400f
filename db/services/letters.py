"""To whom a letter goes: name and address as the post wants them, and who is left out and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from db.core import session
from db.core.connection import database
from db.core.connection import rows as read
from db.core.values import address
from db.services import opt_outs, telling
from db.services.lists import Selection, selected
from resources.i18n import ngettext

ENDINGS: Final = ("收", "啟", "")  # behind a person's name; a firm without one is 台啟
REASONS: Final = ("put_away", "watched", "refusing", "homeless")  # why somebody gets none, the first that holds
_FIRM: Final = "台啟"
_TO: Final = (
    "SELECT c.id, c.kind, c.name, c.title, coalesce(p.name, ''), coalesce(p.title, ''), coalesce(a.text, ''),"
    " coalesce(a.zip, ''), EXISTS (SELECT 1 FROM blacklist b WHERE b.customer = c.id)"
    " FROM json_each(?) wanted CROSS JOIN customer c ON c.id = wanted.value"
    " JOIN customer_figures f ON f.customer = c.id AND f.visible = 1"
    " LEFT JOIN contact p ON p.id = (SELECT id FROM contact WHERE customer = c.id AND name <> '' ORDER BY position, id LIMIT 1)"
    " LEFT JOIN address a ON a.id = (SELECT id FROM address WHERE customer = c.id AND text <> ''"
    " ORDER BY is_primary DESC, position, id LIMIT 1)"
    " ORDER BY wanted.key"
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter goes to. `address` is without its postal code; `company` is "" for a person, and `name` is ""
    for a firm of which nobody is known.
    """

    zip: str  # 3, 5 or 6 digits, or nothing
    address: str
    name: str
    title: str = ""
    company: str = ""
    customer: int | None = None

    def lines(self, ending: str = "收") -> tuple[str, ...]:
        """The name as it stands on the envelope: the firm, and the person with title and 收 or 啟."""
        if not self.name:
            return (f"{self.company}　{_FIRM}",)
        title = "" if self.name.endswith(self.title) else self.title
        person = "　".join(part for part in (f"{self.name} {title}".strip(), ending) if part)
        return (self.company, person) if self.company else (person,)


@dataclass(slots=True)
class Letters:
    """Who gets a letter, in the list's order, and who does not; everybody once, by the first reason that holds."""

    addressees: list[Addressee] = field(default_factory=list)
    out: dict[str, list[int]] = field(default_factory=lambda: {reason: [] for reason in REASONS})
    to_be_told: int = 0  # of the addressees, who do not know yet where their data is from

    @property
    def put_away(self) -> int:
        """How many were put away, those who passed away among them."""
        return len(self.out["put_away"])

    @property
    def watched(self) -> int:
        """How many are on the watch list."""
        return len(self.out["watched"])

    @property
    def refusing(self) -> int:
        """How many want no letters."""
        return len(self.out["refusing"])

    @property
    def homeless(self) -> int:
        """Of how many no address is known."""
        return len(self.out["homeless"])

    @property
    def left_out_count(self) -> int:
        """How many get none."""
        return sum(map(len, self.out.values()))

    def left_out(self) -> list[str]:
        """A sentence for each reason why somebody gets none."""
        return [words(reason, len(ids)) for reason, ids in self.out.items() if ids]


def words(reason: str, count: int) -> str:
    """How many get no letter for this reason of REASONS."""
    said = {
        "put_away": ngettext("{count} was put away or passed away.", "{count} were put away or passed away.", count),
        "watched": ngettext("{count} is on the watch list.", "{count} are on the watch list.", count),
        "refusing": ngettext("{count} wants no letters.", "{count} want no letters.", count),
        "homeless": ngettext("{count} has no address.", "{count} have no address.", count),
    }
    return said[reason].format(count=f"{count:,}")


def of(who: Selection | Iterable[int]) -> Letters:
    """Whom of these a letter may be sent to; for many a job for the worker. RefusedError: addresses are not for who acts."""
    session.demand("export")
    chosen = selected(who)
    refusing = set(opt_outs.among(chosen, "post"))
    with database.unveiled():
        found = read(_TO, chosen.as_json())
    letters, there = Letters(), {row[0] for row in found}
    letters.out["put_away"] = [one for one in chosen.ids() if one not in there]
    letters.addressees = list(_allowed(found, refusing, letters.out))
    letters.to_be_told = len(telling.among(one.customer for one in letters.addressees if one.customer is not None))
    return letters


def _allowed(found: Iterable[tuple[object, ...]], refusing: set[int], out: dict[str, list[int]]) -> Iterator[Addressee]:
    for customer, kind, name, title, person, person_title, text, code, is_watched in found:
        who = int(str(customer))
        if reason := "watched" if is_watched else "refusing" if who in refusing else "" if text else "homeless":
            out[reason].append(who)
        else:
            whom = (person, person_title, name) if kind == "company" else (name, title, "")
            yield _addressee(who, str(text), str(code), *map(str, whom))


def _addressee(customer: int, text: str, code: str, name: str, title: str, company: str) -> Addressee:
    return Addressee(code or address.split(text).zip, address.without_code(text), name, title, company, customer)
