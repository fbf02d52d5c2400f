"""What the sheets say without words (colours, comments, hidden rows, their names), and what becomes of it, list by list."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from importers.session import FileSurvey, TableChoice
from resources.i18n import N_, _, ngettext
from ui.pages.importing import words
from ui.pages.importing.screens import Choice, MarkItem

_NAMED: Final = 6  # sheets called by name
_TAG, _NOTE, _NONE, _SKIP = (
    ("tag", N_("Keep as a tag")),
    ("note", N_("Write it into the note")),
    ("none", N_("Don't keep it")),
    ("skip", N_("Leave these rows out")),
)
_CHOICES: Final = {
    "fill": (_TAG, _NOTE, _NONE),
    "strike": (_NOTE, _TAG, _NONE),
    "comment": (_NOTE, _NONE),
    "hidden": (_TAG, ("none", N_("Take them along as they are")), _SKIP),
    "sheet": (_NONE, _TAG),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """Lists that have one mark and one answer to it; `where` names them if others of the session are answered otherwise."""

    key: str
    tables: tuple[TableChoice, ...]
    where: str = ""

    @property
    def item(self) -> MarkItem:
        """As it is asked: what the lists say, and the answer that holds for every one of them."""
        label = _label(self.key, self.tables)
        shown = _("{where}: {what}").format(where=self.where, what=label) if self.where else label
        choices = tuple(Choice(value, _(text)) for value, text in _CHOICES[self.key])
        return MarkItem(self.key, shown, choices, answer(self.tables[0], self.key))

    @property
    def outcome(self) -> str:
        """In a line: “Red ground: 37 rows → Keep as a tag”."""
        item = self.item
        return f"{item.label} → {next(choice.label for choice in item.choices if choice.key == item.chosen)}"

    def choose(self, choice: str) -> None:
        """This becomes of it, in these lists and no other."""
        for table in self.tables:
            setattr(table.options, f"{self.key}_choice", choice)


def answer(table: TableChoice, key: str) -> str:
    """What becomes of this mark of a list."""
    return str(getattr(table.options, f"{key}_choice"))


def found(files: Sequence[FileSurvey], apart: frozenset[str] = frozenset()) -> list[Marked]:
    """Every mark of the lists that come along. One answer is asked once; different ones, and those in `apart`, list by list."""
    return [marked for key in _CHOICES for marked in _of(files, key, apart=key in apart)]


def _of(files: Sequence[FileSurvey], key: str, *, apart: bool) -> Iterator[Marked]:
    having = [(at, table) for at, file in enumerate(files) if file.error is None for table in _having(file, key)]
    if not having or (key == "sheet" and not _is_worth_a_word(having)):
        return
    groups: dict[tuple[int, str, str], list[TableChoice]] = {}
    for at, table in having:
        groups.setdefault((at, table.layout or table.sheet or "", answer(table, key)), []).append(table)
    if len({said for _at, _layout, said in groups}) == 1 and not apart:
        yield Marked(key, tuple(table for _at, table in having))
        return
    for (at, _layout, _said), tables in groups.items():
        yield Marked(key, tuple(tables), _where(files[at], tables, key))


def _having(file: FileSurvey, key: str) -> list[TableChoice]:
    return [table for table in file.tables if table.included and table.kind != "unknown" and _count(key, table)]


def _count(key: str, table: TableChoice) -> int:
    marks = table.marks
    counts = {"fill": marks.fills, "strike": marks.strikes, "comment": marks.comments, "hidden": marks.hidden_rows}
    return bool(table.sheet) if key == "sheet" else len(counts[key])


def _is_worth_a_word(having: Sequence[tuple[int, TableChoice]]) -> bool:
    """One sheet's name says nothing, unless a tag is made of it."""
    return len({table.sheet for _at, table in having}) > 1 or any(answer(table, "sheet") != "none" for _at, table in having)


def _where(file: FileSurvey, tables: Sequence[TableChoice], key: str) -> str:
    """The file, with the sheets where it has others and the mark does not name them itself."""
    if key == "sheet" or len(tables) == sum(1 for table in file.tables if table.included):
        return file.name
    return f"{file.name}・{_names([table.sheet for table in tables if table.sheet])}"


def _label(key: str, tables: Sequence[TableChoice]) -> str:
    if key == "fill":
        fills = Counter(colour for table in tables for colour in table.marks.fills.values())
        return "、".join(words.fill_label(colour, count) for colour, count in fills.most_common())
    if key == "sheet":
        return _("The sheets' names: {names}").format(names=_names([table.sheet for table in tables if table.sheet]))
    return words.mark_label(key, sum(_count(key, table) for table in tables))


def _names(sheets: Sequence[str]) -> str:
    names = list(dict.fromkeys(sheets))
    more = len(names) - _NAMED
    named = "、".join(names[:_NAMED])
    return (
        ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=named, count=more)
        if more > 0
        else named
    )
