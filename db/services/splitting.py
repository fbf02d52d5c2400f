"""A merge taken apart again, also where undo no longer can: what it moved goes back, what came later stays."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal

from db.core.connection import database, rows, value
from db.core.errors import RefusedError
from db.core.journal import unit
from db.models import Customer
from db.services import customers, known_as, merge_traces, splitting_rows
from db.services.merge_traces import FieldTrace, Merge, Trace
from resources.i18n import _

Answer = Literal["stay", "back", "over"]  # of a field changed since: it stays, goes back to before the merge, goes to the other
_NOTE: Final = "note"
_UNDER: Final = (
    "WITH RECURSIVE part(id) AS (SELECT id FROM customer WHERE merged_into = ?"
    " UNION ALL SELECT c.id FROM customer c JOIN part ON c.merged_into = part.id) SELECT id FROM part"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A customer who was merged into another and can be split off. `at`: UTC."""

    id: int
    name: str
    code: str  # the code before the merge
    at: str
    by: str
    unit: int


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field the merge filled and somebody changed since: the columns before the merge, now, and of the one who goes again."""

    key: str
    before: dict[str, Any]
    now: dict[str, Any]
    theirs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """What splitting would do. `moves`: rows that go back, by table; `back`: fields of the kept one that do."""

    gone: int
    kept: int
    name: str
    kept_name: str
    moves: dict[str, int]
    back: tuple[str, ...]
    changed_since: tuple[ChangedField, ...]
    code: str  # what the one who goes is given back
    code_taken_by: str  # the name of who has it by now; "": it is free
    known_by: str = ""  # the code, else a phone of the one who goes
    kept_known_by: str = ""


@dataclass(slots=True)
class _Case:
    """One merge as it can be taken apart now. `path`: whom the rows may belong to meanwhile, from the first to the kept one."""

    merge: Merge
    kept: int
    path: list[int]
    done: list[Trace]
    below: dict[int, dict[str, FieldTrace]]  # fields of whom it went into first, where they were merged on since
    fields: dict[str, FieldTrace]  # as they reached the kept one
    now: dict[str, Any]
    theirs: dict[str, Any]


def parts(customer: int) -> list[Part]:
    """Everybody who was merged into this customer, also by way of another, the latest first."""
    found = [merge for (one,) in rows(_UNDER, customers.follow(customer)) if (merge := merge_traces.of(one))]
    return [_part(merge) for merge in sorted(found, key=lambda merge: -merge.unit)]


def _part(merge: Merge) -> Part:
    name = str(value("SELECT name FROM customer WHERE id = ?", merge.gone))
    return Part(merge.gone, name, _code_before(merge_traces.traces(merge.unit), merge.gone), merge.at, merge.by, merge.unit)


def plan(gone: int) -> SplitPlan:
    """What splitting this customer off would do; nothing is changed. RefusedError: they are no part of another."""
    case = _case(gone)
    asked = {one.key for one in _changed_since(case)}
    code = _code_before(case.done, gone)
    taken = rows("SELECT id, name FROM customer WHERE code = ? AND code <> ''", code)
    is_taken = bool(taken) and not (taken[0][0] == case.kept and "code" in case.fields.keys() - asked)
    moved = splitting_rows.moved(case.done, gone, case.path)
    return SplitPlan(
        gone, case.kept, case.theirs["name"], case.now["name"], {table: len(ids) for table, ids in moved.items() if ids},
        tuple(key for key in case.fields if key not in asked), tuple(_changed_since(case)), code,
        taken[0][1] if is_taken else "",
        *_known_by(case, code, moved.get("contact_point", ())),
    )  # fmt: skip


def _known_by(case: _Case, code: str, points: Collection[int]) -> tuple[str, str]:
    """The code, else a telephone, of the one who goes (with these `points`) and of the one who stays."""
    phones = rows(
        "SELECT id, text FROM contact_point WHERE customer = ? AND kind IN ('mobile', 'phone') ORDER BY position, id", case.kept
    )
    theirs, mine = (next((str(text) for one, text in phones if (one in points) == goes), "") for goes in (True, False))
    return code or theirs, (case.now["code"] if case.now["code"] != code else "") or mine


def split(gone: int, answers: Mapping[str, Answer] | None = None) -> int:
    """Split this customer off the one they were merged into, and remember that the two are two; the id of the other.

    `answers`: what becomes of each field of plan(gone).changed_since; without one it stays as it is.
    """
    with unit("customers.split", gone=gone) as opened:
        case = _case(gone)
        opened.detail["kept"] = case.kept
        _restore_fields(case, answers or {})
        Customer.update(merged_into=None).where(Customer.id == gone).execute()
        _give_code(case)
        splitting_rows.move_back(case.done, gone, case.path)
        splitting_rows.bring_back(case.done)
        splitting_rows.share([one for (one,) in rows(_UNDER, case.kept)], gone, case.kept)
        customers.say_apart(case.kept, gone)
    return case.kept


def _case(gone: int) -> _Case:
    merge = merge_traces.of(gone)
    kept = customers.follow(gone)
    if merge is None or kept == gone:
        raise RefusedError(_("This customer was not merged into another."))
    path = [merge.into]
    while path[-1] != kept:
        path.append(int(value("SELECT merged_into FROM customer WHERE id = ?", path[-1])))
    done = merge_traces.traces(merge.unit)
    reached = _reached(_filled(merge, done), path)
    return _Case(merge, kept, path, done, reached, reached.pop(kept), _now(kept), _now(gone))


def _filled(merge: Merge, done: list[Trace]) -> dict[str, FieldTrace]:
    """What a merge put into the customer that stayed; of the note without the lines that went again with others since."""
    found = merge_traces.fields(done, merge.into)
    if note := found.get(_NOTE):
        now = str(value("SELECT note FROM customer WHERE id = ?", merge.gone))
        went = Counter(_lines(merge_traces.note_then(merge, now))) - Counter(_lines(now))
        found[_NOTE] = _bringing(note, _added(note) - went) if went else note
    return found


def _reached(first: dict[str, FieldTrace], path: list[int]) -> dict[int, dict[str, FieldTrace]]:
    """What each of the path has of this merge: whom it went into first, and whom they were merged into since."""
    found = {path[0]: first}
    for below, above in pairwise(path):
        on = merge_traces.of(below)
        further = _filled(on, merge_traces.traces(on.unit)) if on else {}
        found[above] = {key: joined for key, one in found[below].items() if (joined := _joined(one, further.get(key)))}
    return found


def _joined(one: FieldTrace, further: FieldTrace | None) -> FieldTrace | None:
    """A value that was carried on; None: the next customer kept their own. Of a note, the lines that were carried on."""
    if further is None:
        return None
    if one.key == _NOTE:
        return _bringing(further, _added(one) & _added(further))
    if further.after != one.after:
        return _added_on(one, further)
    return FieldTrace(one.key, one.before if any(one.before.values()) else further.before, one.after)


def _added_on(one: FieldTrace, further: FieldTrace) -> FieldTrace | None:
    """An opening balance that was added to the next customer's: without what came with the first merge."""
    (column, now), *more = further.after.items()
    was, before, brought = further.before.get(column), one.before.get(column) or 0, one.after.get(column)
    numbers = [number for number in (now, was, before, brought) if isinstance(number, int)]
    if more or len(numbers) < 4 or numbers[0] != numbers[1] + numbers[3]:
        return None
    return FieldTrace(one.key, {column: numbers[0] - numbers[3] + numbers[2]}, further.after)


