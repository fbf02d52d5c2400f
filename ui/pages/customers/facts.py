"""The facts of a customer's card, in its order: what each is called, its words, and where the value stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from db.core.values import dates, money
from db.services import customer_costs, keep_in_touch, lists, settings, staff, terms
from db.services.cards import CustomerCard, OwnShown
from db.services.customer_form import BIRTHDAY, CALLED, PointForm
from db.services.receivables import LIGHTS
from db.services.standings import Standing
from resources.i18n import _, ngettext
from ui.field_words import point_kinds
from ui.kit import clipboard
from ui.kit.counter import hidden
from ui.kit.days import coming, until_birthday, written
from ui.pages.customers.provenance import Place, of_own


class Fact(NamedTuple):
    """One line of the card. `place` None: it is worked out, not entered."""

    label: str
    text: str
    place: Place | None
    secret: bool = False  # hidden in the counter mode: a phone, an amount, a note
    copies: str = ""  # what a copy button beside it copies
    is_rule: bool = False  # how often to keep in touch: its menu is the choice of it
    hint: str = ""  # said while the mouse rests on it

    def copy(self, text: str) -> None:
        """Copy this of it; a phone and what else is secret stays in the clipboard for half a minute only."""
        (clipboard.lend if self.secret else clipboard.put)(text)


def known(card: CustomerCard, *, relations: bool = True) -> Iterator[Fact]:
    """Everything known but the name and the number that stands large; the page of one customer has its own relations."""
    form, owing = card.form, _owing(card)
    yield from _standing(card)
    yield from _bought(card)
    yield from _points(card)
    for at, address in enumerate(form.addresses):
        head = f"{address.zip} " if address.zip and not address.text.startswith(address.zip) else ""
        said = "・".join(part for part in (address.label, _file(card, "address", address.id)) if part)
        title = _("Other address") if at else _("Address")
        place = _at("address", address.id, "text")
        yield Fact(title, _with_label(head + address.text, said), place, copies=head + address.text)
    if form.birthday:
        yield Fact(_("Birthday"), _birthday(card), Place("customer", card.id, BIRTHDAY))
    for contact in form.contacts:
        copies = contact.points[0].text if contact.points else ""
        words = " ".join(part for part in (contact.name, contact.title, copies, contact.note) if part)
        yield Fact(_("Contact"), words, _at("contact", contact.id, "name", "title", "note"), bool(copies or contact.note), copies)
        for point in contact.points[1:]:  # each with a copy button of its own
            said = _with_label(point.text, contact.name)
            yield Fact(
                dict(point_kinds()).get(point.kind, point.kind), said, _at("contact_point", point.id, "text"), True, point.text
            )
    yield from _rule(card)
    yield from _scalars(card)
    for own in card.own:
        if own in owing:
            continue
        yield Fact(own.field.title, own.text, of_own(card.id, own.field), own.field.kind == "number")
    for relation in card.relations if relations else ():
        place = Place("relation", relation.id, ("note",))
        yield Fact(relation.words, _with_label(relation.name, hidden(relation.note)), place)
    if form.note:
        yield Fact(_("Note"), form.note, Place("customer", card.id, ("note",)), secret=True)


def to_mind(card: CustomerCard) -> list[Fact]:
    """What must be seen before one talks to them: what they owe, and whether more may be given on account."""
    owing = card.trade.owing
    if owing.cheques or not card.trade.is_opening_alone:
        said = [owing.words, *([_(LIGHTS[owing.light])] if owing.owed > 0 else [])]
        return [Fact(_("Account"), _(", ").join(said), None, secret=True)] if owing.owed > 0 or owing.cheques else []
    return [Fact(own.field.title, own.text, of_own(card.id, own.field), secret=True) for own in _owing(card)]


def _owing(card: CustomerCard) -> list[OwnShown]:
    own = [one for one in card.own if lists.says_owing(one.field.title, one.field.is_opening)]
    return [one for one in own if (money.parse_decimal(str(card.form.own.get(one.field.key))) or 0) > 0]


def number(card: CustomerCard) -> Fact:
    """The number that stands large."""
    point = _large(card)
    called = dict(point_kinds()).get(point.kind, "") if point else ""
    return Fact(called, card.phone, _at("contact_point", point.id, "text") if point else None, True, card.phone)


def _large(card: CustomerCard) -> PointForm | None:
    """Whose number stands large: the customer's own, or that of one of the people there."""
    own = [point for point in card.form.points if point.kind in CALLED and point.text == card.phone]
    theirs = (point for contact in card.form.contacts for point in contact.points if point.text == card.phone)
    return next((point for point in own if not point.label), None) or next(iter(own), None) or next(theirs, None)


