"""What the help page says of the daily work: one short answer to each word an owner may look for."""

from typing import Final

from resources.i18n import N_

DAILY: Final = (
    (
        N_("Whom do I call today?"),
        N_("“My day” lists them, overdue ones first. “Reached” asks what was said, “No answer” brings them back another day,"
           " “Another day” puts them off."),
    ),
    (
        N_("Nobody answered. What becomes of it?"),
        N_("Press “No answer” on “My day”: it is written down, and they stand there again on the next open day."
           " Their other numbers are offered."),
    ),
    (
        N_("How do I write down a talk?"),
        N_("Ctrl+J, say in a sentence what was said, Enter twice. “Call back next Friday” in it becomes a reminder by itself."),
    ),
    (
        N_("How do I get a reminder?"),
        N_("Ctrl+Shift+J: what is to be done, and when. It stands on “My day” on that day; a day the shop is closed moves to the"
           " next open one."),
    ),
    (
        N_("Where do I find a text for LINE (ready texts)?"),
        N_("In “Write down a talk” press Ctrl+T and choose a ready text: put it in or copy it for LINE. The texts stand in"
           " “Settings → Words to choose from”."),
    ),
    (
        N_("Who has a birthday?"),
        N_("Birthdays stand on “My day” and in the calendar; “Birthday this month” is under “Lists” on the page of"
           " customers."),
    ),
    (
        N_("How do I keep in touch with regulars?"),
        N_("“Customer → Pick regulars” shows the best ones. Those you tick get a tag, and a few of them stand on “My day”"
           " each day."),
    ),
    (
        N_("What does the calendar show?"),
        N_("Reminders, birthdays and days the shop is closed, month by month. “Print” puts the month on paper."),
    ),
    (
        N_("When is the shop closed (weekly closing day, holidays)?"),
        N_("Say so in “Settings → Open days”: weekly closing days, New Year, holidays, days of your own. Reminders move"
           " to the next open day."),
    ),
    (
        N_("How do I close the day?"),
        N_("“File → End of the day” shows what was done, what is left and what comes tomorrow, and makes the backup."),
    ),
    (
        N_("How do I take a list along (list for the road)?"),
        N_("“Customer → List for the road” prints those you chose by district, with phone, address and lines to write on."),
    ),
    (
        N_("What are tags for?"),
        N_("A tag is a word such as “regular” on a card: “Customer → Tags”. A tag can also follow a rule and put itself on."),
    ),
    (
        N_("How do I find certain customers again and again (lists)?"),
        N_("On the page of customers press “+ Filter”, choose what you ask for, and keep it as a list with a name."),
    ),
    (
        N_("A customer does not pay (watch list)."),
        N_("“Customer → Put on the watch list”, with the reason. ⚠ stands beside the name wherever it is seen; no paper shows"
           " it."),
    ),
    (
        N_("The same customer stands there twice (merge)."),
        N_("“Customer → Merge with another customer”. Nothing gets lost, and “Split again” takes them apart later."),
    ),
    (
        N_("How do I get my customers into Excel (export)?"),
        N_("Ctrl+E writes those you see as Excel, CSV or contacts. Changes you make in that file can be brought back in."),
    ),
    (
        N_("Can I scan a barcode or a member card?"),
        N_("Yes. Scan on any page: the customer with that number opens. An unknown number can be given to a customer."),
    ),
    (
        N_("What is counter mode?"),
        N_("F9 hides phones, amounts and notes from customers who can see the screen. F9 again shows them."),
    ),
    (
        N_("Somebody else is at the computer."),
        N_("Press the name at the lower right, or Ctrl+Shift+U. What is written down then bears their name."),
    ),
    (
        N_("How do I write a quote (estimate)?"),
        N_("“Trade → New quote”, or Ctrl+Shift+Q: choose the customer, type names or codes, Enter goes on. “Issue and print”"
           " gives it its number; from then on it never changes."),
    ),
    (
        N_("The customer wants a quote changed."),
        N_("Open it and choose “Change”. If they have it already, the change makes version 2 and both are kept; if not, it keeps"
           " its number."),
    ),
    (
        N_("The customer says yes (accepted)."),
        N_("On “My day” or in the list of quotes choose “Accepted”: say what was taken and what was paid at once. It becomes a"
           " sale."),
    ),
    (
        N_("How do I write down what was sold (sale slip)?"),
        N_("Ctrl+Shift+S: customer, goods, paid or not. The slip can be printed; what is to be renewed in some months makes a"
           " reminder by itself."),
    ),
    (
        N_("How do I take money (cash, transfer, cheque)?"),
        N_("Ctrl+Shift+M: who, how much, how. A cheque stands on “My day” on its day. What was wrong is countered, never"
           " erased."),
    ),
    (
        N_("Who owes me (statement, monthly account)?"),
        N_("“Trade → Who owes” lists them by how long it is overdue, and prints statements for one or for all of the month."),
    ),
    (
        N_("Goods are on order or came in. What now?"),
        N_("“Trade → On order” holds them. What came in stands on “My day” until the customer is told; one click copies the text"
           " for LINE."),
    ),
    (
        N_("Where do products and prices stand?"),
        N_("“Trade → Products and prices”. You need not write them down first: what is typed in a quote becomes a product by one"
           " tick."),
    ),
    (
        N_("How much was sold, and who buys what?"),
        N_("“Reports” at the left: each is a question with its answer. Click a number to see who or what stands behind it;"
           " customers can be kept as a list. “How it is worked out” says the rule."),
    ),
    (
        N_("How do I get the month on one page?"),
        N_("“File → The owner’s monthly letter” prints it; on the first open day of the month “My day” offers it."),
    ),
)  # fmt: skip
