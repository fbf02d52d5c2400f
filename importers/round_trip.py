"""An export that was changed in Excel and comes back: matched by its numbers, and only what was changed there is offered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.services import customer_sheet, customers, lists, matching_keys, sheet_changes, sheet_marks
from db.services.customer_form import CustomerForm
from db.services.customer_sheet import SheetField
from db.services.lists import ListQuery
from db.services.sheet_marks import mark, said
from importers import our_sheet
from importers.child import Child
from importers.messages import Opened, Rows, Whole
from importers.our_sheet import OurSheet
from importers.values import Source
from resources.i18n import _

#: What is said of a change: both sides changed it, it was emptied in Excel, it can't be read, it is told alone.
CONFLICT, CLEARED, REFUSED, TOLD = "conflict", "cleared", "refused", "told"


@dataclass(slots=True)
class Changed:
    """One cell that says something else than when it was exported. Only what is `ticked` is taken over."""

    key: str
    title: str
    before: str  # what the shop has
    after: str  # what Excel says
    state: str = ""
    sentence: str = ""  # of a refused one: why
    ticked: bool = True

    @property
    def may_tick(self) -> bool:
        """Whether the owner may take it over."""
        return self.state not in (REFUSED, TOLD)


@dataclass(slots=True)
class BackRow:
    """A row that brings something: changes of a customer, or a new one (`customer` None)."""

    row: int  # as Excel shows it
    customer: int | None
    name: str
    changes: list[Changed]
    sentence: str = ""  # of a new one: who it may be; of one merged since: what to do


@dataclass(slots=True)
class Returned:
    """An export that came back. `put_away`: what becomes of the customers whose rows are missing; False: they stay."""

    file: str
    digest: str
    sheet: str | None
    header_row: int
    records: int
    columns: list[SheetField]
    rows: list[BackRow] = field(default_factory=list)
    missing: list[tuple[int, str]] = field(default_factory=list)  # id and name of rows deleted in Excel
    unknown: int = 0  # rows of customers who are not there any more
    put_away: bool = False

    @property
    def ticked(self) -> list[BackRow]:
        """The rows that will do something."""
        return [one for one in self.rows if any(change.ticked for change in one.changes)]


def read(source: Source, progress: Progress = silent) -> Returned | None:
    """What the file says otherwise than when it was exported; None: it is no export of this shop. UserErrors as in any import."""
    with Child() as child:
        answers = list(child.ask(Whole(source), progress))
    opened = next(one for one in answers if isinstance(one, Opened))
    sheet = our_sheet.found([one for one in answers if isinstance(one, Rows)])
    if sheet is None:
        return None
    name = source.name or (source.path.name if source.path else "")
    columns = list(sheet.at.values())
    returned = Returned(name, opened.digest, sheet.name, sheet.header_row, len(sheet.rows), columns)
    return returned if _compare(returned, sheet, progress) else None


def _compare(returned: Returned, sheet: OurSheet, progress: Progress) -> bool:
    """Fill in what differs; False: most numbers are of another shop."""
    shop = sheet_marks.shop()
    numbers = [said(row[sheet.number_at] if len(row) > sheet.number_at else None) for _row, row in sheet.rows]
    ours = [sheet_marks.customer_of(number, shop) if number else None for number in numbers]
    if sum(1 for number in numbers if number) > 2 * sum(1 for one in ours if one is not None) or not any(ours):
        return False
    sheet.merged = customers.merged(one for one in ours if one)
    there = dict(said_now([one for one in ours if one], list(sheet.at.values()), progress))
    twice = Counter(one for one in ours if one)
    for (place, row), number, customer in zip(sheet.rows, numbers, ours, strict=True):
        first = customer is not None and twice[customer] > 0
        if customer in there and first:
            twice[customer] = 0  # a copy of the row further down is somebody new
            _changed(returned, sheet, place, our_sheet.texts(sheet, row), there[customer])
        elif number and customer not in there:
            returned.unknown += 1
        else:
            _new(returned, place, our_sheet.texts(sheet, row), is_copy=bool(number))
    returned.missing = _missing(sheet, shop, set(there))
    _refuse_codes(returned)
    return True


def said_now(ids: list[int], columns: list[SheetField], progress: Progress = silent) -> Iterator[tuple[int, dict[str, str]]]:
    """What the cells of these customers say as the shop stands now, by column."""
    for at, (customer, row) in enumerate(customer_sheet.rows(list(dict.fromkeys(ids)), columns)):
        if at % customer_sheet.BLOCK == 0:
            progress(_("Comparing with the shop"), at, len(ids))
        yield customer, {one.key: said(cell, one.kind) for one, cell in zip(columns, row, strict=True)}


def _changed(returned: Returned, sheet: OurSheet, place: int, texts: list[tuple[SheetField, str]], shop: dict[str, str]) -> None:
    customer, marks = sheet_marks.customer_of(shop["number"], sheet_marks.shop()), sheet.marks.get(shop["number"])
    differing = [(one, text, state) for one, text in texts if (state := _state(one, text, shop[one.key], marks)) is not None]
    if not differing or customer is None:
        return
    form = customers.form(customer)
    if customer in sheet.merged:
        _merged(returned, place, sheet.merged[customer], form, differing)
        return
    if marks is None:
        grown = customer in sheet.merged.values()
        told = ((one, text, _unmarked(form, one, text, state, grown=grown)) for one, text, state in differing)
        differing = [(one, text, state) for one, text, state in told if state is not None]
    changes = [one for one in (_offered(form, field_, text, shop, state) for field_, text, state in differing) if one]
    if changes:
        returned.rows.append(BackRow(place, customer, form.name, changes))


def _unmarked(form: CustomerForm, one: SheetField, text: str, state: str, *, grown: bool) -> str | None:
    """What is to be said of a csv's cell; None: nothing. `grown`: another row's customer became part of this one since.

    What the shop has more of than the cell may have come meanwhile, so that it is not taken away unasked.
    """
    if grown:
        return None if not text or sheet_changes.remembers(form, one.key, text) else CONFLICT
    return CLEARED if not text or sheet_changes.holds(form, one.key, text) else state


def _merged(
    returned: Returned, place: int, stayed: int, form: CustomerForm, differing: list[tuple[SheetField, str, str]]
) -> None:
    """What a row says of somebody merged since is told beside what the one who stayed has; it is not theirs, so never taken over.

    A phone that went over in the merge, a code that stands in the note: what the one who stayed has is nothing new.
    """
    shop = dict(said_now([stayed], returned.columns))[stayed]
    new = [(one, text) for one, text, _state in differing if not sheet_changes.remembers(form, one.key, text)]
    changes = [Changed(one.key, one.title, shop[one.key], text, TOLD, ticked=False) for one, text in new]
    if changes:
        sentence = _("Merged since: change it on the card.")
        returned.rows.append(BackRow(place, stayed, form.name, changes, sentence))


def _state(one: SheetField, now: str, shop: str, marks: frozenset[int] | None) -> str | None:
    """What is to be said of a cell; None: it was not changed in Excel."""
    if now == shop:
        return None
    if marks is None:  # a csv keeps no marks: whatever differs was changed there, but what is told alone
        return None if not one.comes_back else "" if now else CLEARED
    if now and mark(one.key, now) in marks:
        return None
    in_shop = mark(one.key, shop) in marks
    if not one.comes_back:
        return TOLD if now or in_shop else None
    if not now:
        return CLEARED if in_shop else None
    return CONFLICT if shop and not in_shop else ""


def _offered(form: CustomerForm, one: SheetField, text: str, shop: dict[str, str], state: str) -> Changed | None:
    found = Changed(one.key, one.title, shop[one.key], text, state, ticked=not state)
    if state == TOLD:
        return found
    try:
        sheet_changes.refuse_cut(shop[one.key])
        if not sheet_changes.apply(form, one.key, text):
            return None
    except InputError as error:
        found.state, found.sentence, found.ticked = REFUSED, error.sentence, False
    return found


def _new(returned: Returned, place: int, texts: list[tuple[SheetField, str]], *, is_copy: bool) -> None:
    """A row without a number is a new customer, left out at first where somebody like that is there."""
    form, changes = CustomerForm(), []
    for one, text in texts:
        if text and one.comes_back:
            found = _offered(form, one, text, {one.key: ""}, "")
            changes += [found] if found else []
    if not form.name:
        changes = [Changed(one.key, one.title, "", one.after, REFUSED, ticked=False) for one in changes]
        returned.rows.append(BackRow(place, None, "", changes, _("This row has no name, so nobody can be made of it.")))
        return
    doubles = customers.likely_doubles(form)
    sentence = _("This row has the number of another row.") if is_copy else doubles[0].sentence if doubles else ""
    for change in changes:
        change.ticked = change.ticked and not sentence
    returned.rows.append(BackRow(place, None, form.name, changes, sentence))


def _missing(sheet: OurSheet, shop: bytes, found: set[int]) -> list[tuple[int, str]]:
    """The customers who were exported, are in the shop, and whose rows are not in the file any more."""
    exported = (sheet_marks.customer_of(number, shop) for number in sheet.marks)
    gone = sorted({one for one in exported if one is not None} - found)
    column = [one for one in customer_sheet.fields(own=False) if one.key == "name"]
    visible = set(lists.ids(ListQuery())) if gone else set()
    return [(one, str(row[0])) for one, row in customer_sheet.rows([one for one in gone if one in visible], column)]


def _refuse_codes(returned: Returned) -> None:
    """A code belongs to one customer."""
    taken: set[str] = set()
    for row in returned.rows:
        for one in row.changes:
            if one.key == "code" and one.may_tick and one.after:
                if one.after in taken or matching_keys.has_code(one.after, row.customer or 0):
                    one.state, one.ticked = REFUSED, False
                    one.sentence = _("The code “{code}” belongs to somebody else already.").format(code=one.after)
                taken.add(one.after)
