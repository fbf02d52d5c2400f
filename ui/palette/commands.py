"""Everything the window can do, gathered from its menus, its pages and the shop's own lists."""

import sys
from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from db.services import segments
from reports import catalogue
from resources.i18n import _
from ui import menus
from ui.kit import counter
from ui.kit.page import Page, PageSpec, Shell, page_key
from ui.palette import synonyms
from ui.palette.hits import Command

_SIGNS: Final = "+\uff0b▾… "  # of buttons


def of_pages(pages: list[PageSpec], shell: Shell) -> Iterator[Command]:
    """The pages of the sidebar, in its order."""
    for at, spec in enumerate(one for one in pages if one.in_sidebar):
        go = partial(shell.go, spec.key)
        yield Command(
            spec.key, counter.quiet(_(spec.title)), _("Page"), page_key(at), spec.icon, synonyms.spoken(spec.key), go, "page"
        )


def of_page(page: Page) -> Iterator[Command]:
    """What only the page in view can do."""
    for words, do in page.commands().items():
        yield Command(words, words.strip(_SIGNS), _("This page"), "", "", "", do)


def of_lists(shell: Shell) -> Iterator[Command]:
    """The lists known by name, the shop's own first."""
    for one in segments.known():
        go = partial(shell.go, "customers", conditions=one.conditions, known=one.key)
        name = one.name if one.segment is not None else counter.quiet(one.name)
        yield Command(one.key, name, _("Lists"), "", "users", "", go, "list")


def of_reports(shell: Shell) -> Iterator[Command]:
    """Every question the reports answer, found by what it tells, too; none before they are loaded: nobody waits for that."""
    if not all(name in sys.modules for name in catalogue.modules()):
        return
    for group in catalogue.GROUPS:
        for one in catalogue.of_group(group):
            go = partial(shell.go, "reports", question=one.key)
            yield Command(one.key, _(one.title), _("Reports"), "", "chart-column", _(one.answers), go, "report")


def of_menus(bar: QMenuBar) -> Iterator[Command]:
    """Every entry of the menus that can be chosen now, those of their submenus as well."""
    for top in bar.actions():
        if isinstance(menu := top.menu(), QMenu):
            yield from _of_menu(menu, menus.plain_title(menu))


def _of_menu(menu: QMenu, place: str) -> Iterator[Command]:
    menu.aboutToShow.emit()  # a menu that is filled when it opens
    for entry in menu.actions():
        title = plain(entry.text())
        if isinstance(inner := entry.menu(), QMenu):
            yield from _of_menu(inner, f"{place} › {title}")
        elif not entry.isSeparator() and entry.isEnabled() and entry.isVisible():
            yield _of_entry(entry, title, place)


def _of_entry(entry: QAction, title: str, place: str) -> Command:
    keys = "、".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in entry.shortcuts())
    name, _dot, _which = entry.objectName().partition(":")
    icon = entry.property("drawing") or ("check" if entry.isChecked() else "")
    return Command(entry.objectName(), counter.quiet(title), place, keys, str(icon), synonyms.spoken(name), entry.trigger)


def plain(text: str) -> str:
    """An entry's words without its letter and its dots."""
    return text.partition("(&")[0].replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
