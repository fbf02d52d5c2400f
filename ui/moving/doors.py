"""Where moving begins and ends in the window: the wizard, the file that is taken in, and the old computer at its next start."""

from pathlib import Path
from typing import TYPE_CHECKING

from db.core import file, moved, session
from db.core.errors import UserError
from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs
from ui.kit.when import day_in_words
from ui.shop_files import is_demo, shop_path

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def move(window: "MainWindow") -> None:
    """Open the wizard over the owner's shop."""
    if not file.is_open() or is_demo():
        window.asks.tell(_("Move to another computer"), _("This is the demo shop: open your own shop first."))
        return
    from db.core.journal import require

    try:
        require("file.move")
    except UserError as error:
        window.asks.error(error)
        return
    from ui.moving.dialog import MoveDialog

    MoveDialog(window, window.files.sticks).open()


def take_in(window: "MainWindow") -> None:
    """Choose the file the old computer wrote, and put its shop in the place of the one here, which is kept."""
    from db.services import moving

    kinds = f"{_('Moved shop')} (*{moving.SUFFIX})"
    chosen = window.asks.choose_files(_("Choose the file the old computer wrote"), kinds)
    if not chosen or not _may(window):
        return
    shop = shop_path()

    def work(progress: Progress) -> None:
        moving.prepare(chosen[0], shop, progress)

    jobs.start(work, lambda _none: _put_in_place(window, shop), title=_("Moving in…"))


def _may(window: "MainWindow") -> bool:
    """Whether the shop that is here, if there is one, may give way: the owner is asked."""
    if not shop_path().exists():
        return True
    if file.is_open() and not session.may_do("file.move"):
        window.asks.error(session.refused())
        return False
    return window.lets_go() and window.asks.confirm(
        _("Move here from another computer"),
        _("There is a shop on this computer already. Should the one from the other computer take its place?"),
        _("Take its place"),
        detail=_("The shop that is here is kept; you can go back to it by “Fetch back from a backup”."),
        danger=True,
    )


def _put_in_place(window: "MainWindow", shop: Path) -> None:
    from db.services import putting_back

    before = file.current_path() if file.is_open() else None
    jobs.runner().rest()
    try:
        putting_back.put_in_place(shop)
        moved.lift(shop)  # of the shop that was here
    except UserError as error:
        if before is not None and before.exists():
            window.switch_to(before)
        window.asks.error(error)
        return
    window.redress()
    window.switch_to(shop)
    window.toast(_("Your shop has moved in. Everything is here."))


def ask_again(window: "MainWindow") -> None:
    """At the start of the old computer: what becomes of it, where the owner has not said so yet."""
    known = moved.of(file.current_path()) if file.is_open() else None
    if known is None or known.is_locked or not session.may_do("file.move"):
        return
    from ui.moving.dialog import decide

    ways = [_("Go on here"), _("Lock it here")]
    words = _("This shop was packed for another computer {when}. Do you go on working on this one?")
    detail = _("What is written down here is not on the other computer. Locked, it can still be looked at, and unlocked again.")
    choice = window.asks.choose(_("Moved to another computer"), words.format(when=_when(known)), ways, detail=detail)
    if choice is not None:
        decide(window, locks=choice == 1)


def said(shop: Path) -> str:
    """What the band says over a shop that is locked because it moved; "": it did not."""
    known = moved.of(shop)
    if known is None or not known.is_locked:
        return ""
    words = _("This shop moved to another computer {when}; here it can only be looked at.")
    return words.format(when=_when(known))


def unlock(window: "MainWindow") -> None:
    """Go on with the shop on this computer after all, once the owner said so."""
    from ui.moving.dialog import decide

    asked = _("Do you want to work on this computer again?")
    detail = _("What was written down on the other computer since is not here. Work on one of the two only.")
    if window.asks.confirm(_("Moved to another computer"), asked, _("Work here again"), detail=detail):
        shop = file.current_path()
        decide(window, locks=False)
        if moved.of(shop) is None:
            window.switch_to(shop)


def _when(known: moved.Moved) -> str:
    from db.core import clock

    return day_in_words(clock.shown(known.at))
