"""對帳單 of one customer over any days: asked for in a form, looked at, printed, handed on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.errors import InputError
from db.services import credit_terms, days, lists
from resources.i18n import N_, _
from ui import papers
from ui.customer_box import CustomerBox
from ui.kit import counter
from ui.kit.boxes import Field, LineBox
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.papers import Paper, Wish
from ui.paying import spans
from ui.paying.spans import OWN, SPANS, Span
from ui.talks.boxes import ChipsBox

if TYPE_CHECKING:
    from reports.layout import Made

SHEETS = ("standard", "a5", "half", "plain")


def ask(shell: Shell, parent: QWidget, customer: int | None = None) -> None:
    """Ask whose and over which days, and show it; at the counter only when asked twice."""
    counter.opening(shell, lambda: _open(shell, parent, customer))


def _open(shell: Shell, parent: QWidget, customer: int | None) -> None:
    asked: list[Paper] = []
    dialog = StatementDialog(parent.window(), customer, FormRules(lambda typed: asked.append(_asked(typed))))
    dialog.accepted.connect(lambda: papers.show(shell, asked[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class StatementDialog(FormDialog):
    """The form; the days follow the chip that is pressed."""

    def __init__(self, parent: QWidget, customer: int | None, rules: FormRules) -> None:
        has_account = customer is not None and credit_terms.of(customer).closing_day is not None
        span = "account" if has_account else "month"
        values: Values = {"customers": [customer] if customer is not None else [], "kind": "", "span": span}
        values["first"], values["last"] = map(written, spans.of(span, customer))
        super().__init__(parent, _("Statement of account"), _fields(), values, rules, save=_("Look at the statement"))
        self.boxes["span"].changed.connect(self._follow)
        self.boxes["customers"].changed.connect(self._follow)
        for key in ("first", "last"):
            cast(LineBox, self.boxes[key]).edit.textEdited.connect(lambda _text: self.boxes["span"].fill(OWN))

    def _follow(self) -> None:
        span = self.boxes["span"].value()
        if span == OWN:
            return
        first, last = spans.of(span, next(iter(self.boxes["customers"].value()), None))
        self.boxes["first"].fill(written(first))
        self.boxes["last"].fill(written(last))


def _fields() -> list[Field]:
    words = [(key, _(said)) for key, said in SPANS]
    kinds = [("", _("Statement of account")), ("request", _("Request for payment"))]
    return [
        Field("customers", N_("Customer"), make=CustomerBox),
        Field("kind", N_("Heading"), make=lambda one: ChipsBox(kinds, one)),
        Field("span", N_("Which days"), make=lambda one: ChipsBox(words, one, "Alt+"), under="Alt+1…5"),
        Field("first", N_("First day"), "number"),
        Field("last", N_("Last day"), "number"),
    ]


def _asked(typed: Values) -> Paper:
    """The paper that was asked for. InputError: nobody is chosen, or these are no days."""
    if not typed["customers"]:
        raise InputError(_("Please choose whose statement it is."), field="customers")
    first, last = days.iso(typed["first"], "first"), days.iso(typed["last"], "last")
    if not first or not last or first > last:
        raise InputError(_("Please write a first day and a last one that is not before it."), field="first")
    return paper(typed["customers"][0], (first, last), is_request=typed["kind"] == "request")


def paper(customer: int, span: Span, *, is_request: bool = False) -> Paper:
    """The statement as a paper; it is drawn on the worker."""

    def make(wish: Wish) -> "Made":
        return drawn([(customer, *span)], wish, is_request=is_request)

    name = "".join(one.name for one in lists.rows([customer]))
    said = _("Request for payment") if is_request else _("Statement of account")
    title, again = " ".join((said, name, span[1])), ("statement", str(customer), *span, "request" if is_request else "")
    return Paper(title, title, make, customer, kind="statement", sheets=SHEETS, again=again)


def drawn(wanted: Sequence[tuple[int, str, str]], wish: Wish, *, is_request: bool) -> "Made":
    """The statements of these customers, each from its first to its last day, in one PDF."""
    from reports import statement_pdf

    found = [statement_pdf.of_customer(*one, is_request=is_request) for one in wanted]
    return statement_pdf.make([replace(one, republic_years=wish.republic_years) for one in found], wish.layout)
