"""The row of remembered texts: date, 付款, 交期, 保固, 工地地址, 條款, 備註; each opens what was said before."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.core.errors import InputError
from db.services import options
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.filters import FlowLayout
from ui.kit.form import FormDialog, FormRules
from ui.kit.labels import action, button, set_button_text, tip
from ui.kit.menus import open_below
from ui.pages.quote.presenter import QuotePresenter

if TYPE_CHECKING:
    from ui.kit.page import Shell

_TEXTS: Final = {
    "payment_terms": N_("How it is paid"),
    "delivery_terms": N_("Delivery"),
    "warranty_terms": N_("Warranty"),
    "site_address": N_("Site address"),
    "terms": N_("Terms"),
    "note": N_("Note"),
}
_SHORT: Final = 12  # letters of a text on its button
_LONGER: Final = 34  # and in its menu
_OFFERED: Final = 9


class TermsRow(QWidget):
    """Buttons that say what was chosen; `changed` when one of them says something else."""

    changed = Signal()

    def __init__(self, shell: "Shell", presenter: QuotePresenter) -> None:
        super().__init__()
        self._shell, self._presenter = shell, presenter
        self._flow = FlowLayout(self)
        self._buttons: dict[str, QPushButton] = {}
        self._add("quoted_on", self._date)
        for key in _TEXTS:
            self._add(key, partial(self._texts, key))
        self._add("staff", self._staff)

    def _add(self, key: str, fill: Callable[[QMenu], None]) -> None:
        made: QPushButton = button("", lambda: open_below(made, fill), kind="chip", icon="chevron-down")
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self._buttons[key] = made
        self._flow.addWidget(made)

    def show_form(self) -> None:
        """Everything as the presenter has it."""
        form = self._presenter.form
        self._say("quoted_on", _("Date"), written(form.quoted_on))
        for key, title in _TEXTS.items():
            self._say(key, _(title), getattr(form, key))
        self._say("staff", _("Handled by"), form.staff)
        self._buttons["staff"].setVisible(bool(options.texts("staff") or form.staff))
        self._flow.invalidate()
        self.updateGeometry()

    def _say(self, key: str, title: str, text: str) -> None:
        made, plain = self._buttons[key], " ".join(text.split())
        words = _("{title}: {text}").format(title=title, text=_short(plain, _SHORT)) if plain else title
        set_button_text(made, words)
        made.setAccessibleName(_("{title}: {text}").format(title=title, text=plain) if plain else title)
        tip(made, text if len(plain) > _SHORT else "")

    # menus

    def _texts(self, key: str, menu: QMenu) -> None:
        now = getattr(self._presenter.form, key)
        for at, text in enumerate(self._presenter.said_before(key)[:_OFFERED], 1):
            made = action(_short(" ".join(text.split()), _LONGER), partial(self._put, key, text), digit=str(at), parent=menu)
            made.setCheckable(True)
            made.setChecked(text == now)
            menu.addAction(made)
        menu.addSeparator()
        menu.addAction(action(_("Write something else…"), partial(self._write, key), icon="pencil", parent=menu))
        if now:
            menu.addAction(action(_("Leave it out"), partial(self._put, key, ""), icon="x", parent=menu))

    def _date(self, menu: QMenu) -> None:
        menu.addAction(action(_("Today"), partial(self._put_day, ""), digit="1", parent=menu))
        menu.addAction(action(_("Some other day…"), self._ask_day, digit="2", parent=menu))

    def _staff(self, menu: QMenu) -> None:
        for at, name in enumerate(("", *options.texts("staff"))):
            made = action(name or _("Nobody in particular"), partial(self._put, "staff", name), digit=str(at), parent=menu)
            made.setCheckable(True)
            made.setChecked(name == self._presenter.form.staff)
            menu.addAction(made)

    # what was chosen

    def _put(self, key: str, text: str) -> None:
        self._presenter.put(**{key: text})
        self.show_form()
        self.changed.emit()

    def _write(self, key: str) -> None:
        """Several lines of one's own."""
        title = _(_TEXTS[key])
        rules = FormRules(lambda values: self._put(key, str(values["text"])))
        field = Field("text", title, "lines", own=True)
        values = {"text": getattr(self._presenter.form, key)}
        dialog = FormDialog(self.window(), title, [field], values, rules, save=_("Put it on the quote"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_day(self) -> None:
        typed = self._shell.asks.text(_("Date on the paper"), _("Which day stands on the quote?"), yes=_("Put it on the quote"))
        if typed is not None:
            self._put_day(typed)

    def _put_day(self, typed: str) -> None:
        try:
            self._presenter.put_day(typed)
        except InputError as error:
            self._shell.asks.error(error)
            return
        self.show_form()
        self.changed.emit()


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
