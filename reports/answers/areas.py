"""分區怎麼分才平均: how the districts are shared out to parts with about as much in each."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from db.services import list_figures
from db.services.list_figures import NONE, OTHERS, PUT_AWAY, Group
from reports.answers.parts import all_of, largest, leaf, name_of, note, size, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_PARTS: Final = Parameter("parts", N_("Parts"), tuple((f"{many}", f"{many}") for many in range(2, 7)))
_EVEN: Final = Parameter("even", N_("Even by"), (("money", N_("Money")), ("customers", N_("Customers"))))
_DETAIL: Final = Parameter("detail", N_("Show"), (("parts", N_("The parts")), ("areas", N_("Area by area"))))
_SAID: Final = 3  # areas a sentence names
_CITY: Final = 3  # characters of a city's name


def _areas(asked: Asked) -> Answer:
    """By customers where nobody of any area has bought anything yet."""
    groups = list_figures.groups("district")
    even = asked["even"] if any(one.bought > 0 for one in groups) else "customers"
    shared = _shared(groups, even, int(asked["parts"]))
    made = _by_part(shared, even) if asked["detail"] == "parts" else _by_area(shared, even)
    return made if even == asked["even"] or not groups else replace(made, notes=(*made.notes, _unsold()))


def _shared(groups: Sequence[Group], even: str, parts: int) -> list[list[Group]]:
    """The districts part by part; what is not known or put away is in none."""
    from db.analytics import even_split

    there = {one.key: one for one in groups if one.key not in (NONE, OTHERS, PUT_AWAY)}
    weights = {key: max(one.bought if even == "money" else one.customers or 0, 0) for key, one in there.items()}
    return [[there[key] for key in part.names] for part in even_split.split(weights, parts) if part.names]


def _by_part(shared: Sequence[Sequence[Group]], even: str) -> Answer:
    """A line for each part: its areas, and what they come to."""
    every = [one for part in shared for one in part]
    return Answer(
        headings=(
            Heading("part", _("Part number")),
            Heading("customers", _("Customers"), "count"),
            Heading("money", _("Bought in all"), "money"),
            Heading("areas", _("Area")),
        ),
        lines=tuple(
            Line(_key_of(part), (_part(at), *_together(part), _(", ").join(_short(one.name) for one in part)))
            for at, part in enumerate(shared, 1)
        ),
        total=(_("Total"), *_together(every), None),
        records=_together(every)[0],
        counted="customers",
        notes=_homeless(),
        chart=Chart("bars", "part", (even,)),
    )


def _by_area(shared: Sequence[Sequence[Group]], even: str) -> Answer:
    """A line for each area, those of one part together."""
    every = [one for part in shared for one in part]
    return Answer(
        headings=(
            Heading("part", _("Part number")),
            Heading("area", _("Area")),
            Heading("customers", _("Customers"), "count"),
            Heading("money", _("Bought in all"), "money"),
        ),
        lines=tuple(
            Line(one.key, (_part(at), one.name, one.customers, one.bought)) for at, part in enumerate(shared, 1) for one in part
        ),
        total=(_("Total"), None, *_together(every)),
        records=_together(every)[0],
        counted="customers",
        notes=_homeless(),
        chart=Chart("bars", "area", (even,)),
    )


def _key_of(part: Sequence[Group]) -> str:
    """The names of its areas: the split may come out differently by the time its line is opened."""
    return json.dumps([one.name for one in part], ensure_ascii=False)


def _part(number: int) -> str:
    return _("Part {number}").format(number=number)


def _together(groups: Sequence[Group]) -> tuple[int, int]:
    """Customers and money."""
    return sum(one.customers or 0 for one in groups), sum(one.bought for one in groups)


def _short(district: str) -> str:
    """中和區 of 新北市中和區."""
    return district[_CITY:] if district[_CITY - 1 : _CITY] in "市縣" and len(district) > _CITY + 1 else district


def _homeless() -> tuple[Note, ...]:
    return (note(_("Customers without an address stand in no part."), all_of(leaf("address", "empty"))),)


def _unsold() -> Note:
    return note(_("Nobody of these areas bought anything yet: they are shared out by the number of customers."))


def _say_areas(answer: Answer) -> str:
    """How far apart the parts are; of the areas which is the largest."""
    if not answer.lines:
        return ""
    if answer.headings[1].key == "area":
        crowded = largest(answer, "customers")
        return _("{area} has most customers: {customers}.").format(**told(answer, crowded)) if crowded else ""
    column = answer.chart.values[0] if answer.chart else "money"
    at = answer.place(column)
    ordered = sorted(answer.lines, key=lambda line: size(line.cells[at]))
    least, most = told(answer, ordered[0]), told(answer, ordered[-1])
    words = {
        "most": most[column],
        "least": least[column],
        "part": most["part"],
        "areas": _few(most["areas"]),
        "other": least["part"],
    }
    if column == "customers":
        return _("Most stands in {part} ({areas}): {most} customers; least in {other}: {least}.").format(**words)
    return _("Most stands in {part} ({areas}): {most}; least in {other}: {least}.").format(**words)


def _few(areas: str) -> str:
    """The first of the areas of a part, as many as a sentence holds."""
    names = areas.split(_(", "))
    return areas if len(names) <= _SAID else _("{areas} and others").format(areas=_(", ").join(names[:_SAID]))


def _behind_areas(asked: Asked, line: str, column: str) -> Behind | None:
    """The customers of the area, of all areas of the part, of all that were shared out; with what each bought."""
    shared = _shared(list_figures.groups("district"), asked["even"], int(asked["parts"]))
    names = (
        json.loads(line) if line.startswith("[") else [name_of(line)] if line else [one.name for part in shared for one in part]
    )
    bought = list_figures.bought_of("district", names)
    return Behind("customers", list(bought), _(", ").join(map(_short, names)), bought if column == "money" else None)


def _sample_areas() -> Answer:
    names = (_("Yonghe"), _("Zhonghe"), _("Banqiao"), _("Xindian"))
    groups = [Group(f"is:{name}", name, 420 - 90 * at, 860_000 - 190_000 * at) for at, name in enumerate(names)]
    return _by_part(_shared(groups, "money", 2), "money")


QUESTIONS: Final = (
    Question(
        key="areas",
        title=N_("How are the areas shared out evenly?"),
        answers=N_("Districts put together to parts with about as much in each."),
        group="list",
        ask=_areas,
        say=_say_areas,
        how=N_(
            "The 30 districts with most customers are handed out one by one, the largest first, each to the part that"
            " has least so far, then exchanged while that makes the parts more even (longest processing time first)."
            " Money is everything the customers of a district ever bought."
        ),
        parameters=(_PARTS, _EVEN, _DETAIL),
        behind=_behind_areas,
        sample=_sample_areas,
        is_for_owner=True,
    ),
)
