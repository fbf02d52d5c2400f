"""價目表: which prices, which categories, from which day; then it is looked at, printed, sent."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from db.core import clock
from db.core.values import dates
from db.services import days, options, product_lists
from db.services.terms import LEVELS
from resources.i18n import N_, _
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell
from ui.kit.ticks import TicksBox

if TYPE_CHECKING:
    from reports.price_list_pdf import PriceList

_PRICES: Final = {"": N_("Retail price"), "wholesale": N_("Wholesale price"), "project": N_("Contractor price")}
_SHEETS: Final = ("standard", "plain", "a5")


def ask(shell: Shell, parent: QWidget, category: str | None) -> None:
    """Ask how the price list is wanted; `category`: the one in view, ticked at first."""
    asked: list[Values] = []
    roc = options.shows_republic_years()
    values: Values = {"level": "", "categories": category or "", "day": dates.shown(clock.today().isoformat(), roc), "note": ""}
    rules = FormRules(lambda filled: _check(filled, asked))
    dialog = FormDialog(parent.window(), _("Price list"), _fields(), values, rules, save=_("Look at the price list"))
    dialog.accepted.connect(lambda: _make(shell, asked[-1]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _fields() -> list[Field]:
    levels = [(level, _(_PRICES[level])) for level in LEVELS]
    names = [(name, name) for name, _count in product_lists.counts().categories]
    ticked = Field("categories", N_("Categories"), make=lambda value: TicksBox(names, value), under=_("None ticked: all of them"))
    return [
        Field("level", N_("Which price"), "choice", choices=levels),
        *([ticked] if names else []),
        Field("day", N_("Prices from"), "number"),
        Field("pictures", N_("With pictures"), "choice", choices=(("", _("No")), ("1", _("Yes")))),
        Field("note", N_("Note at the end"), "lines", hint=_("Such as: delivered free from NT$3,000")),
    ]


def _check(filled: Values, asked: list[Values]) -> None:
    asked.append({**filled, "day": days.iso(str(filled["day"]), "day") or clock.today().isoformat()})


def _make(shell: Shell, asked: Values) -> None:
    """Read it on the worker, and show it."""

    def work(_progress: object) -> "PriceList":
        from reports import price_list_pdf

        categories = str(asked["categories"]).splitlines()
        return price_list_pdf.of_shop(
            str(asked["level"]), categories, day=asked["day"], note=asked["note"], with_pictures=bool(asked["pictures"])
        )

    jobs.start(work, lambda found: _look(shell, found), quiet=True)


def _look(shell: Shell, found: "PriceList") -> None:
    from reports import price_list_pdf
    from ui import papers

    level = f" {_(LEVELS[found.level])}" if found.level else ""
    paper = papers.Paper(
        name=f"{_('Price list')}{level} {found.day}",
        title=_("Price list"),
        make=lambda wish: price_list_pdf.make(found, wish.layout, republic_years=wish.republic_years),
        kind="price_list",
        sheets=_SHEETS,
        text=_("Our price list is enclosed."),
    )
    papers.look(shell, paper)
