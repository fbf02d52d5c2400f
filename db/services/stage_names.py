"""What the stages are called, how sure a customer is, why they are lost, and what to do about it, in the owner's words."""

from typing import Final

from resources.i18n import N_

STAGE_NAMES: Final = {
    "recruitment": N_("Not bought yet"),
    "welcoming": N_("Newcomer"),
    "getting_to_know": N_("Came a few times"),
    "account_management": N_("Regular customer"),
    "intensive_care": N_("Old friend"),
    "pre_divorce": N_("About to go"),
    "divorce": N_("Gone"),
    "win_back": N_("Came back"),
}  # by analytics.stages.STAGES
ACTS: Final = {
    "recruitment": N_("Find a reason to say hello, and send the price list."),
    "welcoming": N_("Ask within a week how they get on with what they bought."),
    "getting_to_know": N_("Ask what else they use, and quote it next time."),
    "account_management": N_("Remind them in their own rhythm, and tell them first of what is new."),
    "intensive_care": N_("Keep the best for them, and do not forget their birthday."),
    "pre_divorce": N_("Call today and ask how they are."),
    "divorce": N_("Try once more. If nothing comes of it, note the reason and let it be."),
    "win_back": N_("Thank them for coming back, and ask what kept them away."),
}
SURENESS_NAMES: Final = {
    "": "",
    "steady": N_("Steady"),
    "watch": N_("Watch"),
    "slipping": N_("Slipping away"),
    "lost": N_("Lost"),
}
REASONS: Final = {
    "moved": N_("Moved away"),
    "price": N_("The price"),
    "service": N_("The service"),
    "rival": N_("Buys elsewhere"),
    "closed": N_("Gave up business"),
    "unknown": N_("Nobody knows"),
}  # why somebody is lost
