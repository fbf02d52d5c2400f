"""檢視 ▾: the ways of looking at the list that were given a name; chosen, kept, renamed and forgotten here."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from resources.i18n import _
from ui.kit.labels import action, button
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.saved_views import ViewBody, ViewRow
    from ui.pages.customers.page import CustomersPage


class Views:
    """The button beside the chips, and its menu."""

    def __init__(self, page: "CustomersPage", shell: Shell) -> None:
        self._page, self._shell = page, shell
        self.button = button(_("Views ▾"), self._open, kind="chip", hint=_("Columns, order and list under a name"))

    def _open(self) -> None:
        self.menu().exec(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """The views, the one in use ticked, and what can be done with them."""
        from db.services import saved_views

        menu, rows, now = QMenu(self.button), saved_views.rows(), self.now()
        used = next((row for row in rows if row.body == now), None)
        for row in rows:
            entry = action(row.name, partial(self.look, row.body), parent=menu)
            entry.setCheckable(True)
            entry.setChecked(row is used)
            menu.addAction(entry)
        menu.addSeparator()
        menu.addAction(action(_("Keep this view…"), partial(self._save_as, now), icon="plus", parent=menu))
        for title, do in (
            (_("Write over"), lambda row: self._save(row.name, now)),
            (_("Rename"), self._rename),
            (_("Forget"), self._delete),
        ):
            if rows:
                part = QMenu(title, menu)
                for row in rows:
                    part.addAction(action(row.name, partial(do, row), parent=part))
                menu.addMenu(part)
        menu.addSeparator()
        menu.addAction(action(_("Choose columns…"), self._page.view.choose_columns, icon="columns-3", parent=menu))
        menu.addAction(action(_("Columns as at first"), self._page.view.reset_columns, parent=menu))
        return menu

    def now(self) -> "ViewBody":
        """How the list is looked at."""
        from db.services.saved_views import ViewBody

        query, view = self._page.presenter.query, self._page.view
        shown = view.choice.shown(self._page.model.columns)
        return ViewBody(shown, query.sort, query.descending, self._page.presenter.active, query.conditions)

    def look(self, body: "ViewBody") -> None:
        """Look at it in this way."""
        self._page.begin_afresh()
        self._page.view.take_columns(body.columns)
        self._page.view.show_order(body.sort, body.descending)
        self._page.presenter.look(body.sort, body.descending, body.chip, body.conditions)

    def _save_as(self, body: "ViewBody") -> None:
        name = self._shell.asks.text(_("Keep this view"), _("What should this view be called?"), yes=_("Keep"))
        if name and name.strip():
            self._save(name, body)

    def _save(self, name: str, body: "ViewBody") -> None:
        from db.core.journal import saving
        from db.services import saved_views

        _view, unit = saving(lambda: saved_views.save(name, body))
        self._shell.toast_undo(_("View “{name}” kept").format(name=name.strip()), unit)

    def _rename(self, row: "ViewRow") -> None:
        from db.services import saved_views
        from ui.trying import tried

        name = self._shell.asks.text(_("Rename"), _("What should this view be called?"), row.name, yes=_("Rename"))
        if not name or not name.strip():
            return
        if done := tried(lambda: saved_views.rename(row.id, name), self._shell.asks):
            self._shell.toast_undo(_("View “{name}” kept").format(name=name.strip()), done[1])

    def _delete(self, row: "ViewRow") -> None:
        from db.core.journal import saving
        from db.services import saved_views

        _none, unit = saving(lambda: saved_views.delete(row.id))
        self._shell.toast_undo(_("View “{name}” forgotten").format(name=row.name), unit)
