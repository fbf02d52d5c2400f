"""Every page in both languages, light and dark, all sizes and both small screens: nothing is clipped."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QDialog

from db.services import (
    backups,
    blacklist,
    customer_costs,
    customers,
    interactions,
    merging,
    opt_outs,
    own_fields,
    payments,
    products,
    quote_life,
    quotes,
    relations,
    sales,
    segments,
    starters,
    suggestions,
    tags,
    tasks,
    wanted,
)
from db.services import lists as customer_lists
from db.services import settings as shop_settings
from db.services.customer_costs import CostForm
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from db.services.lists import ListQuery
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.tasks import TaskForm
from db.services.wanted import WantedForm
from reports import quote_pdf
from tests.screens import lists
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.importing import Importing
from tests.screens.records import Records
from tests.screens.segments import Segments
from tests.screens.window import Window
from tests.services.bought import sold
from tests.services.november_quotes import bathroom, drawn, written
from tests.services.november_trade import trade_day
from ui import navigation, new_customer
from ui.bulk import dialogs as bulk_dialogs
from ui.bulk import pasting
from ui.bulk.pasting import PasteDialog
from ui.caller.popup import CallerPopup
from ui.going_out.dialog import GoingOutDialog
from ui.help.tour import STEPS as STEPS_OF_TOUR
from ui.help.tour import Tour
from ui.insight import cost_dialog, lost_dialog, stage_dialog
from ui.kit import counter, settings
from ui.kit.column_dialog import ColumnDialog
from ui.knowledge.dialog import KnowledgeDialog
from ui.knowledge.form import ask as ask_rule
from ui.knowledge.why import WhyDialog
from ui.merging.merge_dialog import merge
from ui.merging.split_dialog import SplitDialog
from ui.ordering.wanted import note as note_wanted
from ui.pages.customers import facts
from ui.pages.customers.one_page import CustomerPage
from ui.pages.customers.page import CustomersPage
from ui.pages.customers.value_dialog import ValueDialog
from ui.pages.help.presenter import PARTS
from ui.pages.importing.people import PeopleDialog
from ui.pages.importing.screens import STEPS, PersonItem
from ui.pages.quote.page import QuotePage
from ui.pages.quotes.page import QuotesPage
from ui.pages.records.settle_dialog import SettleDialog
from ui.pages.sales.tabs import TABS as SALES_TABS
from ui.pages.today.page import TodayPage
from ui.palette.palette import Palette
from ui.paying import opening, requests, statement
from ui.quoting import deeds
from ui.quoting.first_quote import FirstQuote
from ui.restoration.dialog import RestorationDialog
from ui.selling.deeds import Selling
from ui.selling.detail import SaleDialog
from ui.watch_list import entry_dialog
from ui.watch_list.choosing import put_somebody
from ui.watch_list.refusal_dialog import refuse

LONG = "財團法人台灣省私立永和國民小學附設幼兒園家長會"
PAGES = [spec.key for spec in navigation.PAGES]
ROOMS = ((1366, 689), (1280, 720))
DELIVERED = ("ordered", "arrived", "told", "handed")
SECTIONS = ("shop", "show", "open", "today", "quotes", "paper", "lists", "fields", "trade", "machine")

pytestmark = [
    pytest.mark.parametrize("size", ["standard", "large", "extra"]),
    pytest.mark.parametrize("language", ["zh_TW", "en"]),
]


@pytest.fixture(autouse=True)
def _looks(size: str, language: str) -> None:
    settings.put("size", size)
    settings.put("language", language)
    settings.put("scheme", "dark" if size == "standard" else "light")  # a scheme changes colours only


@pytest.fixture
def people(shop: Path) -> int:
    points = [PointForm("phone", "02-2345-6789#123", "總務處分機"), PointForm("email", "a.very.long.address@mail.example.com.tw")]
    address = AddressForm("新北市永和區中正路一二三巷四十五弄六十七號之八十九樓後面鐵皮屋")
    long = customers.add(CustomerForm(name=LONG, kind="company", points=points, addresses=[address], note="怕吵" * 40))
    for name in ("陳美惠", "歐陽娜娜"):
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")]))
    tags.attach([long], ["老主顧", "工程", "批發", "月結"])
    blacklist.put([long], "去年的工程款一直沒有付清，打電話也不接")
    interactions.add(InteractionForm(long, "問浴室換氣扇有沒有貨，週五要來看，請先把型錄找好", "LINE"))
    own_fields.add("上次維修的機型與保固到期日期", "choice", ["阿德", "小玲"])
    return long


_LOOKS = 20


class Look:
    """Looks at what is in view in both rooms, and keeps what was cut."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.cut: dict[str, list[str]] = {}

    def at(self, what: str, inside: Any = None) -> None:
        """Look in both rooms; the window never grows out of one."""
        for room in ROOMS:
            self.window.window.resize(*room)
            self.window.settle(0.02)
            assert not self.window.window.grab().isNull()
            assert (self.window.window.width(), self.window.window.height()) == room, what
            for _look in range(_LOOKS):  # what is drawn in slices is laid out a moment later
                if not (found := self.window.clipped(inside)):
                    break
                self.window.settle(0.1)
            else:
                self.cut[f"{what} {room}"] = found


