"""告知書: the text customers are told by, version by version; made, copied for LINE, printed again."""

from functools import partial
from typing import Any

from db.services import laws, notices
from db.services.notices import NoticeRow
from resources.i18n import N_, _, ngettext
from ui.kit import clipboard
from ui.kit.boxes import Field, LinesBox
from ui.kit.days import written
from ui.kit.fields import TextBox
from ui.kit.form import FormDialog, Values
from ui.kit.page import Shell
from ui.kit.ticks import TicksBox
from ui.pages.privacy.fold_card import FoldCard, Item

_LINES = 11  # of the text


class NoticeForm(FormDialog):
    """The text follows kind and purposes until a hand wrote in it."""

    _drafted = ""

    def look_over(self) -> None:
        """Draft it anew where it still stands as drafted."""
        values = self.values()
        drafted = notices.draft(values["kind"], values["purposes"].splitlines())
        if values["body"] in ("", self._drafted) and drafted != values["body"]:
            self._drafted = drafted
            self.boxes["body"].fill(drafted)
            self.take_as_opened()
        self._drafted = self._drafted or drafted
        super().look_over()


class NoticeCard(FoldCard):
    """Every version, the latest first."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "Whoever asks for data says six things first: who, what for, which data, how long, the rights, what if not ({law})."
        )
        super().__init__(shell, said.format(law=laws.article("act", "8")), [(_("New notice…"), self.add)])

    def refresh(self) -> None:
        """The versions."""
        self.show_items(
            [self._item(row) for row in notices.rows()], _("There is no notice yet. It takes a minute: look, save, print.")
        )

    def _item(self, row: NoticeRow) -> Item:
        kind = _(dict(notices.KINDS)[row.kind])
        text = _("{kind} ・ version {version}").format(kind=kind, version=row.version)
        used = ngettext("{count} consent names it", "{count} consents name it", row.used).format(count=f"{row.used:,}")
        since = _("from {day} on").format(day=written(row.valid_from))
        below = " ・ ".join([since, _(", ").join(map(notices.purpose_words, row.purposes)), *([used] if row.used else [])])
        acts = [(_("Print"), partial(self.print_one, row.id))]
        if row.kind == "line":
            acts.insert(0, (_("Copy"), partial(self.copy, row.body)))
        return Item(text, below, acts=acts)

    def print_one(self, notice: int) -> None:
        """A version on paper."""
        from reports import notice_pdf

        self.print_made(partial(notice_pdf.make, notice), _("Notice for customers"))

    def copy(self, body: str) -> None:
        """The text for LINE."""
        clipboard.put(body)
        self.shell.toast(_("The text is copied: paste it with Ctrl+V."))

    def add(self) -> None:
        """The next version."""
        purposes = [(key, notices.purpose_words(key)) for key, _code, _words in notices.PURPOSES]
        fields = [
            Field("kind", N_("As what"), "choice", choices=[(key, _(words)) for key, words in notices.KINDS]),
            Field("purposes", N_("What for"), make=lambda value: TicksBox(purposes, value)),
            Field("body", N_("Text"), make=_text),
            Field("valid_from", N_("From which day on"), "number", hint=_("today")),
        ]
        values = {"kind": "paper", "purposes": "\n".join(notices.USUAL), "body": "", "valid_from": ""}
        self.ask(_("New notice"), fields, values, _save, _("The notice is kept; older versions stay."), NoticeForm)


def _text(value: Any) -> LinesBox:
    return LinesBox(Field("body", N_("Text")), value, TextBox(str(value or ""), _LINES))


def _save(typed: Values) -> int:
    return notices.add(typed["kind"], typed["purposes"].splitlines(), typed["body"], typed["valid_from"])
