"""Where a list is from and why it may be kept, as a form: 〔改〕 on the last step of an import, and later in 個資小幫手."""

from collections.abc import Sequence
from typing import Final

from db.services import laws, list_sources
from db.services.list_sources import Origin
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, Values

TITLE: Final = N_("Where is this list from?")


class OriginForm(FormDialog):
    """The ground to keep it follows where it is from."""

    _kind = ""

    def look_over(self) -> None:
        """Another kind has its usual ground."""
        kind = str(self.boxes["kind"].value())
        if self._kind and kind != self._kind:
            self.boxes["basis"].fill(list_sources.made(kind).basis)
        self._kind = kind
        super().look_over()


def fields() -> Sequence[Field]:
    """The boxes."""
    sources = [(key, _(words)) for key, words in list_sources.SOURCES]
    bases = [(key, _(words)) for key, words in list_sources.BASES]
    return [
        Field("kind", N_("Where it is from"), "choice", choices=sources),
        Field("words", N_("In your words"), hint=_("such as 2026 五金展")),
        Field("basis", N_("Why it may be kept"), "choice", choices=bases, under=laws.article("act", "19")),
    ]


def values(origin: Origin) -> Values:
    """What the form begins with."""
    return {"kind": origin.kind, "words": origin.words, "basis": origin.basis}


def said(typed: Values) -> Origin:
    """What stands in the form."""
    return list_sources.made(typed["kind"], typed["words"], typed["basis"])


def warn(typed: Values) -> dict[str, str]:
    """Whoever did not give it to the shop is to be told."""
    if not said(typed).is_indirect:
        return {}
    words = _(
        "They did not give it to you themselves: new customers of it are marked 待告知 until a first talk is written down"
        " ({law})."
    )
    return {"kind": words.format(law=laws.article("act", "9"))}