@pytest.fixture
def look(shop: Path, answers: Answers) -> Iterator[Look]:
    made = Look(Window(answers))
    yield made
    assert not made.cut, made.cut


def test_pages(people: int, look: Look) -> None:
    for key in PAGES:
        look.window.window.go(key, **({"customer": people} if key == "customer" else {}))
        look.at(key)
    for section in SECTIONS:
        look.window.window.go("settings", section=section)
        look.at(f"settings {section}")


def test_one_customer_with_everything(people: int, look: Look) -> None:
    other = next(one.id for one in customer_lists.first(ListQuery()) if one.id != people)
    relations.add(people, other, "referrer", "總務主任的表弟，管採購")
    opt_outs.put(people, ["line", "sms", "email"])
    for day in ("2026-01-05", "2099-01-05", "2099-02-05", "2099-03-05"):
        tasks.add(TaskForm("回電：他要的恆溫龍頭有貨了，順便問浴室改裝決定了沒", day, "14:30"), [people])
    look.window.window.open_card(people)
    look.at("one customer")
    page = cast(CustomerPage, look.window.window.page)
    card = page.card
    assert card is not None
    fact = facts.number(card)
    for text in ("02-1111-2222", "02-2345-6789#123"):
        form = customers.form(people)
        form.points[0].text = text
        customers.change(people, form)
    page.signs.provenance.emit(fact, fact.place)
    look.window.settle()
    (history,) = look.window.window.findChildren(ValueDialog)
    look.at("a value's history", history)
    history.reject()
    page.relations.add()
    look.window.settle()
    look.at("a relation", look.window.dialog())
    look.window.dialog().reject()
    customers.archive([people], "closed")
    look.window.window.go("bin")
    look.at("bin")
    look.window.window.go("closing", leaving=True)
    look.window.settle()
    look.at("closing")


def test_customers_with_the_card_open_and_folded_roomy_and_in_one_line(people: int, look: Look) -> None:
    screen = Customers(look.window)
    screen.choose(LONG)
    for rows in ("two", "one"):
        settings.put("rows", rows)
        look.window.window.redress()
        look.at(f"card open, {rows}")
        screen.page.fold()
        look.at(f"card folded, {rows}")
        screen.page.fold()


