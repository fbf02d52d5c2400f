"""A plan as it is shown: one line as the wizard draws it, and the JSON contract of the command line."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from db.services import earlier_imports
from db.services.matching_keys import SCALARS
from importers import linking
from importers.lines import ACTIONS, Batch, Line, Other
from importers.merging import Difference
from importers.plan import Plan
from importers.records import Person

if TYPE_CHECKING:
    from importers.session import FileSurvey

_LISTS: Final = ("phone", "mobile", "fax", "email", "line_id", "line_name", "fb", "ig")


def line(plan: Plan, n: int) -> Line:
    """One line."""
    batch = plan.batch_of(n)
    local = n - batch.start
    group = plan.groups.get(plan.matches.root(n)) if batch in plan.people else None
    changes = group.differences.get(n, []) if group else []
    return Line(
        n,
        batch.survey.name,
        batch.choice.sheet,
        batch.clean.row_numbers[local],
        batch.choice.kind,
        ACTIONS[batch.actions[local]],
        tuple(reason for reason in plan.reasons.get(n, ()) if reason),
        record(plan, batch, local),
        tuple(_told_by(change, group.root) for change in changes) if group else (),
        batch.changes_of(local),
        batch.problems_of(local),
        _other(plan, n) if batch in plan.people else None,
        n not in plan.left_out,
        plan.answers.get(n, ""),
        _whose(plan, n),
    )


def _whose(plan: Plan, n: int) -> str:
    """What the customer of a sale or a talk is called."""
    whose = plan.links.whose.get(n)
    return "" if whose is None else linking.person(plan, plan.links, whose).name


def _told_by(change: Difference, root: int) -> Difference:
    """The same, saying whether somebody typed in what the customer of the shop has there."""
    had = change.after if change.lost else change.before
    if root >= 0 or not had:
        return change
    return replace(change, by_hand=earlier_imports.is_typed(-root, change.field, had))


def _other(plan: Plan, n: int) -> Other | None:
    """Whom a line has to do with."""
    match = plan.matches.found.get(n)
    if match is None:
        return None
    if match.other < 0:
        person = plan.people_of([-match.other])[-match.other]
        state = person.state or ("blacklisted" if person.blacklist else "")
        return Other(*_told(person), customer=-match.other, state=state, score=match.score)
    person = plan.records.person(match.other)
    batch = plan.batch_of(match.other)
    where = " ".join(part for part in (batch.survey.name, batch.choice.sheet or "", str(plan.row(match.other))) if part)
    return Other(*_told(person), line=match.other, where=where, score=match.score)


def _told(person: Person) -> tuple[str, tuple[str, ...], str]:
    return person.name, tuple(person.phones()), person.places[0].text if person.places else ""


def record(plan: Plan, batch: Batch, local: int) -> dict[str, Any]:
    """One record as it will be saved, keyed by field: phones, mails and handles as lists, own fields under "own"."""
    if batch in plan.people:
        return _person(plan.records.person(batch.start + local))
    clean = batch.clean
    found: dict[str, Any] = {name: column[local] for name, column in clean.fields.items() if column[local] not in (None, "")}
    if (orders := plan.links.tables.get(batch.start)) and orders.has_totals:
        found.pop("amount", None)
        found |= {"amount": amount} if (amount := orders.amount(local)) is not None else {}
    points = clean.points
    for at in batch.points_of(local):
        found.setdefault(points.kind[at], []).append(points.text[at])
    if places := batch.addresses_of(local):
        found["address"] = "、".join(clean.addresses.text[at] for at in places)
    if people := batch.contacts_of(local):
        found["contact"] = "、".join(clean.contacts.name[at] for at in people)
    own = {title: column[local] for title, column in clean.own.items() if column[local] not in (None, "")}
    return found | ({"own": own} if own else {})


def _person(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = {name: person.scalars[name] for name in SCALARS if person.scalars.get(name)}
    for kind in _LISTS:
        if texts := [point.text for point in person.points if point.kind == kind]:
            found[kind] = texts
    if person.places:
        texts = [place.text for place in person.places]
        found["address"] = texts[0] if len(texts) == 1 else texts
        zips = [place.zip for place in person.places if place.zip]
        if zips:
            found["postal_code"] = zips[0]
    if person.contacts:
        found["contact"] = "、".join(name for name, _title, _record in person.contacts)
    for name, value in (
        ("note", person.note),
        ("blacklist", person.blacklist),
        ("tags", sorted(person.tags)),
        ("own", person.own),
    ):
        if value:
            found[name] = value
    return found


def contract(plan: Plan, unit: int | None, committed: bool) -> dict[str, Any]:
    """The JSON of design section 9; with `committed` the unit (or null) is in it."""
    files = [_file(plan, survey) for survey in plan.files]
    head: dict[str, Any] = {"unit": unit} if committed else {}
    return {**head, **files[0]} if len(files) == 1 else {**head, "files": files}


def _file(plan: Plan, survey: "FileSurvey") -> dict[str, Any]:
    batches = {id(batch.choice): batch for batch in plan.batches if batch.survey is survey}
    tables = []
    for choice in survey.tables:
        batch = batches.get(id(choice))
        if batch is not None:
            tables.append(_table(plan, batch))
        else:
            head = {"sheet": choice.sheet, "kind": "unknown" if choice.included or choice.kind == "unknown" else choice.kind}
            tables.append({**head, "header_row": choice.header_row, "rows": choice.rows, "reason": choice.reason or "left out"})
    return {
        "file": survey.name,
        "tables": tables,
        "ignored_sheets": [{"sheet": sheet, "reason": _words(reason)} for sheet, reason in survey.ignored],
    }


def _words(code: str) -> str:
    """A reason as the contract spells it: "too short"."""
    return code.replace("_", " ")


def _table(plan: Plan, batch: Batch) -> dict[str, Any]:
    choice, clean = batch.choice, batch.clean
    rows = clean.row_numbers
    counts = {name: batch.actions.count(code) for code, name in enumerate(ACTIONS)}
    problems = [
        {"row": rows[one.record], "column": one.header, "value": one.value, "reason": _words(one.reason)}
        for one in sorted(clean.problems, key=lambda one: one.record)
    ]
    if batch in plan.people:
        from importers.leftover import gave_way

        problems += [
            {"row": plan.row(n), "column": header, "value": value, "reason": "differs"}
            for n, header, value, _kept in gave_way(plan, batch)
        ]
    elif choice.kind == "sales":
        problems += [{"row": plan.row(n), **what, "reason": "called off"} for n, what in _called_off(plan, batch)]
    extra = {} if batch in plan.people else {"new_customers": batch.new_customers}
    return {
        "sheet": choice.sheet,
        "kind": choice.kind,
        "header_row": choice.header_row,
        "rows": batch.count,
        "columns": [_column(guess) for guess in choice.guesses],
        **counts,
        **extra,
        "not_records": [{"row": one.row, "reason": _words(one.reason)} for one in choice.not_records],
        "repairs": dict(sorted(clean.repairs.items())),
        "problems": problems,
        "first": record(plan, batch, 0) if rows else {},
        "last": record(plan, batch, len(rows) - 1) if rows else {},
    }


def _called_off(plan: Plan, batch: Batch) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of orders that were cancelled or returned, with the words that say so."""
    from importers.orders import states

    for n, reasons in plan.reasons.items():
        if "called_off" in reasons and 0 <= n - batch.start < batch.count:
            column, text = next(states(batch, n - batch.start), ("", ""))
            yield n, {"column": column, "value": text}


def _column(guess: Any) -> dict[str, Any]:
    return {"header": guess.header, "field": guess.field, **({"own_field": guess.own_title} if guess.own_title else {})}
