"""The menu of tags: of one customer those worn are ticked, of several every entry says what it does; a new one can be made."""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from db.services import lists
from resources.i18n import _, ngettext
from ui.kit.labels import action
from ui.kit.page import Shell
from ui.pages.customers.chips import tag_names

if TYPE_CHECKING:
    from ui.deeds import Deeds, Who


def tag_menu(parent: QWidget, who: list[int], shell: Shell, deeds: "Deeds") -> QMenu:
    """The tags for these customers, as many as are done at once (deeds.AT_ONCE)."""
    menu, worn = QMenu(_("Tags"), parent), _worn(who)
    if len(who) == 1:
        menu.addActions([_tick(menu, who, name, deeds, on=name in worn) for name in tag_names()])
    else:
        _say_each(menu, who, worn, deeds)
    menu.addSeparator()
    menu.addAction(action(_("New tag…"), lambda: new_tag(who, shell, deeds), icon="plus", parent=menu))
    return menu


def _tick(menu: QMenu, who: list[int], name: str, deeds: "Deeds", *, on: bool) -> QAction:
    made = action(name, partial(deeds.untag if on else deeds.tag, who, name), parent=menu)
    made.setCheckable(True)
    made.setChecked(on)
    return made


def _say_each(menu: QMenu, who: list[int], worn: Counter[str], deeds: "Deeds") -> None:
    """What not all of them wear is put on, what some wear is taken off so many: a tick would not say what one press does."""
    names, on = tag_names(), _("Put on “{tag}”")
    for name in names:
        if worn[name] < len(who):
            menu.addAction(action(on.format(tag=name), partial(deeds.tag, who, name), icon="tag", parent=menu))
    menu.addSeparator()
    for name in names:
        if count := worn[name]:
            off = ngettext("Take “{tag}” off {count} customer", "Take “{tag}” off {count} customers", count)
            words = off.format(tag=name, count=count)
            menu.addAction(action(words, partial(deeds.untag, who, name), icon="x", parent=menu))


def _worn(who: list[int]) -> Counter[str]:
    """How many of them wear which tag."""
    return Counter(tag.name for row in lists.rows(who) for tag in row.tags)


def new_tag(who: "Who", shell: Shell, deeds: "Deeds") -> None:
    """Ask how a new tag is called, and put it on."""
    name = shell.asks.text(_("New tag"), _("What should the tag be called?"), yes=_("Add tag"))
    if name and name.strip():
        deeds.tag(who, name.strip())
