"""〔改〕 on the last step: where the list is from and why it may be kept; what it means is said below."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.services import laws, list_sources
from db.services.list_sources import Origin
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Notice, Values


def ask(parent: QWidget, origin: Origin, put: Callable[[Origin], object]) -> None:
    """Open the form; `put` gets what was said."""
    values = {"kind": origin.kind, "words": origin.words, "basis": origin.basis}
    rules = FormRules(lambda typed: _save(typed, put), notices=_told)
    FormDialog(parent.window(), _("Where is this list from?"), _fields(), values, rules, save=_("That is right")).open()


def _fields() -> list[Field]:
    sources = [(key, _(words)) for key, words in list_sources.SOURCES]
    bases = [(key, _(words)) for key, words in list_sources.BASES]
    return [
        Field("kind", N_("Where it is from"), "choice", choices=sources),
        Field("words", N_("In your words"), hint=_("such as 2026 五金展")),
        Field("basis", N_("Why it may be kept"), "choice", choices=bases, under=laws.article("act", "19")),
    ]


def _save(typed: Values, put: Callable[[Origin], object]) -> None:
    put(said(typed))


def said(typed: Values) -> Origin:
    """What stands in the form."""
    return list_sources.made(typed["kind"], typed["words"], typed["basis"])


def _told(typed: Values) -> list[Notice]:
    if not said(typed).is_indirect:
        return []
    words = _(
        "They did not give it to you themselves: new customers of it are marked 待告知 until a first talk is written down"
        " ({law})."
    )
    return [Notice(words.format(law=laws.article("act", "9")))]
