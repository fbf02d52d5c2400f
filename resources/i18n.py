"""The words of every layer: gettext with English ids, zh_TW by default."""

import gettext as _gettext
import os
from functools import cache
from typing import Final

from resources import path

DOMAIN: Final = "shukebu"
LANGUAGES: Final = ("zh_TW", "en")
NAMES: Final = {"zh_TW": "繁體中文", "en": "English"}  # what each calls itself
DEFAULT: Final = "zh_TW"

_words: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak this language from now on; one of LANGUAGES, anything else means the default."""
    global _words, _language  # noqa: PLW0603 - the language is the process's
    _language = language if language in LANGUAGES else DEFAULT
    _words = _catalogue(_language)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """The words shipped for a language; English ones stand in the code."""
    file = path("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not file.exists():
        return _gettext.NullTranslations()
    with file.open("rb") as words:
        return _gettext.GNUTranslations(words)


def language() -> str:
    """The language in use."""
    return _language


def _(message: str) -> str:
    """This message in the language in use."""
    return _words.gettext(message) if message else ""


def written(message: str) -> str:
    """This message as it is written into a shop's file: always in the default language, so that it is the same next time."""
    return _catalogue(DEFAULT).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or the plural message; the caller formats the number in."""
    return _words.ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a message for translation where it is declared; it is translated where it is shown."""
    return message


use(os.environ.get("SHUKEBU_LANGUAGE", DEFAULT))
