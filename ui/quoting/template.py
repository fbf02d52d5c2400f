"""存成範本: a quote's lines and terms under a name, from the editor as from the list."""

from typing import TYPE_CHECKING

from db.services import quote_templates
from resources.i18n import _
from ui.trying import tried

if TYPE_CHECKING:
    from db.services.quote_form import QuoteForm
    from ui.kit.page import Shell


def keep(shell: "Shell", form: "QuoteForm") -> None:
    """Ask for the name and keep it, over the one that has it where that is wanted, with the way back."""
    asks, title = shell.asks, _("Keep as a template")
    name = asks.text(title, _("What shall the template be called?"), form.project, yes=_("Keep it"))
    if not name:
        return
    same = next((one.id for one in quote_templates.rows() if one.name == name.strip() and not one.is_shipped), None)
    said = _("There is a template “{name}” already. Shall this one take its place?").format(name=name)
    if same is not None and not asks.confirm(title, said, _("Take its place")):
        return
    if done := tried(lambda: quote_templates.save(name, form, same), asks):
        shell.toast_undo(_("Template “{name}” is kept").format(name=name), done[1])
