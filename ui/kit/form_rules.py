"""What a form asks its page, and what it says over its fields; no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from resources.i18n import _
from ui.kit.page import Shell

Values = dict[str, Any]


@dataclass(frozen=True)
class Notice:
    """A sentence over the form, with what can be done about it; an answer without anything to do puts the notice away."""

    text: str
    answers: Sequence[tuple[str, Callable[[], None] | None]] = ()


@dataclass
class FormRules:
    """What the form asks its page. `save` raises UserError to stay open."""

    save: Callable[[Values], None]
    warn: Callable[[Values], dict[str, str]] = field(default=lambda _values: {})  # {field or "list:row": sentence}
    notices: Callable[[Values], list[Notice]] = field(default=lambda _values: [])
    keep: Callable[[Values], object] = field(default=lambda _values: None)  # the draft
    discard: Callable[[], object] = field(default=lambda: None)
    dropped: Callable[[Values], object] = field(default=lambda _values: None)  # closed without saving what was typed


def offering_again(shell: Shell, name: Callable[[Values], str], reopen: Callable[[Values], object]) -> Callable[[Values], object]:
    """`FormRules.dropped` of a page: a message that what was typed under this name was not saved, with the way back to it."""

    def told(typed: Values) -> None:
        said = name(typed).strip()
        text = _("“{name}” was not saved.").format(name=said) if said else _("What was typed was not saved.")
        shell.toast(text, _("Go on typing"), lambda: reopen(typed))

    return told