def _standing(card: CustomerCard) -> Iterator[Fact]:
    """Where they stand and why; what to do about it is the hint. What they brought and cost is for the owner."""
    if (standing := card.standing) is None:
        return
    sure = standing.sureness if standing.sureness_key in ("steady", "watch") else ""  # the other two are what the stages say
    if standing.sureness_key or standing.is_by_hand:  # of who never bought there is nothing to say
        parts = filter(None, (standing.stage_name, sure, standing.words))
        yield Fact(_("Stage"), " ・ ".join(parts), None, secret=True, hint=_hint(standing))
    if not staff.is_owner():
        return
    if standing.row and standing.row.margin is not None:
        yield Fact(_("Margin"), money.shown(standing.row.margin), None, secret=True)
    if spent := customer_costs.spent(card.id).all:
        yield Fact(_("Spent on them"), money.shown(spent), None, secret=True)


def _hint(standing: Standing) -> str:
    """The act to take, and the chance in numbers where it is known."""
    if standing.alive is None:
        return standing.act
    chance = _("Still a customer: {percent} %").format(percent=round(100 * standing.alive))
    return f"{standing.act} {chance}"


def _bought(card: CustomerCard) -> Iterator[Fact]:
    """What they bought so far, and when last."""
    trade, roc = card.trade, settings.shows_republic_years()
    if trade.bought:
        yield Fact(_("Bought so far"), money.shown(trade.bought), None, secret=True)
    if trade.last_bought_on:
        times = ngettext("{count} time", "{count} times", trade.times_bought).format(count=f"{trade.times_bought:,}")
        last = dates.shown(trade.last_bought_on, roc)
        yield Fact(_("Last bought"), _("{text} ({label})").format(text=last, label=times), None, secret=True)


def _points(card: CustomerCard) -> Iterator[Fact]:
    words, large = dict(point_kinds()), _large(card)
    for point in card.form.points:
        if point is large and not point.label:
            continue
        said = "・".join(part for part in (point.label, _file(card, "contact_point", point.id)) if part)
        place = _at("contact_point", point.id, "text")
        yield Fact(words.get(point.kind, point.kind), _with_label(point.text, said), place, True, point.text)


def _rule(card: CustomerCard) -> Iterator[Fact]:
    """How often to keep in touch with them, and when it is time again."""
    if (kept := keep_in_touch.of(card.id)) is None:
        return
    days, on = kept
    often = _("Talk every {days} days").format(days=days) if days > 0 else keep_in_touch.words(days)
    again = _("next on {day}").format(day=coming(on)) if on and not card.archived_at else ""
    yield Fact(_("Keep in touch"), "・".join(filter(None, (often, again))), None, is_rule=True)


def _scalars(card: CustomerCard) -> Iterator[Fact]:
    form, roc = card.form, settings.shows_republic_years()
    introduced = [one.name for one in card.relations if one.kind == "referrer" and not one.reverse]  # said with a link
    pairs = (
        (_("Tax ID"), form.tax_id, "tax_id"),
        (_("Short name"), form.short_name, "short_name"),
        (_("Website"), form.website, "website"),
        (_("Category"), form.category, "category"),
        (_("Source"), form.source, "source"),
        (_("Introduced by"), "" if form.referrer in introduced else form.referrer, "referrer"),
        (_("Looked after by"), form.staff, "staff"),
        (_("Customer since"), dates.shown(form.customer_since, roc) if form.customer_since else "", "customer_since"),
        *((_(term.label), terms.shown(key, getattr(form, key)), key) for key, term in terms.TERMS.items()),
    )
    for label, text, name in pairs:
        if text:
            yield Fact(label, text, Place("customer", card.id, (name,)), name == "credit_limit")


def _at(table: str, row: int | None, *columns: str) -> Place | None:
    return Place(table, row, columns) if row is not None else None


def _with_label(text: str, label: str) -> str:
    return _("{text} ({label})").format(text=text, label=label) if label else text


def _birthday(card: CustomerCard) -> str:
    born = card.form.birthday
    assert born is not None  # noqa: S101 - asked before
    text = written(born)
    if born.lunar:
        return text
    days = until_birthday(born.month, born.day)
    if days == 0:
        return _("{day} (today)").format(day=text)
    return (
        ngettext("{day} (in {count} day)", "{day} (in {count} days)", days).format(day=text, count=days) if days <= 60 else text
    )


def _file(card: CustomerCard, table: str, row: int | None) -> str:
    """The list a row came from, where the customer's values come from several."""
    files = {came.file for came in (*card.came_of.values(), *([card.came] if card.came else []))}
    came = card.came_of.get((table, row)) if row is not None else None
    return Path(came.file).stem if came and len(files) > 1 else ""
