"""What the dialogs of the watch list save; many customers are a job for the worker."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from db.core.journal import saving
from db.core.values import dates
from db.services import blacklist, opt_outs, settings
from db.services.lists import Selection
from resources.i18n import _, ngettext
from ui.kit.starting import Start

Who = Selection | list[int]
_MANY: Final = 100  # customers


class Shell(Protocol):
    """What is needed of the window."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with the way back."""


class Deeds:
    """Puts on, lifts, refuses; says so with the way back."""

    def __init__(self, shell: Shell, start: Start) -> None:
        self._shell, self._start = shell, start

    def put(self, who: Who, values: dict[str, Any]) -> None:
        """Put them on the watch list, or change what stands there. UserError keeps the form open."""
        blacklist.check(values["reason"], values["since"], values["review_on"])

        def put() -> int:
            return blacklist.put(
                who, values["reason"], values["level"] or "warn", values["since"], values["review_on"],
                evidence=values.get("evidence"), owner_note=values.get("owner_note"),
            )  # fmt: skip

        self._do(who, put, lambda _count: _("On the watch list"))

    def lift(self, who: Who) -> None:
        """Take them off the watch list."""
        self._do(who, lambda: blacklist.lift(who), lambda _count: _("Off the watch list"))

    def refuse(self, customer: int, channels: list[str]) -> None:
        """These are the channels this customer wants nothing by."""
        said = _("What may be sent is saved.")
        self._do([customer], lambda: opt_outs.put(customer, channels), lambda _count: said)

    def refuse_too(self, who: Who, channels: list[str]) -> None:
        """All of them want nothing by these channels either."""

        def said(count: int) -> str:
            words = ngettext("Nothing more is sent to {count} customer", "Nothing more is sent to {count} customers", count)
            return words.format(count=f"{count:,}")

        self._do(who, lambda: opt_outs.add(who, channels), said)

    def _do(self, who: Who, act: Callable[[], int | None], said: Callable[[int], str]) -> None:
        def then(done: tuple[int | None, int | None]) -> None:
            count, unit = done
            if count or unit is not None:
                self._shell.toast_undo(said(count or 0), unit)

        if isinstance(who, Selection) or len(who) > _MANY:
            self._start(lambda _progress: saving(act), then, title=_("Saving"))
        else:
            then(saving(act))


def entry_values(who: Who) -> dict[str, Any]:
    """What the form of an entry begins with: that of a single customer, else nothing."""
    entry = blacklist.of(who[0]) if isinstance(who, list) and len(who) == 1 else None
    empty = {"reason": "", "level": "warn", "since": "", "review_on": "", "evidence": None, "owner_note": None}
    if entry is None:
        return {**empty, "evidence": "", "owner_note": ""} if isinstance(who, list) and len(who) == 1 else empty
    roc = settings.shows_republic_years()
    shown = {name: dates.shown(day, roc) if day else "" for name, day in (("since", entry.since), ("review_on", entry.review_on))}
    return {"reason": entry.reason, "level": entry.level, **shown, "evidence": entry.evidence, "owner_note": entry.owner_note}


def is_listed(who: Who) -> bool:
    """Whether a single customer stands on the watch list already."""
    return isinstance(who, list) and len(who) == 1 and blacklist.of(who[0]) is not None
