"""What can be done to the customers who are chosen: menus and small forms, the same in the list and in the menu bar."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from db.services.lists import Selection
from resources.i18n import _, ngettext
from ui.deeds import Deeds, is_many
from ui.kit import counter
from ui.kit.labels import action
from ui.kit.page import Shell
from ui.pages.customers import paper
from ui.pages.customers.chips import tag_names
from ui.pages.customers.tag_menu import new_tag, tag_menu

if TYPE_CHECKING:
    from ui.pages.customers.page import CustomersPage

_PAIR: Final = 2
_ASKED: Final = 1_000  # customers; what one press does to more of them is asked first


class Verbs:
    """Menus over a Selection; what is chosen in them is done by the deeds."""

    def __init__(self, page: "CustomersPage", deeds: Deeds, shell: Shell) -> None:
        self._page, self._deeds, self._shell = page, deeds, shell

    # the whole menu

    def fill(self, menu: QMenu, who: Selection, count: int) -> None:
        """Everything that can be done to so many customers."""
        if count > 1:
            head = action(ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}"), menu.close)
            head.setParent(menu)
            head.setEnabled(False)
            menu.addAction(head)
        for part in self.tag_menus(menu, who):
            menu.addMenu(part)
        self._add(menu, _("Change a field…"), partial(self.set_field, who, count), "pencil")
        self._add(menu, _("Remind me…"), partial(self.remind, who, count), "calendar", "Ctrl+Shift+J")
        self._add(menu, _("Write down a talk…"), partial(self.log, who, count), "phone", "Ctrl+J")
        menu.addMenu(self.touch_menu(menu, who))
        menu.addSeparator()
        self._add(menu, _("Put on the watch list…"), partial(self.blacklist, who), "ban")
        self._add(menu, _("Send them nothing more…"), partial(self.refuse, who), "mail")
        if count == 2:
            self._add(menu, _("Merge these two…"), partial(self.merge, who), "users")
        menu.addMenu(self.reasons(menu, who))
        menu.addSeparator()
        self._add(menu, _("Export…"), partial(self._page.export, who), "file-spreadsheet")
        self._add(menu, _("Print"), lambda: self._shell.do("print"), "printer", "Ctrl+P")
        self._add(menu, _("Address labels…"), partial(self.letters, "labels", who), "tag")
        self._add(menu, _("Envelopes…"), partial(self.letters, "envelopes", who), "mail")

    @staticmethod
    def _add(menu: QMenu, text: str, do: Callable[[], object], icon: str, key: str = "") -> None:
        menu.addAction(action(counter.quiet(text), do, icon=icon, key=key, parent=menu))

    def open(self, menu: QMenu, at: QWidget) -> None:
        """Open a menu over or under a button, where there is room."""
        corner = at.mapToGlobal(QPoint(0, at.height()))
        below = self._page.mapToGlobal(self._page.rect().bottomLeft()).y() - corner.y()
        menu.exec(corner if menu.sizeHint().height() <= below else at.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def act(self, name: str, who: Selection, count: int, at: QWidget) -> None:
        """What the menu bar asks."""
        match name:
            case "log":
                self.log(who, count)
            case "remind":
                self.remind(who, count)
            case "tags":
                self.open_tags(who, at)
            case "blacklist":
                self.blacklist(who)
            case "refuse":
                self.refuse(who)
            case "merge":
                self.merge(who)
            case "split":
                from ui.merging.split_dialog import split

                split(self._shell, who.ids()[0])
            case "archive":
                self.open(self.reasons(QMenu(at), who), at)
            case "put_back":
                self._asked(_("Put back"), partial(self._deeds.put_back, who))()
            case "card":
                paper.print_card(self._shell, who.ids()[0])
            case "labels" | "envelopes":
                self.letters(name, who)
            case "history":
                self._page.show_history(who.ids()[0])

    # tags

    def open_tags(self, who: Selection, at: QWidget) -> None:
        """The menu of tags at this button."""
        parts = self.tag_menus(at, who)
        menu = parts[0]
        if len(parts) > 1:
            menu = QMenu(at)
            for part in parts:
                menu.addMenu(part)
        self.open(menu, at)

    def tag_menus(self, parent: QWidget, who: Selection) -> list[QMenu]:
        """One menu with ticks; of many customers one for putting on and one for taking off."""
        if not is_many(who):
            return [tag_menu(parent, list(who.chosen), self._shell, self._deeds)]
        on, off = QMenu(_("Put a tag on"), parent), QMenu(_("Take a tag off"), parent)
        for name in tag_names():
            on.addAction(action(name, self._asked(on.title(), partial(self._deeds.tag, who, name)), parent=on))
            off.addAction(action(name, self._asked(off.title(), partial(self._deeds.untag, who, name)), parent=off))
        on.addSeparator()
        self._add(on, _("New tag…"), lambda: new_tag(who, self._shell, self._deeds), "plus")
        return [on, off]

    # the other menus

    def reasons(self, parent: QMenu, who: Selection) -> QMenu:
        """Why they are put away."""
        from ui.pages.customers.archiving import archive_menu, reason_words

        def put_away(reason: str) -> None:
            why = reason_words(reason)
            title = f"{_('Put away')}・{why}" if why else _("Put away")
            self._asked(title, partial(self._deeds.archive, who, reason))()

        return archive_menu(parent, put_away, "Delete")

    def put_away(self) -> None:
        """Delete: without a reason, and several only by a second press: the key is soon touched."""
        who = self._page.selected()
        if who.chosen or who.query:
            self._asked(_("Put away"), partial(self._deeds.archive, who, ""), at_once=1)()

    def touch_menu(self, parent: QWidget, who: Selection) -> QMenu:
        """How often to be in touch."""
        from ui.touch_menu import touch_menu

        return touch_menu(parent, lambda days: self._asked(_("Keep in touch"), lambda: self._deeds.keep_in_touch(who, days))())

    def _asked(self, title: str, do: Callable[[], object], at_once: int = 0) -> Callable[[], object]:
        """To do it at once, or for more than so many only by a second press."""
        count = self._page.view.count_chosen()
        if count <= (at_once or _ASKED):
            return do
        text = _("“{deed}” is done to {count} customers at once. It can be taken back.").format(deed=title, count=f"{count:,}")

        def ask() -> None:
            if self._shell.asks.confirm(title, text, title):
                do()

        return ask

    # the forms

    def set_field(self, who: Selection, count: int) -> None:
        """One field for all of them."""
        from ui.bulk import dialogs

        dialogs.set_field(self._page, count, partial(self._deeds.set_field, who))

    def log(self, who: Selection, count: int) -> None:
        """In the form of every talk, or where they are too many for it in a plain one without their names."""
        from ui.customer_box import MOST

        if count <= MOST:
            self._shell.log(list(who.ids()))
            return
        from ui.bulk import dialogs

        dialogs.log(self._page, count, partial(self._deeds.log, who))

    def remind(self, who: Selection, count: int) -> None:
        """In the form of every reminder, or where they are too many for it in one without their names."""
        from ui.customer_box import MOST

        if count <= MOST:
            self._shell.remind(list(who.ids()))
            return
        from ui.bulk import dialogs

        dialogs.remind(self._page, count, partial(self._deeds.remind, who))

    def blacklist(self, who: Selection) -> None:
        """Why they are on the watch list."""
        from ui.watch_list import entry_dialog

        entry_dialog.put(self._shell, _listed(who))

    def letters(self, kind: str, who: Selection) -> None:
        """Their labels, or their envelopes."""
        from ui import labels

        (labels.labels if kind == "labels" else labels.envelopes)(self._shell, who)

    def refuse(self, who: Selection) -> None:
        """What is not to be sent to them any more."""
        from ui.watch_list.refusal_dialog import RefusalDialog

        RefusalDialog(self._shell, _listed(who)).open()

    def merge(self, who: Selection) -> None:
        """Two side by side; of one it is asked with whom."""
        from ui.merging.merge_dialog import merge

        if len(ids := who.ids()) > _PAIR:
            self._shell.toast(_("Two customers can be merged at a time."))
        else:
            merge(self._shell, *ids)


def _listed(who: Selection) -> Selection | list[int]:
    """Those named one by one as a list: of one alone a form can show what is known."""
    return who if who.query else list(who.chosen)
