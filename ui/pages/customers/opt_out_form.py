"""What a customer does not want to be sent: one tick a channel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.services import opt_outs
from resources.i18n import _
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.page import Shell


def ask(shell: Shell, parent: QWidget, customer: int) -> None:
    """The form of one customer; what is ticked is not sent any more."""
    refused = opt_outs.of(customer)
    fields = [Field(channel, words, "yes_no") for channel, words in opt_outs.CHANNELS]
    values = {channel: channel in refused for channel, _words in opt_outs.CHANNELS}
    saved: list[int | None] = []

    def save(typed: Values) -> None:
        wanted = [channel for channel in values if typed[channel]]
        saved.append(saving(lambda: opt_outs.put([customer], wanted))[1])

    dialog = FormDialog(parent.window(), _("Nothing more is sent by"), fields, values, FormRules(save), save=_("Save"))
    dialog.accepted.connect(lambda: shell.toast_undo(_("Saved"), saved[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
