"""What files and their labels are called."""

from typing import Final

from db.services.attachments import LABELS
from resources.i18n import _

LABEL_HUES: Final = {"before": "amber", "after": "green", "card": "blue"}
_LABELS: Final = dict(LABELS)
_KILO: Final = 1000


def label_words(label: str) -> str:
    """A label as it is shown; none is nothing, one of a newer version stands as it is."""
    return _(_LABELS.get(label, label)) if label else ""


def size_words(size: int) -> str:
    """Bytes as people say them: 12 KB, 3.4 MB."""
    return f"{size / _KILO**2:.1f} MB" if size >= _KILO**2 else f"{max(1, size // _KILO)} KB"
