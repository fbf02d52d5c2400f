"""Step 2 decided: what each column becomes, once for all sheets of a layout."""

from dataclasses import replace
from typing import cast

from db.core.errors import UserError
from db.core.progress import Progress
from importers.session import FileSurvey, TableChoice
from importers.values import ColumnGuess, OwnKind
from resources.i18n import _
from ui.pages.importing import describing, words
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import ColumnsScreen


class ColumnsPart:
    """Everything the second step can do."""

    def __init__(self, flow: ImportFlow) -> None:
        self._flow = flow
        self._layout = ""

    def screen(self) -> ColumnsScreen:
        """The step as it stands."""
        made = describing.columns_screen(self._flow.files, self._layout)
        self._layout = made.layout
        return made

    def _members(self) -> list[tuple[FileSurvey, TableChoice]]:
        groups = describing.layouts(self._flow.files)
        members = groups.get(self._layout) or next(iter(groups.values()), [])
        return [(self._flow.files[at], self._flow.files[at].tables[n]) for at, n in members]

    def choose_layout(self, layout: str) -> None:
        """Show the columns of another layout."""
        self._layout = layout
        self._flow.draw()

    def include_sheet(self, index: int) -> None:
        """Take a sheet of this layout along or leave it."""
        _survey, table = self._members()[index]
        table.included = not table.included
        self._changed()

    def map_column(self, index: int, key: str) -> None:
        """A column becomes this field, a field of the shop's own, or nothing."""
        for _survey, table in self._members():
            guess = next((one for one in table.guesses if one.index == index), None)
            if guess:
                _map(guess, key)
        self._changed()

    def choose_kind(self, kind: str) -> None:
        """Say what the list holds: customers, sales, products, talks, or nothing."""
        if kind == "unknown":
            for _survey, table in self._members():
                table.included = False
            self._changed()
            return
        self._find_again("said_kind", kind)

    def ask_header_row(self) -> None:
        """Ask where the header is."""
        members = self._members()
        if not members:
            return
        now = members[0][1].header_row
        label = _("In which row (as Excel counts) do the headings stand? 0 if there are none.")
        said = self._flow.asks.text(_("Row of the headings"), label, str(now or 0))
        if said is not None and said.strip().isdecimal():
            self._find_again("said_header", int(said))

    def ask_encoding(self) -> None:
        """Ask how the text is to be read."""
        members = self._members()
        if not members:
            return
        names = list(dict.fromkeys(words.encoding_label(encoding) for encoding in words.ENCODING_CHOICES))
        chosen = self._flow.asks.choose(
            _("Can you read the text?"), _("Choose how the letters of this file are to be read."), names
        )
        if chosen is None:
            return
        survey = members[0][0]
        survey.source = replace(survey.source, encoding=words.ENCODING_CHOICES[chosen])
        self._flow.changed()
        self._flow.work(
            lambda progress: self._flow.session.look_again(survey, progress),
            lambda _none: self._flow.draw(),
            _("Looking into the files"),
        )

    def _find_again(self, name: str, said: object) -> None:
        """Look at the sheets as said; where one can't be looked at like that, all stay as they were."""
        members = self._members()

        def look(progress: Progress) -> None:
            before = [(survey, list(survey.tables), table, getattr(table, name)) for survey, table in members]
            try:
                for survey, table in members:
                    setattr(table, name, said)
                    self._flow.session.find_again(survey, table, progress)
            except UserError:
                for survey, tables, table, had in before:
                    survey.tables = tables
                    setattr(table, name, had)
                raise

        self._flow.changed()
        self._flow.work(look, lambda _none: self._flow.draw(), _("Looking into the files"))

    def _changed(self) -> None:
        self._flow.changed()
        self._flow.draw()


def _map(guess: ColumnGuess, choice: str) -> None:
    key, _at, order = choice.partition("@")
    if order:
        guess.date_order = order
    if key == describing.DROP:
        guess.field, guess.own_title = None, None
    elif key in describing.OWN_KEYS:
        kind = key.removeprefix(f"{describing.OWN}:")
        guess.field, guess.own_title = None, guess.header.removeprefix("@")
        guess.is_opening = kind == "opening"
        guess.own_kind = "number" if guess.is_opening else cast(OwnKind, kind)
    else:
        guess.field, guess.own_title = key, None
    guess.confidence, guess.why = "sure", "chosen"
