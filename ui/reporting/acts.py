"""What a report's button does: bring in what it has nothing of, or mend what it could not count."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from reports.question import Needs
from resources.i18n import N_

if TYPE_CHECKING:
    from ui.kit.page import Shell


class Act(NamedTuple):
    """The words of a button (an English id), and what it does in the window."""

    words: str
    do: "Callable[[Shell], object]"


_NO_BIRTHDAY: Final = '{"all": [{"field": "kind", "is": "any_of", "value": ["person"]}, {"field": "birthday", "is": "empty"}]}'
ACTS: Final = {
    "import_customers": Act(N_("Bring in my list"), lambda shell: shell.go("importing")),
    "import_sales": Act(N_("Bring in earlier sales"), lambda shell: shell.go("importing")),
    "add_customer": Act(N_("Add a customer"), lambda shell: shell.do("add")),
    "add_sale": Act(N_("Write down a sale"), lambda shell: shell.sell()),
    "first_quote": Act(N_("Write the first quote"), lambda shell: shell.quote()),
    "add_talk": Act(N_("Write down a talk"), lambda shell: shell.do("log")),
    "add_payment": Act(N_("Take money"), lambda shell: shell.pay()),
    "remind": Act(N_("Write down a reminder"), lambda shell: shell.remind()),
    "birthdays": Act(N_("Add birthdays"), lambda shell: shell.go("customers", conditions=_NO_BIRTHDAY)),
    "late": Act(N_("See who stays away"), lambda shell: shell.go("reports", question="late")),
    "doubles": Act(N_("Look through the doubles"), lambda shell: shell.go("records", doubles=True)),
    "waiting": Act(N_("See to what waits"), lambda shell: shell.go("records")),
    "owed": Act(N_("See who owes"), lambda shell: shell.go("sales", tab="owed")),
    "takings": Act(N_("See the money taken today"), lambda shell: shell.go("sales", tab="payments")),
    "quotes": Act(N_("See the quotes"), lambda shell: shell.go("quotes")),
    "products": Act(N_("See the products"), lambda shell: shell.go("products")),
    "knowledge": Act(N_("See the rules"), lambda shell: shell.do("knowledge")),
    "settings": Act(N_("Open the settings"), lambda shell: shell.go("settings")),
}
FILLED_BY: Final[dict[Needs, str]] = {
    "customers": "import_customers",
    "sales": "import_sales",
    "quotes": "first_quote",
    "talks": "add_talk",
    "payments": "add_payment",
    "debts": "add_sale",
    "lost": "late",
    "tasks": "remind",
    "birthdays": "birthdays",
}  # the one button of a report that has nothing to answer with
