"""The menu of tags: those worn are ticked; a new one can be made."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QWidget

from db.services import lists
from resources.i18n import _
from ui.kit.labels import action
from ui.kit.page import Shell
from ui.pages.customers.chips import tag_names

if TYPE_CHECKING:
    from ui.deeds import Deeds, Who

_LOOKED_AT: Final = 100  # of many customers the tags of so many are looked up


def tag_menu(parent: QWidget, who: list[int], shell: Shell, deeds: "Deeds") -> QMenu:
    """The tags for these customers; what all of them wear is ticked, and taken off where it is chosen again."""
    menu = QMenu(_("Tags"), parent)
    worn = _worn(who)
    for name in tag_names():
        entry = action(name, _toggle(who, name, deeds, on=name in worn), parent=menu)
        entry.setCheckable(True)
        entry.setChecked(name in worn)
        menu.addAction(entry)
    menu.addSeparator()
    menu.addAction(action(_("New tag…"), lambda: new_tag(who, shell, deeds), icon="plus", parent=menu))
    return menu


def _worn(who: list[int]) -> set[str]:
    rows = lists.rows(who[:_LOOKED_AT])
    return set.intersection(*({tag.name for tag in row.tags} for row in rows)) if rows else set()


def _toggle(who: list[int], name: str, deeds: "Deeds", *, on: bool) -> Callable[[], None]:
    return lambda: deeds.untag(who, name) if on else deeds.tag(who, name)


def new_tag(who: "Who", shell: Shell, deeds: "Deeds") -> None:
    """Ask how a new tag is called, and put it on."""
    name = shell.asks.text(_("New tag"), _("What should the tag be called?"), yes=_("Add tag"))
    if name and name.strip():
        deeds.tag(who, name.strip())