def test_the_wizard_from_the_file_to_the_records(people: int, look: Look, tmp_path: Path) -> None:
    screen = Importing(look.window)
    look.at("nothing yet")
    screen.drop(lists.worst(tmp_path))
    for step in STEPS:
        screen.go(step)
        look.at(step)
    screen.forward()
    assert screen.step() == "result"
    look.at("result")
    records = Records(look.window)
    for tab in range(3):
        records.tab(tab)
        look.at(f"records {tab}")
    settling = SettleDialog(records.page.presenter.waiting()[0], records.page.presenter, records.page)
    settling.show()
    look.at("settle", settling)
    settling.reject()
    look.window.window.go("history")
    look.window.settle(0.5)  # what was done is drawn a little at a time
    look.at("history")


def test_dialogs(people: int, look: Look, answers: Answers) -> None:
    window = look.window
    window.window.page.edit()
    window.settle()
    look.at("form", window.dialog())
    window.dialog().reject()
    entry_dialog.put(cast(Any, window.window), [people])
    window.settle()
    look.at("watch list", window.dialog())
    window.dialog().reject()
    known = [PersonItem(one, f"{LONG}{one}", "02-2345-6789#123、0912-345-678", one % 2 == 0, True) for one in range(30)]
    picking = PeopleDialog(lists.FILE, known, window.window)
    picking.show()
    look.at("people", picking)
    picking.reject()
    backups.make("import")
    window.window.files.restore()
    window.settle()
    (restoring,) = window.window.findChildren(RestorationDialog)
    look.at("restore", restoring)
    restoring.reject()


def test_what_is_done_to_several(people: int, look: Look) -> None:
    window = look.window
    page = cast(CustomersPage, window.window.page)
    Customers(window).choose(LONG, "陳美惠")
    look.at("several chosen")
    page.view.selectAll()
    look.at("all chosen")
    page.view.choose_columns()
    (chosen,) = window.window.findChildren(ColumnDialog)
    look.at("columns", chosen)
    chosen.reject()
    page.verbs.set_field(page.selected(), 3)
    window.settle()
    look.at("one field", window.dialog())
    window.dialog().reject()
    bulk_dialogs.remind(page, 1286, lambda _title, _due: None)
    window.settle()
    look.at("reminders", window.dialog())
    window.dialog().reject()
    pasting.paste(
        page, cast(Any, window.window), f"{LONG}\n" * 3, page.view.chosen(), "company", lambda _changes: None, page.export
    )
    (pasted,) = window.window.findChildren(PasteDialog)
    look.at("pasted", pasted)
    pasted.reject()
    counter.switch()
    look.at("counter mode")


def test_a_form_stays_inside_the_window(people: int, look: Look) -> None:
    look.window.window.page.edit()
    look.window.settle()
    form = look.window.dialog()
    assert form.height() <= 689 - 40
    assert form.minimumSizeHint().height() <= 689 - 40
    assert form.save_button.isVisible()
    assert form.save_button.mapTo(form, form.save_button.rect().bottomRight()).y() < form.height()
    form.reject()


def test_talks_reminders_and_handing_over(people: int, look: Look) -> None:
    window = look.window
    shop_settings.save({"staff": ["小玲", "阿德"]})
    interactions.add(InteractionForm(people, "看過型錄再說", "來店", happened_on="2026/1/5", follow_up_on="2026/1/7"))
    window.window.log([people, people + 1, people + 2])
    window.settle()
    look.at("log", window.dialog())
    window.dialog().reject()
    window.window.remind([people])
    window.settle()
    look.at("remind", window.dialog())
    window.dialog().reject()
    window.window.command("hand_over")
    window.settle()
    look.at("hand over", window.dialog())
    window.dialog().reject()
    new_customer.ask(window.window, "0912-345-678", lambda _id: None)
    window.settle()
    look.at("new customer", window.dialog())
    window.dialog().reject()


def test_where_customers_stand(people: int, look: Look) -> None:
    shell = cast(Any, look.window.window)
    customer_costs.add(CostForm(people, "1500", note=LONG))
    for what, dialog in (
        ("stage", stage_dialog.put(shell, shell, people)),
        ("gone", lost_dialog.close(shell, shell, [people])),
        ("spent", cost_dialog.note(shell, shell, people)),
    ):
        look.at(what, dialog)
        cast(QDialog, dialog).reject()


