"""The form of an entry on the watch list: why, how careful, what proves it, since when, when to look again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.services import blacklist
from resources.i18n import N_, _
from ui.kit import counter, jobs
from ui.kit.boxes import Field
from ui.kit.counter import hidden
from ui.kit.form import FormDialog, FormRules, Notice, Values, offering_again
from ui.kit.page import Shell
from ui.watch_list.presenter import Deeds, Who, entry_values, is_listed


def put(shell: Shell, who: Who, typed: Values | None = None) -> None:
    """Put these customers on the watch list, or change the entry of one; an entry shows everything, and is asked for twice."""
    if is_listed(who):
        counter.opening(shell, lambda: _open(shell, who, typed))
    else:
        _open(shell, who, typed)


def _open(shell: Shell, who: Who, typed: Values | None) -> None:
    """The form; an entry can be lifted from here as well."""
    deeds, before, listed = Deeds(shell, jobs.start), entry_values(who), is_listed(who)
    parent = shell if isinstance(shell, QWidget) else None

    def notices(_values: Values) -> list[Notice]:
        text = _("On the watch list already. What is changed here is kept with its history.")
        return [Notice(text, [(_("Take off the watch list"), lift)])] if listed else []

    def lift() -> None:
        dialog.fill(before)
        dialog.reject()
        deeds.lift(who)

    rules = FormRules(
        lambda values: deeds.put(who, values),
        notices=notices,
        dropped=offering_again(shell, lambda values: hidden(str(values["reason"])), lambda values: put(shell, who, values)),
    )
    title = _("Watch list")
    save = _("Save") if listed else _("Put on the watch list")
    dialog = FormDialog(parent, title, _fields(whole=before["evidence"] is not None), before, rules, save=save)
    if typed:
        dialog.fill(typed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _fields(*, whole: bool) -> list[Field]:
    """`whole`: of one customer; of several what only belongs to one is left as it is."""
    levels = [(level, _(words)) for level, words in blacklist.LEVELS]
    fields = [
        Field("reason", N_("Why"), "lines", hint=_("owed 12,000 since March")),
        Field("level", N_("How much"), "choice", choices=levels),
        Field("since", N_("Since"), "number", hint=_("today, if empty")),
        Field("review_on", N_("Look again on"), "number", hint=_("2027/3/1, or empty")),
    ]
    if whole:
        fields.insert(2, Field("evidence", N_("Evidence"), "lines", hint=_("bounced cheque, who saw it, where the papers are")))
    if whole and blacklist.sees_owner_notes():
        fields.append(
            Field("owner_note", N_("For the owner only"), "lines", hint=_("Staff named in the settings do not see this"))
        )
    return fields
