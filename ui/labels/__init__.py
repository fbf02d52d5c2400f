"""Labels and envelopes of a list: on which sheet, from which label on, to whom, and who gets none."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.services.lists import Selection
    from ui.kit.page import Shell


def labels(shell: "Shell", who: "Selection | Iterable[int]") -> None:
    """地址標籤 for these customers."""
    from ui import doors
    from ui.kit import counter
    from ui.labels.label_dialog import LabelDialog

    if doors.is_open(shell):
        counter.opening(shell, lambda: LabelDialog(shell, who).open())


def envelopes(shell: "Shell", who: "Selection | Iterable[int]") -> None:
    """信封 for these customers."""
    from ui import doors
    from ui.kit import counter
    from ui.labels.envelope_dialog import EnvelopeDialog

    if doors.is_open(shell):
        counter.opening(shell, lambda: EnvelopeDialog(shell, who).open())