def test_tags_the_watch_list_and_merging(people: int, look: Look) -> None:
    shell = cast(Any, look.window.window)
    tags.change(tags.id_of("工程"), "工程", "blue", LONG, contact_interval=90)
    tags.set_rule(tags.id_of("批發"), {"all": [{"field": "name", "is": "contains", "value": LONG}]})
    look.window.window.go("marks")
    look.at("tags")
    look.window.window.go("marks", watch=True)
    look.at("watch list")
    one, other = (row.id for row in customer_lists.first(customer_lists.ListQuery(text="0912"))[:2])
    for what, dialog in (
        ("merge", merge(shell, people, one)),
        ("merge with whom", merge(shell, people)),
        ("refuse", refuse(shell, [people])),
        ("refuse several", refuse(shell, [people, one])),
        ("put somebody", put_somebody(shell)),
    ):
        look.at(what, dialog)
        dialog.reject()
    merging.merge(one, people)
    merging.merge(one, other)
    form = customers.form(one)
    form.short_name, form.website = "阿惠", "meihui.tw"
    customers.change(one, form)
    splitting_one = SplitDialog(shell, people)
    splitting_one.open()
    look.at("split", splitting_one)
    splitting_one.reject()


def test_lists_put_together_and_asked(people: int, look: Look) -> None:
    tag = tags.id_of("老主顧")
    parts = [
        {"field": "tag", "is": "any_of", "value": [tag, 999]},
        {"field": "last_contact", "is": "not_last_days", "value": 90},
        {"any": [{"field": "added", "is": "between", "value": ["2020-01-01", "2030-12-31"]}, {"field": "f1", "is": "any_of"}]},
        {"field": "talks", "is": "at_least", "value": {"count": 3, "days": 90, "channel": "LINE"}},
        {"field": "blacklist_review", "is": "between", "value": ["2020-01-01", None]},
        {"field": "f77", "is": "filled"},
    ]
    asked = segments.text_of({"all": parts})
    kept = segments.save("永和一帶三個月沒有聯絡的老主顧", segments.read(asked))
    screen = Segments(look.window)
    screen.customers.page.ask(asked, f"segment:{kept}")
    look.at("what is asked")
    screen.customers.page.ask(screen.customers.page.presenter.query.conditions, f"segment:{kept}")
    screen.open()
    look.at("the builder", screen.dialog)
    screen.dialog.reject()


def test_who_is_calling_the_help_and_the_tour(people: int, look: Look) -> None:
    window = look.window.window
    tasks.add(TaskForm("回電：浴室換氣扇到了沒有，順便問問樓上那一間要不要一起換", "明天"), [people])
    palette = Palette(window)
    for typed in ("", "財團法人", "列印", "0987-654-321"):
        palette.open(typed)
        look.at(f"palette {typed}", palette)
    palette.close()
    for number, owners in (("02-2345-6789", [people, people]), ("0987-654-321", [])):
        popup = CallerPopup(window, number, owners)
        popup.appear()
        look.at(f"copied {number}", popup)
        popup.hide()
    for part in PARTS:
        window.go("help")
        window.page.show_part(part)
        look.at(f"help {part}")
    window.go("customers")
    tour = Tour(window)
    tour.begin()
    for at in range(len(STEPS_OF_TOUR)):
        look.at(f"tour {at}", tour)
        tour.go_on()


def test_the_calendar_and_the_list_for_the_road(people: int, look: Look) -> None:
    window = look.window.window
    tasks.add(TaskForm("回電：浴室換氣扇到了沒有，順便問問樓上那一間", "今天", "14:30"), [people])
    tasks.add(TaskForm("繳電費", "今天"))
    tasks.done(tasks.add(TaskForm("打掃", "今天"), [people]))
    window.go("calendar")
    look.at("calendar with entries")
    window.go("customers")
    window.do("going_out")
    look.window.settle()
    (dialog,) = window.findChildren(GoingOutDialog)
    look.at("going out", dialog)
    dialog.reject()


