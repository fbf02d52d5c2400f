"""What people asked of their data and how long there is to answer it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from db.services import requests
from db.services.requests import RequestForm, RequestRow
from resources.i18n import N_, _, ngettext
from ui.customer_box import CustomerBox
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import Act, FoldCard, Item

if TYPE_CHECKING:
    from ui.pages.privacy.asked import Asked


class RequestsCard(FoldCard):
    """Open requests, the most pressing first, then those answered."""

    def __init__(self, shell: Shell, asked: "Asked") -> None:
        self._asked = asked
        said = _(
            "Seeing and copies: within 15 days; correcting, stopping, erasing: within 30. Each may take as long again,"
            " with a reason in writing."
        )
        super().__init__(shell, said, [(_("Write down a request…"), self.add)])

    def refresh(self) -> None:
        """As they stand."""
        self.show_items([self._item(one) for one in requests.rows()], _("Nobody asked for anything that is still open."))

    def _item(self, one: RequestRow) -> Item:
        text = _("{name}: {what}").format(name=one.name or _("Not on any list"), what=_(dict(requests.KINDS)[one.kind]))
        asked = _("asked on {day}").format(day=written(one.received_on))
        if one.decided_on:
            how = _(dict(requests.DECISIONS)[one.decision])
            return Item(text, " ・ ".join(filter(None, (asked, f"{how} {written(one.decided_on)}", one.reason))))
        left = one.days_left
        until = ngettext("{count} day left", "{count} days left", left).format(count=left) if left >= 0 else _("too late already")
        below = " ・ ".join((asked, _("answer by {day}").format(day=written(one.due_on)), until))
        acts: list[Act] = [*self._does(one), (_("Answered…"), partial(self.decide, one))]
        if not one.extended_on:
            acts.append((_("More time…"), partial(self.extend, one)))
        return Item(text, below, "red" if left < 0 else "amber" if left <= requests.SOON else "", acts)

    def _does(self, one: RequestRow) -> list[Act]:
        """What does what they ask for, where they are on the list."""
        if one.customer is None:
            return []
        does: dict[str, Callable[[int], object]] = {
            "view": self._asked.report, "copy": partial(self._asked.report, kind="copy"), "correct": self.shell.open_card,
            "stop": self._asked.stop_one, "delete": self._asked.erase_one,
        }  # fmt: skip
        return [(_("Do it…"), partial(does[one.kind], one.customer))]

    def add(self) -> None:
        """A request."""
        fields = [
            Field("customers", N_("Customer"), make=CustomerBox),
            Field("kind", N_("What they ask for"), "choice", choices=[(key, _(words)) for key, words in requests.KINDS]),
            Field("received_on", N_("When"), "number", hint=_("today")),
            Field("note", N_("Note")),
        ]
        values = {"customers": [], "kind": "view", "received_on": "", "note": ""}
        self.ask(_("Write down a request"), fields, values, _save, _("The request is written down."))

    def extend(self, one: RequestRow) -> None:
        """As many days again."""
        fields = [Field("reason", N_("Why it takes longer"))]
        self.ask(
            _("More time"),
            fields,
            {"reason": ""},
            lambda typed: requests.extend(one.id, typed["reason"]),
            _("There is more time now. Tell them in writing."),
        )

    def decide(self, one: RequestRow) -> None:
        """Answered."""
        fields = [
            Field("decision", N_("How"), "choice", choices=[(key, _(words)) for key, words in requests.DECISIONS]),
            Field("reason", N_("Reason")),
        ]
        values = {"decision": "done", "reason": ""}
        self.ask(
            _("Answered"),
            fields,
            values,
            lambda typed: requests.decide(one.id, typed["decision"], typed["reason"]),
            _("The request is answered."),
        )


def _save(typed: Values) -> int:
    who = typed["customers"]
    return requests.add(RequestForm(who[0] if who else None, typed["kind"], typed["received_on"], typed["note"]))