def _changed_since(case: _Case) -> list[ChangedField]:
    return [
        ChangedField(
            key, _before(case.now, one), *({name: row.get(name) for name in one.after} for row in (case.now, case.theirs))
        )
        for key, one in case.fields.items()
        if not _is_as_left(case.now, one)
    ]


def _is_as_left(now: dict[str, Any], one: FieldTrace) -> bool:
    """Whether there still is what the merge put there; of a note every line stands for itself, one rewritten stays."""
    return one.key == _NOTE or all(now.get(column) == then for column, then in one.after.items())


def _before(now: dict[str, Any], one: FieldTrace) -> dict[str, Any]:
    """What the field goes back to: of a note that was written on, everything but the lines the merge added."""
    if one.key != _NOTE or now[_NOTE] == one.after[_NOTE]:
        return one.before
    return {_NOTE: _without(now[_NOTE], _added(one))}


def _bringing(one: FieldTrace, lines: Counter[str]) -> FieldTrace:
    """The same as if only these lines had been added to the note."""
    return FieldTrace(_NOTE, {_NOTE: _without(one.after[_NOTE], lines)}, one.after)


def _added(one: FieldTrace) -> Counter[str]:
    """The lines that were added to a note; one that stood there already may have come once more."""
    return Counter(_lines(one.after[_NOTE])) - Counter(_lines(one.before[_NOTE]))


