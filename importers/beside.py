"""What a line of sales or talks says of its customer: a customer made for it takes it, of anybody else's it goes into a note."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from db.services.matching_keys import SCALARS
from importers.records import Person, Place, Point

if TYPE_CHECKING:
    from importers.lines import Batch

_NAMING: Final = ("code", "name", "kind")
_NUMBERS: Final = ("phone", "mobile", "fax")


class Beside:
    """The customers' words in one table of sales or talks."""

    def __init__(self, batch: "Batch") -> None:
        self.batch = batch
        others = (*_NAMING, "staff") if batch.choice.kind == "sales" else _NAMING  # of a sale: who sold it
        self.scalars = [name for name in SCALARS if name in batch.clean.fields and name not in others]

    def give(self, local: int, person: Person) -> list[str]:
        """Let a customer who is being made have what this line says; what contradicts it comes back in words."""
        n = self.batch.start + local
        for point in self._points(local, n):
            if not _has_point(person, point):
                person.points.append(point)
        for place in self._places(local, n):
            if place.text not in {one.text for one in person.places}:
                person.places.append(place)
        for name, title in self._people(local):
            if name not in {one[0] for one in person.contacts}:
                person.contacts.append((name, title, n))
        for name in self.scalars:
            value = self.batch.clean.fields[name][local]
            if value not in (None, "") and not person.scalars.get(name):
                person.scalars[name] = value
        return self.words(local, person)

    def words(self, local: int, person: Person) -> list[str]:
        """What this customer does not hold of what the line says, each under its header."""
        n, found = self.batch.start + local, []
        found += [(point.kind, point.text) for point in self._points(local, n) if not _has_point(person, point)]
        held = {one.text for one in person.places}
        found += [("address", place.text) for place in self._places(local, n) if place.text not in held]
        known = {one[0] for one in person.contacts}
        found += [("contact", f"{name} {title}".strip()) for name, title in self._people(local) if name not in known]
        for name in self.scalars:
            value = self.batch.clean.fields[name][local]
            if value not in (None, "") and str(value) != str(person.scalars.get(name, "")):
                found.append((name, str(value)))
        return [f"{self.header(kind)}：{text}" for kind, text in found]

    def header(self, field: str) -> str:
        """What the file calls this field."""
        fields = _NUMBERS if field in _NUMBERS else (field,)
        guesses = sorted((one for one in self.batch.choice.guesses if one.field in fields), key=lambda one: one.field != field)
        return guesses[0].header if guesses else field

    def _points(self, local: int, n: int) -> Iterator[Point]:
        points = self.batch.clean.points
        for at in self.batch.points_of(local):
            yield Point(points.kind[at], points.text[at], points.normal[at], points.label[at], n)

    def _places(self, local: int, n: int) -> Iterator[Place]:
        places = self.batch.clean.addresses
        for at in self.batch.addresses_of(local):
            yield Place(places.text[at], places.zip[at], places.city[at], places.district[at], places.label[at], n)

    def _people(self, local: int) -> Iterator[tuple[str, str]]:
        people = self.batch.clean.contacts
        for at in self.batch.contacts_of(local):
            yield people.name[at], people.title[at]


def _has_point(person: Person, point: Point) -> bool:
    if point.normal:
        return any(one.normal == point.normal for one in person.points)
    return any(one.text == point.text for one in person.points)
