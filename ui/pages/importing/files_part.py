"""Step 1 decided: which files, which lists in them, how they are read, who of an address book comes along."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from resources.i18n import _
from ui.pages.importing import describing
from ui.pages.importing.flow import ImportFlow
from ui.pages.importing.screens import FilesScreen, PersonItem

_TOMORROW = "~"  # sorts after every date: this file leads, whatever its age


class FilesPart:
    """Everything the first step can do."""

    def __init__(self, flow: ImportFlow) -> None:
        self._flow = flow

    def screen(self) -> FilesScreen:
        """The step as it stands."""
        return describing.files_screen(self._flow.files, is_working=self._flow.is_working)

    def forget(self, index: int) -> None:
        """Leave a file out of the session."""
        del self._flow.files[index]
        self._flow.changed()
        self._flow.draw()

    def retry(self, index: int) -> None:
        """Read a file again, for example after it was closed in Excel."""
        self._again(index, self._flow.opened)

    def unlock(self, index: int, password: str) -> None:
        """Try this password on a file."""
        self._again(index, self._flow.opened, password=password)

    def read_as(self, index: int, encoding: str) -> None:
        """Read a text file in another encoding."""
        self._again(index, self._flow.draw, encoding=encoding)

    def _again(self, index: int, then: Callable[[], None], **said: Any) -> None:
        survey = self._flow.files[index]
        survey.source = replace(survey.source, **said)
        survey.tables, survey.ignored, survey.error = [], [], None  # of a file that is being read nothing is said
        self._flow.changed()
        self._flow.work(
            lambda progress: self._flow.session.look_again(survey, progress),
            lambda _none: then(),
            _("Looking into the files"),
        )

    def include_table(self, index: int, table: int) -> None:
        """Take a list along or leave it."""
        choice = self._flow.files[index].tables[table]
        choice.included = not choice.included
        self._flow.changed()
        self._flow.draw()

    def lead(self, index: int) -> None:
        """Say that this file is the newest."""
        for at, file in enumerate(self._flow.files):
            if at == index:
                file.age = max((other.age for other in self._flow.files), default="") + _TOMORROW
        self._flow.changed()
        self._flow.draw()

    def map_by_hand(self, index: int) -> None:
        """What was declined is a list after all: its columns are said by the owner."""
        for table in self._flow.files[index].tables:
            if table.kind == "unknown":
                table.kind, table.included = "customers", True
                table.said_kind = "customers"
        self._flow.changed()
        self._flow.stand("columns")

    # An address book: people are picked first.

    def people(self, index: int) -> list[PersonItem]:
        """Everybody in an address book, with a tick on those the shop or another file knows."""
        survey, plan = self._flow.files[index], self._flow.plan
        known = self._flow.known.get(survey.digest, set())
        found: list[PersonItem] = []
        for batch in plan.batches if plan and survey.cards else []:
            if batch.survey is survey and plan:
                picked = batch.choice.picked
                for line in plan.lines(range(batch.start, batch.start + batch.count)):
                    name, phones = describing.name_of(line), describing.phones_of(line)
                    found.append(PersonItem(line.row, name, phones, line.row in known, picked is None or line.row in picked))
        return found

    def pick(self, index: int, rows: set[int]) -> None:
        """Only these people come along."""
        for table in self._flow.files[index].tables:
            table.picked = rows & set(table.row_numbers)
        self._flow.changed()
        self._flow.draw()