def test_quotes_and_what_is_asked_of_them(people: int, look: Look) -> None:
    window = look.window
    lines = [LineForm("heading", name="二、選配"), LineForm("option", name=LONG, quantity=Decimal(1), unit_price=Decimal(3900))]
    quote = written(people, [*bathroom(), *lines, LineForm("alternative", name=LONG)])
    quote_life.issue(quote, drawn)
    quote_life.revise(quote)
    form = quotes.get(quote).form
    form.project, form.lines[1].unit_price = LONG, Decimal(6500)
    quotes.change(quote, form)
    quote_life.issue(quote, drawn)
    written(people)
    window.window.go("quotes")
    look.at("quotes")
    for deed in (deeds.accept, deeds.refuse, deeds.void, deeds.versions):
        deed(window.window, quote)
        window.settle()
        asked = next(one for one in window.window.findChildren(QDialog) if one.isVisible())
        look.at(deed.__name__, asked)
        asked.reject()
    page = cast(QuotesPage, window.window.page)
    page.show_templates()
    window.settle()
    look.at("templates", next(one for one in window.window.findChildren(QDialog) if one.isVisible()))
    window.leave_dialogs()


def test_sales_and_what_is_asked_of_them(people: int, look: Look) -> None:
    window = look.window
    line = LineForm(
        name=LONG, spec=LONG, quantity=Decimal("12.5"), unit="公尺", unit_price=Decimal(98_765), serial_no="SN-00012345678",
        warranty_months=24, delivery="ordered", promised_on="2027-01-02",
    )  # fmt: skip
    form = SaleForm(people, [line] * 4, kept_here=LONG, note=LONG, invoice_no="AB-12345678", invoice_kind="triplicate")
    sale = sales.add(form, PaymentForm(people, 5000))
    window.window.go("sales")
    for spec in SALES_TABS:
        window.window.go("sales", tab=spec.key)
        look.at(f"sales {spec.key}")
    window.window.open_sale(sale)
    look.at("a sale", next(one for one in window.window.findChildren(SaleDialog) if one.isVisible()))
    selling = Selling(window.window, window.window)
    for deed in (selling.correct, selling.take_back, selling.again):
        deed(sale)
        window.settle()
        look.at(deed.__name__, window.dialog())
        window.leave_dialogs()
    window.window.sell()
    window.settle()
    look.at("nobody yet", window.dialog())
    for method in ("cheque", "transfer", ""):
        window.dialog().boxes["method"].fill(method)
        look.at(f"paid by {method}", window.dialog())
    window.leave_dialogs()


def test_orders_payments_and_what_is_owed(people: int, look: Look) -> None:
    window = look.window
    monthly = customers.form(people)
    monthly.closing_day, monthly.credit_days, monthly.credit_limit = "5", "45", "1000"
    customers.change(people, monthly)
    lines = [LineForm(name=LONG, spec=LONG, quantity=Decimal(2), unit_price=Decimal(98_765), delivery=one) for one in DELIVERED]
    sales.add(SaleForm(people, happened_on="2026-01-02", lines=lines))
    wanted.add(WantedForm(people, LONG, spec=LONG, note=LONG))
    for method in ("cheque", "transfer"):
        payments.add(PaymentForm(people, 12_000, method, due_on="2099-01-05", bank=LONG, cheque_no="AB1234567", note=LONG))
    for tab, chip in (("orders", "all"), ("orders", "handed"), ("payments", "all"), ("owed", "all")):
        window.window.go("sales", tab=tab, chip=chip)
        window.settle()
        look.at(f"sales {tab} {chip}")
    shell, page = cast(Any, window.window), window.window.page
    for open_it in (
        lambda: window.window.pay(people),
        lambda: note_wanted(shell, page, people),
        lambda: statement.ask(shell, page, people),
        lambda: requests.ask(shell, page),
        lambda: opening.ask(shell, page, people),
    ):
        open_it()
        window.settle()
        asked = next(one for one in window.window.findChildren(QDialog) if one.isVisible())
        look.at(asked.windowTitle(), asked)
        if "method" in getattr(asked, "boxes", {}):
            cast(Any, asked).boxes["method"].press("cheque")
            look.at("by cheque", asked)
        window.leave_dialogs()


