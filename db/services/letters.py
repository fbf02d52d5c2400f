"""To whom a letter goes: name and address as the post wants them, and who is left out and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from db.core.connection import rows as read
from db.core.values import address
from db.services import opt_outs
from db.services.lists import Selection, selected
from resources.i18n import ngettext

ENDINGS: Final = ("收", "啟", "")  # behind a person's name; a firm without one is 台啟
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
    """Who gets a letter, in the list's order, and how many do not; everybody is counted once, by the first that holds."""

    addressees: list[Addressee] = field(default_factory=list)
    put_away: int = 0  # those who passed away among them
    watched: int = 0
    refusing: int = 0
    homeless: int = 0  # no address is known

    @property
    def left_out_count(self) -> int:
        """How many get none."""
        return self.put_away + self.watched + self.refusing + self.homeless

    def left_out(self) -> list[str]:
        """A sentence for each reason why somebody gets none."""
        words = (
            (
                self.put_away,
                ngettext("{count} was put away or passed away.", "{count} were put away or passed away.", self.put_away),
            ),
            (self.watched, ngettext("{count} is on the watch list.", "{count} are on the watch list.", self.watched)),
            (self.refusing, ngettext("{count} wants no letters.", "{count} want no letters.", self.refusing)),
            (self.homeless, ngettext("{count} has no address.", "{count} have no address.", self.homeless)),
        )
        return [said.format(count=f"{count:,}") for count, said in words if count]


def of(who: Selection | Iterable[int]) -> Letters:
    """Whom of these a letter may be sent to; for many a job for the worker."""
    chosen = selected(who)
    refusing = set(opt_outs.among(chosen, "post"))
    found = read(_TO, chosen.as_json())
    letters = Letters(put_away=len(chosen.ids()) - len(found))
    letters.addressees = list(_allowed(found, refusing, letters))
    return letters


def _allowed(found: Iterable[tuple[object, ...]], refusing: set[int], letters: Letters) -> Iterator[Addressee]:
    for customer, kind, name, title, person, person_title, text, code, is_watched in found:
        if is_watched:
            letters.watched += 1
        elif customer in refusing:
            letters.refusing += 1
        elif not text:
            letters.homeless += 1
        else:
            whom = (person, person_title, name) if kind == "company" else (name, title, "")
            yield _addressee(int(str(customer)), str(text), str(code), *map(str, whom))


def _addressee(customer: int, text: str, code: str, name: str, title: str, company: str) -> Addressee:
    return Addressee(code or address.split(text).zip, address.without_code(text), name, title, company, customer)
