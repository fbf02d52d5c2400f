"""報價: every quote in one list, and what can be done with it."""

from array import array
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from db.core.progress import Progress
from db.services import quote_rows
from db.services.quote_rows import QuoteQuery, QuoteRow
from resources.i18n import _, ngettext
from ui.kit import counter, jobs
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button
from ui.kit.page import Shell
from ui.kit.record_list import RecordList
from ui.pages.quotes.columns import COLUMNS
from ui.pages.quotes.presenter import ALL, Listed, QuotesPresenter
from ui.quoting import deeds, words
from ui.quoting import menu as quoting

if TYPE_CHECKING:
    from db.core.events import Announcement


class QuotesPage(RecordList):
    """Draws what the presenter reads."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell,
            name="quotes",
            columns=COLUMNS,
            fetch=quote_rows.of_ids,
            search_hint=_("Number, customer or name of the job"),
            empty_icon="clipboard-list",
            sort="quoted_on",
            descending=True,
            buttons=(
                button(_("New quote"), self.add, icon="plus", kind="primary", key="Ctrl+N"),
                button(_("Print"), lambda: shell.do("print"), key="Ctrl+P"),
                self.more_button(),
            ),
            bulk=(button(_("Throw the drafts away"), self.delete),),
        )
        self.presenter = QuotesPresenter(self, jobs.start)
        self._found: Listed | None = None  # what stands in the list
        counter.state.changed.connect(self._say_sum)
        self.follow(self.presenter)
        self.view.activated_id.connect(partial(deeds.open_, shell))
        once(QKeySequence.StandardKey.Delete, self.view, self.delete, alone=True)
        self.presenter.read()

    # The page as the window knows it.

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with what is looked for (`text`), under a chip (`state`), or where it stood (`query`)."""
        if what:
            query = what.get("query") or QuoteQuery(what.get("state", ALL), str(what.get("text", "")))
            self.search.set_words(query.text)
            self.view.show_order(query.sort.removeprefix("-"), query.sort.startswith("-"))
            self.presenter.show(query)
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same list."""
        return {"query": self.presenter.query}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved."""
        self.model.forget()
        self.presenter.read()

    def in_view(self) -> list[int]:
        """Whose quotes are chosen."""
        return list(dict.fromkeys(row.customer for row in quote_rows.of_ids(self.view.chosen()[:100])))

    def add(self) -> None:
        """Ctrl+N: a new quote."""
        self.shell.quote()

    def edit(self) -> None:
        """F2: change the one the cursor is on."""
        if (quote := self.view.current_id()) is not None:
            deeds.change(self.shell, quote)

    def delete(self) -> None:
        """Delete: a draft is thrown away, what was issued made void; of several the drafts go."""
        if self.view.count_chosen() > 1:
            deeds.discard_all(self.shell, self.view.chosen())
        elif row := self._current():
            key = next((one for one in ("discard", "give_up", "void") if one in words.possible(row)), "")
            if key:
                quoting.VERBS[key][1](self.shell, row.id)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What only this page does."""
        return {_("Save the quotes as a file…"): self.export, _("Quote templates…"): self.show_templates}

    def paper(self) -> Work | None:
        """The list."""
        return self.listed(_("Quotes"), quote_rows.of_ids)

    # What is done here.

    def export(self) -> None:
        """The list as an Excel file or a csv."""
        query = self.presenter.query

        def write(target: Path, progress: Progress) -> None:
            from reports import quote_list

            quote_list.write(target, query, progress)

        self.save_list(_("Save the quotes as a file…"), _("Quotes"), write)

    def show_templates(self) -> None:
        """The templates: begun from, renamed, deleted."""
        from ui.quoting.templates_dialog import TemplatesDialog

        TemplatesDialog(self.shell).open()

    def _current(self) -> QuoteRow | None:
        current = self.view.current_id()
        return next(iter(quote_rows.of_ids([current])), None) if current is not None else None

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the quote the cursor is on, or with those chosen."""
        if self.view.count_chosen() > 1:
            menu.addAction(action(_("Throw the drafts away"), self.delete, icon="trash-2", parent=menu))
        elif row := self._current():
            quoting.fill(menu, self.shell, row)
            menu.addSeparator()
            menu.addAction(
                action(_("Open the whole card"), lambda: self.shell.open_card(row.customer), icon="users", parent=menu)
            )

    # The view of the presenter.

    def show_quotes(self, found: Listed) -> None:
        """Show these quotes, and what they come to."""
        self.view.show_ids(found.ids)
        self.begin()
        self._found = found
        self._say_sum()

    def _say_sum(self) -> None:
        """How many they are, and what they come to together; said anew where the counter mode hides it."""
        if self._found:
            count = len(self._found.ids)
            said = ngettext("{count} quote", "{count} quotes", count).format(count=f"{count:,}")
            summed = _("adding up to {amount}") if self._found.query.state else _("adding up to {amount} without void ones")
            self.say(" ・ ".join([said, summed.format(amount=words.amount(self._found.total))]))

    def show_nothing(self, found: Listed) -> None:
        """Say that nothing was found, or what will stand here."""
        self._found = None
        self.view.show_ids(array("q"))
        self.say("")
        if text := found.query.text.strip():
            self.show_empty(_("“{text}” was not found.").format(text=text), [])
        elif any(found.counts.values()):
            self.show_empty(_("No quote stands here."), [])
        else:
            begin = button(_("Write the first one"), self.add, kind="primary")
            self.show_empty(_("There are no quotes yet. The first takes about three minutes."), [begin])
