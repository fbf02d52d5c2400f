"""再印一次: the papers printed last, each made once more from what it shows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from db.core.errors import NotFoundError, UserError
from resources.i18n import _
from ui import papers
from ui.kit import theme
from ui.kit.card import column
from ui.kit.dialogs import button_row
from ui.kit.labels import plain_label
from ui.kit.page import Shell
from ui.papers import memory
from ui.papers.memory import Printed
from ui.papers.paper import Paper

_LINES: Final = 8


def open_list(shell: Shell) -> None:
    """Choose one of the papers printed last; it is shown as before it was printed."""
    found = list(_named(memory.printed()))
    if found:
        AgainDialog(shell, found).open()
    else:
        shell.toast(_("Nothing was printed yet that could be printed again."))


def _named(found: Sequence[Printed]) -> Iterator[Printed]:
    """Those that are still there, with their names."""
    for one in found:
        with suppress(UserError):
            yield one if one.name else replace(one, name=paper(one.again).name)


class AgainDialog(QDialog):
    """The latest first; Enter or a double click looks at one."""

    def __init__(self, shell: Shell, found: Sequence[Printed]) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print again"))
        self.setMinimumWidth(theme.px() * 30)
        self._shell, self._found = shell, found
        self.list = QListWidget()
        self.list.setAccessibleName(_("Printed last"))
        self.list.addItems([one.name for one in found])
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(theme.row_height() * min(len(found), _LINES) + 10)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("Printed last"), "muted"))
        body.addWidget(self.list)
        body.addWidget(button_row(self, _("Look at it and print")))

    def accept(self) -> None:
        """Show the chosen one."""
        at = self.list.currentRow()
        super().accept()
        try:
            papers.look(self._shell, paper(self._found[at].again))
        except UserError as error:
            self._shell.asks.error(error)


def paper(words: tuple[str, ...]) -> Paper:
    """A paper that was printed, once more (`Paper.again`). NotFoundError: what it showed is gone."""
    make = _MAKERS.get(words[0])
    if make is None:
        raise NotFoundError(_("This paper is not there any more."))
    return make(*words[1:])


def _quote(issued: str) -> Paper:
    from ui.quoting.paper import of_version

    return of_version(int(issued))


def _slip(sale: str, *, shows_prices: bool = True) -> Paper:
    from db.services import sales
    from ui.selling.papers import slip

    return slip(sales.get(int(sale)).id, shows_prices=shows_prices)


def _receipt(payment: str) -> Paper:
    from ui.paying.receipt import paper as receipt

    return receipt(int(payment))


def _statement(customer: str, first: str, last: str, kind: str) -> Paper:
    from ui.paying.statement import paper as statement

    return statement(int(customer), (first, last), is_request=kind == "request")


def _takings(day: str) -> Paper:
    from ui.paying.takings import paper as takings

    return takings(day)


_MAKERS: Final[dict[str, Callable[..., Paper]]] = {
    "quote": _quote,
    "slip": _slip,
    "delivery": lambda sale: _slip(sale, shows_prices=False),
    "receipt": _receipt,
    "statement": _statement,
    "takings": _takings,
}
