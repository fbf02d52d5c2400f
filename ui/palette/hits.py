"""What the palette finds, as plain values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["customer", "number", "product", "more", "all", "new", "page", "action", "list", "report"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something the window can do. `place`: where it stands, such as 檢視 › 文字大小; `spoken`: other words for it."""

    name: str
    title: str
    place: str
    keys: str
    icon: str
    spoken: str
    do: Callable[[], object]
    kind: Kind = "action"


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette. `tone` colours what stands at the right; `do` is what Enter does, of "all" within the palette."""

    kind: Kind
    title: str
    note: str
    beside: str
    icon: str
    do: Callable[[], object]
    customer: int | None = None
    tone: str = "muted"
