"""十分鐘教育訓練: what everybody in the shop must know of customers' data, on one A4, with lines to sign."""

from typing import Final

from db.services import options
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import N_, _

_LINES: Final = 5  # to sign on
_KNOW: Final = (
    (
        N_("What it is"),
        (
            N_("Name, phone, address, birthday, what somebody bought: all of it is personal data."),
            N_("It is there to serve customers. Looking somebody up out of curiosity is not allowed."),
        ),
    ),
    (
        N_("At the counter"),
        (
            N_("Screen away from customers, F9 hides names and numbers; lock it when you walk away (Ctrl+Alt+L)."),
            N_("Never read out or photograph somebody’s number; never tell one customer about another."),
            N_("Lists on paper go into the shredder the same day."),
        ),
    ),
    (
        N_("When a customer asks"),
        (
            N_("“What do you know about me?”, “delete me”, “no more messages”: write it down at once under 個資小幫手."),
            N_("An answer is due within 15 days, deleting within 30; stopping messages works at once."),
        ),
    ),
    (
        N_("When something goes wrong"),
        (
            N_("A list sent to the wrong person, a stick or phone lost, a strange call: tell the owner within the hour."),
            N_("Do not delete anything to hide it. The hours to report it run from the moment somebody knew."),
        ),
    ),
)


def make() -> Made:
    """The sheet."""
    parts = [part for head, lines in _KNOW for part in (Part("head", _(head)), *(Part("item", _(line)) for line in lines))]
    parts += [Part("head", _("I have heard and understood this"))]
    line = _("Name") + prose.blank(10) + "　" + _("Date") + prose.blank(8)
    parts += [part for _at in range(_LINES) for part in (Part("gap"), Part("text", line))]
    return prose.make(_("Ten minutes on customers’ data"), parts, shop=options.text("shop_name"), is_public=True)
