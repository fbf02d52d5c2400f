"""收款 in the user's words."""

from tests.screens.talks import Talk
from ui.kit.labels import ShortLabel
from ui.talks.boxes import ChipsBox


class Paying(Talk):
    """The form of a payment that stands open."""

    def amount(self) -> str:
        """What stands in the amount."""
        return str(self.dialog.boxes["amount"].value())

    def balance(self) -> str:
        """What is owed, and what will be left."""
        label = self.dialog.boxes["told"].findChild(ShortLabel)
        return label.text() if label else ""

    def fill(self, **typed: str) -> None:
        """Type into boxes; `method` presses its chip."""
        for key, text in typed.items():
            box = self.dialog.boxes[key]
            if isinstance(box, ChipsBox):
                box.press(text)
            else:
                box.fill(text)
        self.dialog.look_over()

    def asked(self) -> set[str]:
        """The fields that are asked now."""
        return {key for key, box in self.dialog.boxes.items() if not box.isHidden()}
