"""Every action of the program in one line: its name, its words, who may, whether it can be taken back."""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_, _

STAFF: Final = frozenset({"owner", "staff"})
OWNER: Final = frozenset({"owner"})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user does; `label` is its English gettext id, for menus, history and the undo toast."""

    name: str
    label: str
    roles: frozenset[str] = STAFF
    undo: bool = True
    final: bool = False  # it changes the shop for good: whoever wants it back is told so


_LIST: Final = (
    Action("customers.add", N_("Add customer")),
    Action("customers.change", N_("Change customer")),
    Action("customers.archive", N_("Put customers away")),
    Action("customers.put_back", N_("Put customers back")),
    Action("customers.merge", N_("Merge customers")),
    Action("customers.not_same", N_("Not the same person")),
    Action("customers.split", N_("Split customers again")),
    Action("customers.set_field", N_("Set a field of customers")),
    Action("customers.keep_in_touch", N_("Keep in touch")),
    Action("customers.pick_regulars", N_("Pick regulars")),
    Action("customers.empty_bin", N_("Empty the bin"), roles=OWNER, undo=False, final=True),
    Action("customers.export", N_("Export customers"), undo=False),
    Action("stages.put", N_("Say where customers stand")),
    Action("stages.lift", N_("Where customers stand as they buy")),
    Action("losing.close", N_("Close lost customers")),
    Action("losing.reopen", N_("Open lost customers again")),
    Action("relations.add", N_("Add relation")),
    Action("relations.remove", N_("Remove relation")),
    Action("tags.add", N_("Add tag")),
    Action("tags.change", N_("Change tag")),
    Action("tags.delete", N_("Delete tag")),
    Action("tags.attach", N_("Tag customers")),
    Action("tags.detach", N_("Take tag off")),
    Action("tags.merge", N_("Merge tags")),
    Action("tags.apply_rules", N_("Put tags on by their rules")),
    Action("blacklist.put", N_("Put on the watch list")),
    Action("blacklist.lift", N_("Take off the watch list")),
    Action("opt_outs.set", N_("Change what may be sent")),
    Action("own_fields.add", N_("Add own field")),
    Action("own_fields.change", N_("Change own field")),
    Action("own_fields.archive", N_("Put own field away")),
    Action("own_fields.put_back", N_("Put own field back")),
    Action("settings.change", N_("Change settings")),
    Action("clock.right", N_("The date is right"), undo=False),
    Action("starters.apply", N_("Set up for this trade")),
    Action("products.add", N_("Add product")),
    Action("products.change", N_("Change product")),
    Action("products.change_prices", N_("Change prices")),
    Action("products.discontinue", N_("No longer sell")),
    Action("products.take_up", N_("Sell again")),
    Action("products.export", N_("Export products"), undo=False),
    Action("sales.add", N_("Write down a sale")),
    Action("sales.change", N_("Change sale")),
    Action("sales.delete", N_("Delete sale")),
    Action("sales.export", N_("Export sales"), undo=False),
    Action("sales.add_paid", N_("Write down a sale that was paid"), undo=False),
    Action("papers.export", N_("Save a paper as a file"), undo=False),
    Action("reports.export", N_("Save a report as a file"), undo=False),
    Action("payments.add", N_("Write down a payment"), undo=False),
    Action("payments.counter", N_("Take a payment back"), undo=False),
    Action("payments.clear", N_("Cheque paid by the bank")),
    Action("openings.put", N_("Say what was owed before")),
    Action("deliveries.move", N_("Where an order stands")),
    Action("deliveries.promise", N_("Promise a day")),
    Action("wanted.add", N_("Note what a customer asked for")),
    Action("wanted.change", N_("Change what a customer asked for")),
    Action("wanted.drop", N_("No longer asked for")),
    Action("customer_costs.add", N_("Write down what a customer cost")),
    Action("customer_costs.change", N_("Correct what a customer cost")),
    Action("customer_costs.delete", N_("Delete what a customer cost")),
    Action("quotes.add", N_("Begin a quote")),
    Action("quotes.change", N_("Change a quote")),
    Action("quotes.discard", N_("Throw a draft away")),
    Action("quotes.issue", N_("Issue a quote"), undo=False),
    Action("quotes.revise", N_("Begin a new version of a quote")),
    Action("quotes.correct", N_("Correct a quote nobody got")),
    Action("quotes.give_up_revision", N_("Give a new version up")),
    Action("quotes.accept", N_("Quote accepted"), undo=False),
    Action("quotes.hope", N_("Say how sure of a quote")),
    Action("quotes.refuse", N_("Quote not taken")),
    Action("quotes.reopen", N_("Quote open again")),
    Action("quotes.void", N_("Make a quote void"), undo=False),
    Action("quotes.export", N_("Export quotes"), undo=False),
    Action("quote_templates.save", N_("Keep a quote as a template")),
    Action("quote_templates.delete", N_("Delete a template")),
    Action("letterhead.put", N_("Change a picture of the letterhead")),
    Action("interactions.add", N_("Write down a talk")),
    Action("interactions.change", N_("Change a talk")),
    Action("interactions.delete", N_("Delete a talk")),
    Action("tasks.add", N_("Add reminder")),
    Action("tasks.change", N_("Change reminder")),
    Action("tasks.delete", N_("Delete reminder")),
    Action("tasks.done", N_("Reminder done")),
    Action("tasks.export", N_("Save reminders as a calendar"), undo=False),
    Action("tasks.put_off", N_("Another day")),
    Action("today.put_off", N_("Leave out of Today")),
    Action("knowledge.add", N_("Add what follows what")),
    Action("knowledge.change", N_("Change what follows what")),
    Action("knowledge.delete", N_("Delete what follows what")),
    Action("suggestions.accept", N_("Take a suggestion up")),
    Action("suggestions.dismiss", N_("Suggestion not wanted")),
    Action("staff.hand_over", N_("Hand over to somebody else")),
    Action("segments.save", N_("Save list")),
    Action("segments.delete", N_("Delete list")),
    Action("saved_views.save", N_("Save view")),
    Action("saved_views.delete", N_("Delete view")),
    Action("attachments.add", N_("Attach file")),
    Action("attachments.change", N_("Change attachment")),
    Action("attachments.remove", N_("Remove attachment")),
    Action("imports.run", N_("Import")),
    Action("imports.settle", N_("Settle a waiting row")),
    Action("imports.dismiss", N_("Leave waiting rows out")),
    Action("demo.fill", N_("Fill the demo shop")),
    Action("history.undo", N_("Take back")),
    Action("file.create", N_("Start a new shop file"), undo=False),
)
ACTIONS: Final = {action.name: action for action in _LIST}


def label(name: str) -> str:
    """The action's words in the language in use; an unknown (newer) name is shown as it is."""
    return _(ACTIONS[name].label) if name in ACTIONS else name
