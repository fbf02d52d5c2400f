"""Somebody leaves the shop: three things to do, each of which can be left out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.services import people, staff
from db.services.people import PersonRow
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.people.forms import _parent

if TYPE_CHECKING:
    from ui.papers.paper import Paper


def open_dialog(shell: Shell, row: PersonRow, then: Callable[[], object]) -> None:
    """停用登入, 交接客戶和待辦, 印出他最近 90 天匯出紀錄.

    Handing over is a unit of its own, which can be taken back; being shut out is another, whose way back is 回來上班. Whether
    they may leave is asked first, so that not one is done without the other.
    """
    held = staff.held().get(row.name)
    heirs = [(one.name, one.name) for one in people.rows() if one.id != row.id]
    fields = [
        Field("shut", N_("No longer comes in: password and PIN open nothing"), "yes_no"),
        Field("hand_over", N_("Hand customers and reminders over"), "yes_no"),
        Field("heir", N_("to"), "choice", choices=heirs),
        Field("paper", N_("Print what they exported in the last 90 days"), "yes_no"),
    ]
    values = {"shut": True, "hand_over": bool(held), "heir": heirs[0][0] if heirs else "", "paper": True}

    def save(typed: Values) -> None:
        if typed["shut"] == "1":
            people.refuse_leaving(row.id)
        if typed["hand_over"] == "1" and held and typed["heir"]:
            staff.hand_over(row.name, staff.heir_of(row.name, str(typed["heir"])))
        if typed["shut"] == "1":
            people.leave(row.id)

    title = _("{name} leaves").format(name=row.name)
    dialog = FormDialog(_parent(shell), title, fields, values, FormRules(save), save=_("Do what is chosen"))

    def done() -> None:
        then()
        if dialog.values()["paper"] == "1":
            from ui.papers import look

            look(shell, paper_of(row.name))

    dialog.accepted.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def paper_of(name: str) -> "Paper":
    """What somebody took out of the house in 90 days, as a paper."""
    from reports import people_exports_pdf
    from ui.papers.paper import Paper

    title = _("What {name} exported").format(name=name)
    return Paper(title, title, lambda wish: people_exports_pdf.make(name, wish.republic_years), kind="exports", sheets=())
