"""The head of a quote: customer, person, name of the job, how long it is valid, how tax is counted."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from resources.i18n import _, ngettext
from ui.customer_box import CustomerBox
from ui.kit.boxes import chosen
from ui.kit.card import column, row
from ui.kit.labels import ShortLabel, name_label, set_text, tip
from ui.pages.quote import words
from ui.pages.quote.boxes import SaidEdit, ValidEdit
from ui.pages.quote.presenter import QuotePresenter

_SHARES: Final = (5, 3, 4, 3, 4)  # of the width: customer, person, job, valid until, tax


class HeadBoxes(QWidget):
    """`changed` after every key; `given` when another customer was chosen; Enter goes customer, person, job, lines."""

    changed = Signal()
    given = Signal(object)  # who it was for before
    entered = Signal()  # Enter where the lines come next

    def __init__(self, presenter: QuotePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._is_filling = False
        self.customer = CustomerBox()
        self.person = SaidEdit(_("Contact person"), lambda: [one.called for one in presenter.people()])
        self.project = SaidEdit(_("Job or site"), lambda: presenter.said_before("project"))
        self.valid = ValidEdit(presenter)
        self.tax = QComboBox()
        self.tax.setAccessibleName(_("Prices are"))
        for mode, title in words.TAX_MODES.items():
            self.tax.addItem(_(title), mode)
        self.labels: list[QLabel] = []
        self._put_in_row()
        self.warning = ShortLabel("", "amber")
        self.warning.hide()
        whole = column(self, spacing=4)
        whole.addLayout(self._row)
        whole.addWidget(self.warning)
        self._listen()

    def _put_in_row(self) -> None:
        self._row = row(spacing=10)
        titles = (_("Customer"), _("Contact person"), _("Job or site"), "", _("Prices are"))
        boxes = (self.customer, self.person, self.project, self.valid, self.tax)
        for title, box, share in zip(titles, boxes, _SHARES, strict=True):
            self._row.addLayout(self._named(title, box), share)

    def _named(self, title: str, box: QWidget) -> QVBoxLayout:
        label = name_label(title, box.widget_for_label() if isinstance(box, CustomerBox) else box, "small")
        self.labels.append(label)
        made = column(spacing=2)
        made.addWidget(label)
        made.addWidget(box)
        made.addStretch(1)
        return made

    def _listen(self) -> None:
        self.customer.changed.connect(self._choose)
        self.customer.picked.connect(self.person.setFocus)
        self.person.entered.connect(self.project.setFocus)
        self.project.entered.connect(self.entered)
        self.valid.entered.connect(self.entered)
        self.person.said.connect(lambda text: self._typed(lambda: self._presenter.put_person(text.strip())))
        self.project.said.connect(lambda text: self._typed(lambda: self._presenter.put(project=text.strip())))
        self.valid.changed.connect(lambda: self._typed(self._name_days))
        self.tax.currentIndexChanged.connect(lambda _at: self._typed(lambda: self._presenter.put(tax_mode=chosen(self.tax))))

    def show_form(self) -> None:
        """Everything as the presenter has it."""
        self._is_filling = True
        form = self._presenter.form
        if self.customer.value() != ([form.customer] if form.customer else []):
            self.customer.fill([form.customer] if form.customer else [])
        self.person.show_text(form.contact_name)
        self.project.show_text(form.project)
        self.valid.show_day()
        self.tax.setCurrentIndex(self.tax.findData(form.tax_mode))
        self._name_days()
        self._is_filling = False

    def warn(self, sentence: str) -> None:
        """What to mind about this customer; "" nothing."""
        self.warning.show_text(sentence)
        self.warning.setVisible(bool(sentence))

    def _name_days(self) -> None:
        count = self._presenter.valid_days()
        said = _("no limit") if count is None else ngettext("{count} day", "{count} days", count).format(count=count)
        set_text(self.labels[3], _("Valid until ({days})").format(days=said))
        tip(self.labels[3], self.valid.why)

    def _choose(self) -> None:
        if self._is_filling:
            return
        before = self._presenter.customer
        self._presenter.choose(next(iter(self.customer.value()), None))
        self.show_form()
        self.given.emit(before)
        self.changed.emit()

    def _typed(self, put: Callable[[], object]) -> None:
        if not self._is_filling:
            put()
            self.changed.emit()
