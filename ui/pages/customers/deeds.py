"""What is done to customers: tagged, watched, put away and back; each said with the way back. Owns no widget."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from resources.i18n import _, ngettext

AT_ONCE = 100  # customers; what is done to more of them would hold up the window

Run = Callable[[Callable[[Any], Any], Callable[[Any], None]], Any]  # (work(progress), then(answer)) on the worker


class Says(Protocol):
    """What the presenter asks of the window."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message, with the way back where something was saved as this unit."""


class Deeds:
    """For a page: on the worker where there are many customers, and of how many it was true."""

    def __init__(self, shell: Says, run: Run) -> None:
        self._shell = shell
        self._run = run

    def tag(self, who: Sequence[int], name: str) -> None:
        """Put a tag on."""
        from db.services import tags

        def said(count: int) -> str:
            words = ngettext("“{tag}” put on {count} customer", "“{tag}” put on {count} customers", count)
            return words.format(tag=name, count=count)

        self._act(who, lambda: tags.attach(who, [name]), said)

    def untag(self, who: Sequence[int], name: str) -> None:
        """Take a tag off."""
        from db.services import tags

        def said(count: int) -> str:
            words = ngettext("“{tag}” taken off {count} customer", "“{tag}” taken off {count} customers", count)
            return words.format(tag=name, count=count)

        self._act(who, lambda: tags.detach(who, [name]), said)

    def archive(self, who: Sequence[int], reason: str) -> None:
        """Put customers away, with 復原."""
        from db.services import customers

        def said(count: int) -> str:
            return ngettext("{count} customer put away", "{count} customers put away", count).format(count=count)

        self._act(who, lambda: customers.archive(who, reason), said)

    def put_back(self, who: Sequence[int]) -> None:
        """Take customers back."""
        from db.services import customers

        def said(count: int) -> str:
            return ngettext("{count} customer is back", "{count} customers are back", count).format(count=count)

        self._act(who, lambda: customers.put_back(who), said)

    def blacklist(self, who: Sequence[int], values: dict[str, Any]) -> None:
        """Put customers on the watch list."""
        from db.services import blacklist

        def put() -> int:
            return blacklist.put(who, values["reason"], values["level"] or "warn", review_on=values["review_on"])

        self._act(who, put, lambda _count: _("On the watch list"))

    def lift(self, customer: int) -> None:
        """Take a customer off the watch list."""
        from db.services import blacklist

        self._act([customer], lambda: blacklist.lift([customer]), lambda _count: _("Off the watch list"))

    def _act(self, who: Sequence[int], do: Callable[[], int], said: Callable[[int], str]) -> None:
        """Do it, on the worker where there are many, and say of how many it was true."""
        from db.core.journal import saving

        def then(done: tuple[int, int | None]) -> None:
            count, unit = done
            if count:
                self._shell.toast_undo(said(count), unit)

        if len(who) > AT_ONCE:
            self._run(lambda _progress: saving(do), then)
        else:
            then(saving(do))
