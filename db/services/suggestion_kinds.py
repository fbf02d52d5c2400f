"""The kinds of suggestions and how they can be answered, with their words."""

from typing import Final, Literal

from resources.i18n import N_

Kind = Literal["rule", "cross", "up", "white", "slipping", "back", "quote"]
NAMES: Final[dict[Kind, str]] = {
    "rule": N_("What follows what"),
    "cross": N_("Bought together"),
    "up": N_("A newer model"),
    "white": N_("Others like them buy it"),
    "slipping": N_("Late this time"),
    "back": N_("Came back"),
    "quote": N_("Quote not answered"),
}
ANSWERS: Final = (("accepted", N_("Taken up")), ("dismissed", N_("Not wanted")))
