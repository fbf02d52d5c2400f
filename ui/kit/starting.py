"""How a presenter has long work done, without knowing Qt."""

from collections.abc import Callable
from typing import Any, Protocol


class Start(Protocol):
    """jobs.start, or a test's stand-in that works at once."""

    def __call__(
        self,
        work: Callable[..., Any],
        then: Callable[[Any], None],
        failed: Callable[[Any], None] | None = None,
        *,
        title: str = "",
        quiet: bool = False,
    ) -> Any: ...
