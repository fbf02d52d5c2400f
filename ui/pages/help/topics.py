"""What the help page says: ten questions owners ask, what this program leaves to others, and the keys that stand in no menu."""

from typing import Final

from resources.i18n import N_

QUESTIONS: Final = (
    (
        N_("How do I bring in my old list?"),
        N_("Drop the Excel file on the window, or press Ctrl+O. In Word choose the table, copy it and press Ctrl+V here."
           " You see everything before it comes in, and the whole import can be taken back."),
    ),
    (
        N_("Where is my data?"),
        N_("On this computer only, in one file; nothing goes to the network. “File → Open the folder of the data” shows it."),
    ),
    (
        N_("I typed something wrong. What now?"),
        N_("Ctrl+Z takes back the last thing. Older things stand under “What was done”, and each can be taken back there."),
    ),
    (
        N_("Do I have to save?"),
        N_("No. Everything you enter is saved at once; at the lower right it says when."),
    ),
    (
        N_("How do I make a backup?"),
        N_("One is made when you close and before every import; the last ten stay."
           " Once a week put in a USB stick and choose “File → Back up to a USB stick”."),
    ),
    (
        N_("The computer broke, or something is damaged. What now?"),
        N_("“File → Fetch back from a backup” shows every copy and what would be missing with it."
           " The file of today is kept, so you can look first."),
    ),
    (
        N_("I only want one customer back. How?"),
        N_("“File → Fetch back from a backup”, choose the day, then “Just one customer”: everybody else stays as they are."
           " “Have a look first” shows the whole backup in a window of its own, where nothing can be changed."),
    ),
    (
        N_("I have a new computer. How does everything get there?"),
        N_("“File → Move to another computer” writes one file to a USB stick."
           " On the new computer press “Move here from another computer” on the first page."),
    ),
    (
        N_("The phone rings. Who is it?"),
        N_("Press Ctrl+K and type the last three digits. An unknown number and Enter begins a new customer with it."),
    ),
    (
        N_("Is a customer who was put away gone?"),
        N_("No. Customers put away stand in the bin and can be put back; only emptying the bin is for good."),
    ),
    (
        N_("Customers can see my screen. What now?"),
        N_("Press F9: phones, amounts and notes are hidden until you press it again."),
    ),
    (
        N_("A customer wants no more messages. What do I do?"),
        N_("Say so on their card. Every list that is printed or saved leaves them out and says how many it left out."),
    ),
)  # fmt: skip
REFUSALS: Final = (
    (N_("Stock"), N_("Shukebu keeps no stock. A product may carry a line: usually here, or to be ordered.")),
    (N_("Bookkeeping and petty cash"), N_("Shukebu keeps no books. Go on with your accountant or your own ledger.")),
    (N_("Uniform invoices"), N_("Please issue invoices with the machine or the platform you have.")),
    (N_("Business cards read by itself"),
     N_("Shukebu reads no words in pictures. Drop the photo beside the new customer and type.")),
    (N_("Lists in a PDF or a photo"), N_("Choose the table in Word or Excel, copy it, and press Ctrl+V here.")),
    (N_("An app for the phone"),
     N_("There is none. Print the list for the road, or take the same people along as a contacts file.")),
    (N_("Two computers at once"), N_("One computer at a time. On a shared drive the file may be damaged.")),
    (N_("A box that shows who calls"), N_("Not now. Type the last digits, or let copied numbers show who it is.")),
    (N_("Shifts and pay"), N_("Shukebu knows the names of your staff only.")),
    (N_("Paying suppliers"), N_("Give them the tag for suppliers; what you owe them belongs into your books.")),
)  # fmt: skip
IN_LISTS: Final = (
    (N_("Open the chosen customer"), "Enter"),
    (N_("From the search box into the list"), "↓"),
    (N_("Copy the chosen rows for Excel"), "Ctrl+C"),
    (N_("Choose all"), "Ctrl+A"),
    (N_("The green button of a form or of the import"), "Ctrl+Enter"),
    (N_("Type over a value of the import's preview"), "F2"),
    (N_("Go to a page"), "Ctrl+1 … Ctrl+9, Ctrl+0"),
    (N_("Open the settings"), "Ctrl+,"),
)
WHO_CALLS: Final = (
    (N_("Open the card"), "Enter"),
    (N_("Write down a talk"), "Ctrl+J"),
    (N_("Remind me"), "Ctrl+Shift+J"),
    (N_("Copy the number"), "Ctrl+Shift+C"),
    (N_("New customer with what was typed"), "Ctrl+N"),
)
