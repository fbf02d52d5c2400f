"""歇業處理: what becomes of customers' data when the business ends, step by step, and the record of it."""

from functools import partial

from db.core import session
from db.services import laws, reviews
from db.services.reviews import ReviewRow
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item

_STEPS = (
    N_("1. Finish what is owed: orders, repairs, money. Papers of the books stay as long as the law asks."),
    N_("2. Hand over: only to who goes on with the same business, and tell the customers; write down to whom, when, how, why."),
    N_("3. Destroy: erase the file and all its backups, sticks too; scrap the disk; write down when, how, where, who saw it."),
    N_("4. Stop: what must be kept is locked away and no longer used; write down until when."),
    N_("5. Keep this record for at least 5 years, on paper or with whoever winds the business up."),
)


class ClosingCard(FoldCard):
    """The steps, then the record."""

    def __init__(self, shell: Shell) -> None:
        said = _("Data is handed over, destroyed or stopped, and a record of it kept for 5 years ({retail}).")
        words = said.format(retail=laws.article("retail", "14–17"))
        super().__init__(shell, words, [(_("Write the record…"), self.write)])

    def refresh(self) -> None:
        """Steps and records."""
        self.show_items([*map(_record, reviews.rows("closing_down")), *(Item(_(step)) for step in _STEPS)])

    def write(self) -> None:
        """The record."""
        fields = [
            Field("note", N_("What was done with which data: how, when, where, to whom, who saw it"), "lines"),
            Field("done_on", N_("When"), "number", hint=_("today")),
            Field("done_by", N_("By whom")),
        ]
        values = {"note": "", "done_on": "", "done_by": session.shown(session.actor())}
        self.ask(_("When the business closes"), fields, values, partial(_save), _("The record is written."))


def _save(typed: Values) -> int:
    return reviews.save("closing_down", note=typed["note"], done_on=typed["done_on"], done_by=typed["done_by"])


def _record(row: ReviewRow) -> Item:
    return Item(row.note, " ・ ".join((written(row.done_on), session.shown(row.done_by))))