def _without(note: str, lines: Counter[str]) -> str:
    """The note without these lines, each as often as it was added: what was added stands last."""
    left, kept = Counter(lines), []
    for line in reversed(_lines(note)):
        if left[line] > 0:
            left[line] -= 1
        else:
            kept.append(line)
    return "\n".join(reversed(kept))


def _lines(note: str) -> list[str]:
    return note.split("\n") if note else []


def _restore_fields(case: _Case, answers: Mapping[str, Answer]) -> None:
    """What the merge filled is as before again; what was changed since as it was answered."""
    for customer, fields in case.below.items():
        now = _now(customer)
        _write(customer, _as_before(now, [one for one in fields.values() if _is_as_left(now, one)]), now)
    asked = {one.key: one for one in _changed_since(case)}
    back: dict[str, Any] = {}
    over: dict[str, Any] = {}
    for key, one in case.fields.items():
        answer = answers.get(key, "stay") if key in asked else "back"
        if answer != "stay":
            back |= _before(case.now, one)
        if answer == "over":
            over |= asked[key].now
    if over.get("code"):
        raise RefusedError(_("A code goes back to who had it; it can't be handed over."))
    _write(case.kept, back, case.now)
    _write(case.merge.gone, over, case.theirs)


def _as_before(now: dict[str, Any], fields: list[FieldTrace]) -> dict[str, Any]:
    return {column: old for one in fields for column, old in _before(now, one).items()}


def _write(customer: int, values: dict[str, Any], now: dict[str, Any]) -> None:
    differing = {column: one for column, one in values.items() if now.get(column) != one}
    if differing:
        own = {merge_traces.key_of(name): one for name, one in now.items() if name.startswith("extra.")}
        Customer.update(merge_traces.folded(differing, own)).where(Customer.id == customer).execute()


def _code_before(done: list[Trace], gone: int) -> str:
    mine = (trace for trace in done if (trace.table, trace.row) == ("customer", gone))
    return next((str(trace.before["code"]) for trace in mine if trace.before.get("code")), "")


def _give_code(case: _Case) -> None:
    """Their code is theirs again; where somebody else has it by now, it is told in the note."""
    code, gone = _code_before(case.done, case.merge.gone), case.merge.gone
    if code and value("SELECT 1 FROM customer WHERE code = ?", code):
        note = str(value("SELECT note FROM customer WHERE id = ?", gone))
        Customer.update(note=known_as.other_code(note, code)).where(Customer.id == gone).execute()
    elif code:
        Customer.update(code=code).where(Customer.id == gone).execute()


def _now(customer: int) -> dict[str, Any]:
    cursor = database.execute("SELECT * FROM customer WHERE id = ?", (customer,))
    names = [column[0] for column in cursor.description]
    return merge_traces.flat(dict(zip(names, cursor.fetchone(), strict=True)))
