"""資料查詢報告: everything the shop keeps of one person, as they may ask for it (§10)."""

from db.core import clock
from db.core.values import dates
from db.services import facts, laws, options, retention, subject
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import _


def make(customer: int) -> Made:
    """The report on A4, to be handed to the person; that it was made is a line of history. NotFoundError."""
    name, held = subject.of(customer)
    parts = [
        Part(
            "text", _("This is everything our shop keeps of you. You may ask us to correct it, to stop using it or to erase it.")
        ),
        Part("fact", name, _("Person this is about")),
        Part("fact", dates.shown(clock.today().isoformat()), _("As of")),
        *([Part("fact", options.text("phone"), _("Questions to"))] if options.text("phone") else []),
        Part(
            "small",
            _("Names and numbers of other people are left out but for the first character ({law}).").format(
                law=laws.article("act", "10")
            ),
        ),
    ]
    for one in held:
        parts.append(Part("head", _(one.what)))
        parts += [Part("item", line) for line in one.lines]
    parts.append(Part("head", _("How long data is kept")))
    parts += [Part("item", f"{_(rule.what)}　{_(rule.how_long).format(months=retention.months())}") for rule in retention.RULES]
    facts.note("requests.report", customer=customer)
    return prose.make(
        _("What we keep of you"), parts, shop=options.text("registered_name") or options.text("shop_name"), note=name
    )
