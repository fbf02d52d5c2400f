"""The boxes of money in a form, and the form that has them: what it asks follows how it is paid."""

from collections.abc import Sequence
from typing import Any, Final

from db.services import payments
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, Values
from ui.paying.means import ASKED, OF_METHOD
from ui.talks.boxes import ChipsBox

_BY_KEY: Final = "Alt+"


def method_field(*before: tuple[str, str], leaving_out: Sequence[str] = ()) -> Field:
    """How it is paid, a key each; `before`: what may be chosen, too."""
    ways = [*before, *((key, _(words)) for key, words in payments.METHODS if key not in leaving_out)]
    return Field("method", N_("Paid by"), make=lambda one: ChipsBox(ways, one, _BY_KEY), under=f"{_BY_KEY}1…{len(ways)}")


def asked_fields() -> list[Field]:
    """What else is asked of some ways to pay."""
    return [
        Field("reference", N_("Last five digits"), "number"),
        Field("bank", N_("Bank")),
        Field("cheque_no", N_("Cheque number"), "number"),
        Field("cheque_day", N_("Due date of the cheque"), "number", hint=_("12/31, 115/12/31…")),
    ]


class MoneyForm(FormDialog):
    """A form with these boxes; a doubt about the money is read before it is saved: the first press shows it, the next saves."""

    _read: Sequence[str] = ()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if "method" in self.boxes:  # not where a sale is corrected: money stays as it is
            self.boxes["method"].changed.connect(self._follow_method)
            self._follow_method()

    def _follow_method(self) -> None:
        method = self.boxes["method"].value()
        for field in ASKED:
            self.show_field(field, on=field in OF_METHOD.get(method, ()))
        self.fit()

    def doubts(self, values: Values) -> list[str]:
        """What should be seen before this is saved."""
        raise NotImplementedError

    def look_over(self) -> None:
        """What is said now is read."""
        super().look_over()
        self._read = self.doubts(self.values())

    def save(self) -> None:
        """A doubt that came with the last key is said first."""
        if [one for one in self.doubts(self.values()) if one not in self._read]:
            self.look_over()
        else:
            super().save()
