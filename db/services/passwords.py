"""Which passwords are too weak: short ones, those everybody uses, those that say the shop's or the person's own name."""

from functools import cache
from typing import Final, Literal

from db.core.values.text import normal
from resources import path
from resources.i18n import N_, _

LEAST: Final = 8  # letters (ASVS 5.0, V6.2.1)
_GOOD: Final = 12
_TRIVIAL: Final = 4  # different letters
Strength = Literal["weak", "fair", "good"]
HINTS: Final[dict[Strength, str]] = {
    "weak": N_("Too weak"),
    "fair": N_("Good enough. Longer is better: a sentence only you know is easy to keep in mind."),
    "good": N_("A good password"),
}


@cache
def _common() -> frozenset[str]:
    """Passwords everybody uses, of eight letters and more (resources/SOURCES.md says where they are from)."""
    return frozenset(path("passwords.txt").read_text("utf-8").split())


def fault(password: str, *names: str) -> str:
    """The sentence on why this is no password to choose; "": it is good enough. `names`: the shop's, the person's."""
    plain = password.casefold()
    if len(password) < LEAST:
        return _("A password needs at least {count} letters or digits.").format(count=LEAST)
    if plain in _common() or plain[::-1] in _common() or len(set(plain)) < _TRIVIAL:
        return _("This password is one of those everybody tries first. Please choose another one.")
    if any(len(name) > 1 and normal(name) in normal(password) for name in names):
        return _("The password should not hold the name of the shop or your own. Please choose another one.")
    return ""


def strength(password: str, *names: str) -> Strength:
    """How strong it is, for the hint beside the box."""
    if fault(password, *names):
        return "weak"
    return "good" if len(password) >= _GOOD else "fair"
