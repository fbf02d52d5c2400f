"""What is asked once of a column of doubtful dates: the question, its answers, and the one that stands."""

from typing import Final

from importers.values import ColumnGuess
from resources.i18n import N_, _
from ui.pages.importing.screens import Choice

_REPUBLIC: Final = ("roc", N_("Republic years (78/5/3 is 1989)"))
_ORDERS: Final = {
    "two_digit_years": (_REPUBLIC, ("west", N_("Western years (78/5/3 is 1978)"))),
    "excel_years": (
        _REPUBLIC,
        ("ymd", N_("Western years, year first (as they stand)")),
        ("dmy", N_("Day, month, year")),
        ("mdy", N_("Month, day, year")),
    ),
    "either_way": (("mdy", N_("Month first (3/4/1980 is 4 March)")), ("dmy", N_("Day first (3/4/1980 is 3 April)"))),
}
_UNSAID: Final = {"two_digit_years": "roc", "excel_years": "ymd", "either_way": "mdy"}  # until it is answered
_QUESTIONS: Final = {
    "two_digit_years": N_("Is {day} a year of the Republic? It is read as such until you say otherwise."),
    "excel_years": N_("Did Excel make western years of these? Please look."),
    "either_way": N_("Is {day} month first or day first?"),
}


def choices(guess: ColumnGuess) -> tuple[Choice, ...]:
    """The ways to read this column's dates."""
    return tuple(Choice(key, _(text)) for key, text in _ORDERS.get(guess.doubt, ()))


def chosen(guess: ColumnGuess) -> str:
    """The way they are read as things stand."""
    keys = [key for key, _text in _ORDERS[guess.doubt]]
    return guess.date_order if guess.date_order in keys else _UNSAID[guess.doubt]


def question(guess: ColumnGuess) -> str:
    """What is asked; "" where nothing is, or it was answered."""
    if not guess.doubt or guess.confidence != "look":
        return ""
    return _(_QUESTIONS[guess.doubt]).format(day=guess.samples[0] if guess.samples else guess.header)
