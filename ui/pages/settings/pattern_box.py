"""The box of a pattern for numbers: under it what its words mean, and the next number as it would be made."""

from typing import Any, cast

from db.core import clock
from db.core.errors import UserError
from db.services import quote_numbers
from db.services.options import Option
from db.services.quote_numbers import Kind
from resources.i18n import _
from ui.kit.boxes import Field, LineBox
from ui.kit.labels import plain_label, set_text


class PatternBox(LineBox):
    """One line; the example follows every key."""

    def __init__(self, option: Option, value: Any) -> None:
        super().__init__(Field(option.key, option.label), value)
        self._kind = cast(Kind, option.key.removesuffix("_number"))
        self.example = plain_label("", "small-ink", wrap=True)
        if layout := self.layout():
            layout.setSpacing(2)
            layout.addWidget(self.example)
            layout.addWidget(plain_label(_(option.hint), "small", wrap=True))
        self.changed.connect(self.look_again)
        self.look_again()

    def look_again(self) -> None:
        """How the next number would look now."""
        try:
            said = _("Next: {number}").format(number=quote_numbers.example(self._kind, clock.today(), self.value()))
        except UserError as error:
            said = error.sentence
        set_text(self.example, said)
