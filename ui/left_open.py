"""What was half typed when the program stopped: offered one by one, the latest first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.core import clock
from db.services import drafts
from resources.i18n import _
from ui.kit.days import written

if TYPE_CHECKING:
    from db.services.drafts import DraftRow
    from ui.kit.dialogs import Asks

Told = Callable[["DraftRow"], tuple[str, str] | None]


def offer(asks: "Asks", told: Told, reopen: Callable[["DraftRow"], object]) -> None:
    """Until one is opened or is to wait. `told`: what is asked, and what the draft is called; None of another form's."""
    for draft in drafts.left():
        if (words := told(draft)) is None:
            continue
        title, name = words
        when = written(clock.shown(draft.at)[:10])
        text = _("“{name}” was being typed when the program stopped ({when}).").format(name=name, when=when)
        choice = asks.choose(title, text, [_("Go on typing"), _("Throw it away")], no=_("Ask me later"))
        if choice == 0:
            reopen(draft)
        if choice != 1:
            return
        drafts.discard(draft.form, draft.customer)
