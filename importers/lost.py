"""Characters a file had no place for and lost: a "?" among Chinese ones, or the sign that stands for what can't be shown."""

import re
from typing import Final

NAMES: Final = ("name", "last_name", "first_name", "company", "short_name", "contact", "customer")
_IN_NAME: Final = re.compile("[\u3400-\u9fff][?？]|[?？][\u3400-\u9fff]|[\ufffd\ue000-\uf8ff]")
_IN_TEXT: Final = re.compile("\ufffd")  # in other words a question mark may be a question


def in_name(text: str) -> bool:
    """Whether a name has lost a character."""
    return _IN_NAME.search(text) is not None


def in_text(text: str) -> bool:
    """Whether any other text has lost a character."""
    return _IN_TEXT.search(text) is not None
