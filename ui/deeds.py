"""What is done to customers: tagged, changed, watched, put away and back; each said with the way back. Owns no widget."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from db.core.errors import UserError
from db.services.lists import Selection
from resources.i18n import _, ngettext

if TYPE_CHECKING:
    from db.core.progress import Progress
    from db.services.bulk_edit import Change

AT_ONCE = 100  # customers; what is done to more of them would hold up the window

Run = Callable[..., Any]  # (work(progress), then(answer), title="") on the worker; with a title how far it is can be seen
Who = Selection | Sequence[int]


class Says(Protocol):
    """What the presenter asks of the window."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message, with the way back where something was saved as this unit."""


class Deeds:
    """For a page: on the worker where there are many customers, and of how many it was true."""

    def __init__(self, shell: Says, run: Run) -> None:
        self._shell = shell
        self._run = run

    def tag(self, who: Who, name: str) -> None:
        """Put a tag on."""
        from db.services import tags

        def said(count: int) -> str:
            words = ngettext("“{tag}” put on {count} customer", "“{tag}” put on {count} customers", count)
            return words.format(tag=name, count=f"{count:,}")

        self._act(who, lambda: tags.attach(who, [name]), said)

    def untag(self, who: Who, name: str) -> None:
        """Take a tag off."""
        from db.services import tags

        def said(count: int) -> str:
            words = ngettext("“{tag}” taken off {count} customer", "“{tag}” taken off {count} customers", count)
            return words.format(tag=name, count=f"{count:,}")

        self._act(who, lambda: tags.detach(who, [name]), said)

    def set_field(self, who: Who, key: str, typed: str) -> None:
        """Set one field. InputError at once where the value does not fit it."""
        from db.services import bulk_edit

        field = bulk_edit.field(key)
        bulk_edit.parse(field, typed)

        def said(count: int) -> str:
            words = ngettext("“{field}” changed of {count} customer", "“{field}” changed of {count} customers", count)
            return words.format(field=field.label, count=f"{count:,}")

        self._act(who, lambda: bulk_edit.set_field(who, key, typed), said)

    def write(self, changes: "Sequence[Change]") -> None:
        """Write what was pasted."""
        from db.services import bulk_edit

        def said(count: int) -> str:
            words = ngettext("Values of {count} customer changed", "Values of {count} customers changed", count)
            return words.format(count=f"{count:,}")

        self._act([one.customer for one in changes], lambda: bulk_edit.write(changes), said)

    def told(self, who: Who) -> None:
        """They know now where their data is from."""
        from db.services import telling

        def said(count: int) -> str:
            words = ngettext(
                "{count} customer was told where their data is from",
                "{count} customers were told where their data is from",
                count,
            )
            return words.format(count=f"{count:,}")

        self._act(who, lambda: telling.tell(who), said)

    def keep_in_touch(self, who: Who, days: int | None) -> None:
        """How often to be in touch."""
        from db.services import keep_in_touch

        def said(count: int) -> str:
            words = ngettext("{count} customer: keep in touch {how}", "{count} customers: keep in touch {how}", count)
            return words.format(count=f"{count:,}", how=keep_in_touch.words(days))

        self._act(who, lambda: keep_in_touch.put(who, days), said)

    def remind(self, who: Who, title: str, due_on: str) -> None:
        """A reminder for each of them."""
        from db.services import tasks

        def said(count: int) -> str:
            words = ngettext("Reminder set for {count} customer", "Reminders set for {count} customers", count)
            return words.format(count=f"{count:,}")

        self._act(who, lambda: tasks.add_for_all(who, tasks.TaskForm(title, due_on)), said)

    def log(self, who: Who, text: str, channel: str, outcome: str) -> None:
        """The same talk with each of them."""
        from db.services import interactions

        def said(count: int) -> str:
            return ngettext("Written down for {count}", "Written down for {count}", count).format(count=f"{count:,}")

        form = interactions.InteractionForm(0, text, channel, "out", outcome=outcome)
        self._act(who, lambda: interactions.add_for_all(who, form), said)

    def archive(self, who: Who, reason: str) -> None:
        """Put customers away, with 復原."""
        from db.services import customers

        def said(count: int) -> str:
            return ngettext("{count} customer put away", "{count} customers put away", count).format(count=f"{count:,}")

        self._act(who, lambda: customers.archive(who, reason), said)

    def put_back(self, who: Who) -> None:
        """Take customers back."""
        from db.services import customers

        def said(count: int) -> str:
            words = ngettext(
                "{count} customer is back, and so are their reminders",
                "{count} customers are back, and so are their reminders",
                count,
            )
            return words.format(count=f"{count:,}")

        self._act(who, lambda: customers.put_back(who), said)

    def lift(self, customer: int) -> None:
        """Take a customer off the watch list."""
        from db.services import blacklist

        self._act([customer], lambda: blacklist.lift([customer]), lambda _count: _("Off the watch list"))

    def _act(self, who: Who, do: Callable[[], int], said: Callable[[int], str]) -> None:
        """Do it, on the worker where there are many, and say of how many it was true."""
        from db.core.journal import saving

        def then(done: tuple[int, int | None]) -> None:
            count, unit = done
            if count:
                self._shell.toast_undo(said(count), unit)

        if is_many(who):
            self._run(lambda progress: _counted(progress, who, lambda: saving(do)), then, title=_("Saving…"))
        else:
            then(saving(do))


def is_many(who: Who) -> bool:
    """Whether it is a job for the worker."""
    return who.query is not None or len(who.chosen) > AT_ONCE if isinstance(who, Selection) else len(who) > AT_ONCE


def _counted(progress: "Progress", who: Who, do: Callable[[], Any]) -> Any:
    """A copy is made before; told while it goes on; cancelled, nothing of it stays."""
    from db.core import search, tally
    from db.services import backups, figures, lists

    with suppress(UserError):  # a disk that takes no copy: what is done can be taken back all the same
        backups.make("bulk")
    with tally.counting(progress, _("Saving")) as told:
        told.expect(len(lists.selected(who).ids()) * (1 + figures.STEPS + search.STEPS))
        return do()
