"""委外紀錄: who works with the shop's data for it, with contract and when they were looked after last."""

from dataclasses import asdict
from functools import partial

from db.services import laws, processors
from db.services.processors import ProcessorForm, ProcessorRow
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item

_DAYS = ("contract_on", "until", "checked_on")


class ProcessorCard(FoldCard):
    """All of them, by name."""

    def __init__(self, shell: Shell) -> None:
        said = _("A printer, a LINE agency, a bookkeeper: what they do with the data counts as the shop’s own ({act}; {rules}).")
        words = said.format(act=laws.article("act", "4"), rules=laws.article("rules", "8"))
        super().__init__(shell, words, [(_("Add…"), partial(self.edit, None))])

    def refresh(self) -> None:
        """Who they are."""
        self.show_items([self._item(row) for row in processors.rows()], _("Nobody: all is done in the shop."))

    def _item(self, row: ProcessorRow) -> Item:
        days = (
            (_("contract of {day}"), row.contract_on),
            (_("until {day}"), row.until),
            (_("looked after on {day}"), row.checked_on),
        )
        said = [row.work, row.data, *(words.format(day=written(day)) for words, day in days if day), row.note]
        acts = [(_("Change…"), partial(self.edit, row)), (_("Delete"), partial(self.delete, row))]
        return Item(row.name, " ・ ".join(filter(None, said)), "" if row.contract_on else "amber", acts)

    def delete(self, row: ProcessorRow) -> None:
        """Take one off."""
        self.do(lambda: processors.delete(row.id), _("“{name}” is off the list.").format(name=row.name))

    def edit(self, row: ProcessorRow | None) -> None:
        """A new one, or what changed."""
        values = asdict(row) if row else asdict(ProcessorForm(""))
        values |= {key: written(values[key]) for key in _DAYS}
        fields = [
            Field("name", N_("Who")),
            Field("work", N_("What they do"), hint=_("such as printing labels")),
            Field("data", N_("With which data"), hint=_("such as name and address")),
            Field("contract_on", N_("Contract of"), "number"),
            Field("until", N_("Until"), "number"),
            Field("checked_on", N_("Looked after on"), "number"),
            Field("note", N_("Note"), "lines"),
        ]

        def save(typed: Values) -> int:
            form = ProcessorForm(**{name: typed[name] for name in ProcessorForm.__slots__})
            return processors.save(form, row.id if row else None)

        self.ask(_("Who works with the data"), fields, values, save, _("It is written down."))
