"""What a form read, as a mark: held against what stands there when it is saved, so that nothing newer is overwritten."""

from hashlib import sha256
from typing import Any

from db.core.errors import ChangedSinceError
from db.models.fields import canonical


def mark(parts: object) -> str:
    """Changes whenever anything of these plain values changes."""
    return sha256(canonical(parts).encode()).hexdigest()


def refuse(seen: str, now: str, sentence: str, **details: Any) -> None:
    """ChangedSinceError with this sentence where something else was read than stands there; "" was read by nobody."""
    if seen and seen != now:
        raise ChangedSinceError(sentence, **details)
