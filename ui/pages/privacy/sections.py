"""The folded cards of 個資小幫手 in their order; each is made when its fold is opened."""

from importlib import import_module
from typing import Final

from resources.i18n import N_
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard

SECTIONS: Final = (  # module, class, what the fold says
    ("notice_card", "NoticeCard", N_("Notice for customers")),
    ("source_card", "SourceCard", N_("Where lists came from, and who is to be told")),
    ("register_card", "RegisterCard", N_("Consents, and who was given data")),
    ("retention_card", "RetentionCard", N_("How long data is kept")),
    ("inventory_card", "InventoryCard", N_("Which data there is")),
    ("breach_card", "BreachCard", N_("Incidents: the 72 hours")),
    ("plan_card", "PlanCard", N_("Plan to keep data safe")),
    ("review_card", "ReviewCard", N_("Checks, trainings, scrapped computers")),
    ("processor_card", "ProcessorCard", N_("Who works with the data for the shop")),
    ("closing_card", "ClosingCard", N_("When the business closes")),
    ("law_card", "LawCard", N_("What the law says")),
)


def make(module: str, name: str, shell: Shell) -> FoldCard:
    """The card of a fold."""
    card: FoldCard = getattr(import_module(f"ui.pages.privacy.{module}"), name)(shell)
    return card