def test_a_quote_that_is_written(people: int, look: Look) -> None:
    shop_settings.save({"staff": ["小玲"], "invoices": "exclusive", "quote_follow_up": "14"})
    quote = written(people, [*bathroom(), LineForm(name=LONG, spec=LONG, quantity=Decimal(2), unit_price=Decimal(99))])
    form = quotes.get(quote).form
    form.project, form.contact_name, form.staff = LONG, LONG, "小玲"
    form.payment_terms, form.delivery_terms, form.warranty_terms, form.site_address = LONG, LONG, LONG, LONG
    quotes.change(quote, form)
    look.window.window.quote(quote=quote)
    look.at("a draft")
    page = cast(QuotePage, look.window.window.page)
    page.editor.say(f"{LONG}。" * 3)
    look.at("a draft with something in the way")
    page.switch_paper()
    look.at("the paper of a draft")
    quote_life.issue(quote, quote_pdf.make)
    look.window.settle()
    look.at("what was issued")
    quote_life.revise(quote)
    look.window.settle()
    look.at("its second version")


def test_the_first_quote_of_a_shop(people: int, look: Look) -> None:
    look.window.window.quote(customer=people)
    dialog = look.window.dialog()
    look.at("the first quote", dialog)
    dialog.reject()


@pytest.mark.usefixtures("saturday")
def test_a_day_of_trade(people: int, look: Look) -> None:
    window = look.window.window
    seeded = trade_day()
    form = customers.form(seeded.person)
    form.name, form.closing_day = LONG, "25"
    customers.change(seeded.person, form)
    for key, what in (("today", {}), ("closing", {}), ("calendar", {"day": "2026-11-25"}), ("products", {})):
        window.go(key, **what)
        look.at(f"trade: {key}")
    window.open_card(seeded.person)
    look.at("trade: the card")
    window.pay(seeded.person)
    look.window.settle()
    look.at("trade: money is taken", look.window.dialog())
    look.window.dialog().reject()
    palette = Palette(window)
    palette.open("1151121")
    look.at("trade: the palette", palette)
    palette.close()


def test_rules_and_suggestions(people: int, look: Look, saturday: None) -> None:
    starters.add_rules()
    tap = products.add(ProductForm("水龍頭", price=Decimal(900)))
    one = next(row.id for row in customer_lists.first(ListQuery()) if row.name == "歐陽娜娜")
    sold(one, "2026-08-21", "奶瓶", tap)
    suggestions.fill()
    window = look.window
    window.window.go("today")
    window.settle(0.2)
    look.at("today with an offer")
    page = cast(TodayPage, window.window.page)
    (line,) = (one for one in page.lines if one.row.kind == "offer")
    assert line.row.offer is not None
    for name, dialog in (("why", WhyDialog(page.shell, line.row.offer)), ("rules", KnowledgeDialog(page.shell))):
        dialog.open()
        window.settle(0.1)
        look.at(name, dialog)
        dialog.reject()
    rule = ask_rule(window.window, None, lambda _rule: None)
    look.at("a rule", rule)
    rule.reject()
    window.window.go("quote", customer=one)
    window.settle()
    for first in window.window.findChildren(FirstQuote):
        first.reject()
    quote = cast(QuotePage, window.window.page)
    quote.editor.grid.take_product(tap)
    quote.editor.grid.settle()
    quote.editor.hints.read()
    assert quote.editor.hints.isVisible()
    look.at("hints", quote.editor.hints)
