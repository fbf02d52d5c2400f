"""The first quote of a shop asks once what stands at the head of its papers, with the paper beside it: 「您開發票嗎？」"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from db.services import letterhead, options, quotes, settings
from db.services.letterhead import PICTURES, Picture
from resources.i18n import N_, _
from ui.attachments.letterhead_box import LetterheadBox
from ui.kit import jobs, theme
from ui.kit.boxes import Field
from ui.kit.card import column
from ui.kit.form import FormDialog, FormRules, Values
from ui.papers.view import PaperView
from ui.quoting import sample
from ui.talks.boxes import ChipsBox

if TYPE_CHECKING:
    from reports.layout import Made
    from ui.kit.page import Shell

_TEXTS: Final = ("shop_name", "phone", "address", "tax_id")
_CHOSEN: Final = ("invoices", "calendar")
_WIDE: Final = 24  # letters of the paper
_PAUSE: Final = 250  # milliseconds


def is_needed() -> bool:
    """Whether nothing was quoted yet and nobody said whether invoices are written."""
    return not options.text("invoices") and not any(quotes.counts().values())


def offer(shell: "Shell", parent: QWidget, then: Callable[[], object]) -> None:
    """Ask where it is needed; `then()` once it was answered."""
    if is_needed():
        FirstQuote(shell, parent, then).open()


class FirstQuote(FormDialog):
    """Name, phone, address, tax ID, pictures, invoices; the paper beside them follows what is typed."""

    def __init__(self, shell: "Shell", parent: QWidget, then: Callable[[], object]) -> None:
        before: Values = {key: options.text(key) for key in (*_TEXTS, *_CHOSEN)}
        before |= {kind: letterhead.picture(kind) for kind in PICTURES}
        self._then = then
        self._paper = _Beside()
        self._soon = QTimer(singleShot=True, interval=_PAUSE)
        super().__init__(
            parent.window(), _("Your first quote"), _fields(shell), before, FormRules(self._save),
            save=_("Begin the quote"), beside=self._paper, hint=_("All of it can be changed later in the settings."),
        )  # fmt: skip
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._soon.setParent(self)
        self._soon.timeout.connect(self._draw)
        for box in self.boxes.values():
            box.changed.connect(self._soon.start)
            if isinstance(box, LetterheadBox):
                box.reading.connect(lambda is_reading: self.save_button.setEnabled(not is_reading))
        self.resize(self.width() + self._paper.width(), self.height())
        self._draw()

    def _save(self, values: Values) -> None:
        settings.save({key: str(values[key]) for key in (*_TEXTS, *_CHOSEN)})
        for kind in PICTURES:
            if values[kind] != letterhead.picture(kind):
                letterhead.put(kind, values[kind])
        self._then()

    def _draw(self) -> None:
        values = self.values()
        head = sample.head({key: str(values[key]) for key in _TEXTS}, {kind: values[kind] for kind in PICTURES})
        mode = str(values["invoices"]) or "exclusive"
        years = values["calendar"] == "roc"
        jobs.start(lambda _progress: sample.drawn(head, mode, republic_years=years), self._show, quiet=True, of=self)

    def _show(self, made: "Made") -> None:
        self._paper.view.show_pdf(made.pdf)


class _Beside(QFrame):
    """The paper at the right of the fields."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "side")
        self.view = PaperView()
        self.view.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self).addWidget(self.view)
        self.setFixedWidth(round(theme.px() * _WIDE))


def _fields(shell: "Shell") -> list[Field]:
    choices = [(one, _(words)) for one, words in options.OPTIONS["invoices"].choice() if one]
    years = [(one, _(words)) for one, words in options.OPTIONS["calendar"].choice()]

    def picture(kind: Picture) -> Field:
        return Field(kind, PICTURES[kind], make=lambda data: LetterheadBox(shell.asks, data), group=_MAY_BE_LEFT_OUT)

    def invoices(chosen: Any) -> ChipsBox:
        return ChipsBox(choices, chosen, needed=False)

    return [
        Field("shop_name", N_("Shop name")),
        Field("phone", N_("Shop phone"), "number"),
        Field("address", N_("Shop address")),
        Field("tax_id", N_("Tax ID"), "number", hint=_("may be left out")),
        Field("invoices", N_("Do you write invoices?"), make=invoices),
        Field("calendar", N_("Years"), "choice", choices=years),
        picture("logo"),
        picture("seal"),
    ]


_MAY_BE_LEFT_OUT: Final = N_("May be left out")
