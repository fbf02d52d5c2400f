"""A box for millimetres: a number with at most one place, perhaps below zero."""

from PySide6.QtWidgets import QWidget

from db.core.errors import InputError
from resources.i18n import _
from ui.kit import theme
from ui.kit.fields import NumberEdit


class MillimetreBox(NumberEdit):
    """`millimetres()` is what was typed; nothing typed is 0."""

    def __init__(self, title: str, value: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(f"{value:g}", parent)
        self.setAccessibleName(title)
        self.setFixedWidth(round(theme.px() * 6))

    def put(self, value: float) -> None:
        """Show this many."""
        self.setText(f"{value:g}")

    def millimetres(self) -> float:
        """The number. InputError, in a sentence, where it is none."""
        typed = self.value().replace(",", ".")
        try:
            found = round(float(typed or 0), 2)
        except ValueError:
            found = float("nan")
        if not abs(found) <= 1_000:  # so said, no number (NaN) is none either
            raise InputError(_("“{text}” are no millimetres. Please type a number such as 1.5.").format(text=typed))
        return found
