"""S13: who is erased stands in no byte of the file, its log and what lies beside, nor in the words of any paper kept."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from db.core import file
from db.core.connection import connect, rows
from db.services import (
    attachments,
    backups,
    blacklist,
    consents,
    customers,
    disclosures,
    drafts,
    erasing,
    interactions,
    payments,
    quote_life,
    quote_templates,
    quotes,
    requests,
    restoring,
    sales,
    saved_views,
    segments,
    suggestions,
    tasks,
)
from db.services.attachments import Given
from db.services.consents import ConsentForm
from db.services.customer_form import AddressForm, ContactForm, PointForm
from db.services.disclosures import DisclosureForm
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from db.services.lists import Selection
from db.services.payments import PaymentForm
from db.services.quote_form import QuoteForm
from db.services.requests import RequestForm
from db.services.sales import SaleForm
from db.services.saved_views import ViewBody
from db.services.tasks import TaskForm
from importers.commit import commit
from reports import exports, quote_pdf
from reports.exports import Wish
from tests.importers import made
from tests.putting_back import restore
from tests.services.conditions import leaf

pytestmark = pytest.mark.usefixtures("saturday")
Read = Callable[[bytes], list[str]]
KEY: Final = bytes(range(32))
GONE: Final = ("歐陽晴嵐", "0937-864-512", "0937864512", "將軍村七十七號", "晴嵐工作室", "kestrel.q@example.com", "AB7743210")
PAPERS: Final = ("司徒鶴鳴", "0958-246-137", "0958246137", "東引鄉九十九號", "鶴鳴水電行", "heming.s@example.com", "CD5521098")
NAME, PHONE, _DIGITS, PLACE, SHORT, MAIL, CHEQUE = range(7)
TOTALS: Final = (
    "SELECT count(*), sum(total), sum(net), sum(tax) FROM sale",
    "SELECT count(*), sum(amount) FROM payment",
    "SELECT day, sales, bought, amount FROM sale_day",
    "SELECT item, month, lines, quantity, amount FROM sale_month ORDER BY 1, 2",
    "SELECT count(*), sum(total) FROM issued_quote",
)


@pytest.fixture(params=["plain", "encrypted"])
def place(request: pytest.FixtureRequest, shop_path: Path, tmp_path: Path) -> Iterator[tuple[Path, bytes | None]]:
    """A shop of each kind, open, and its key."""
    key = KEY if request.param == "encrypted" else None
    path = tmp_path / "sealed.crm" if key else shop_path
    if key:
        file.create(path, key=key)
    file.open_shop(path, key)
    yield path, key
    file.close()


def _line(who: tuple[str, ...], price: int) -> LineForm:
    return LineForm(name="燈管", spec=f"送{who[PLACE]}", quantity=Decimal(2), unit_price=Decimal(price), note=f"{who[NAME]}要的")


def _everywhere(who: tuple[str, ...], folder: Path) -> int:
    """A customer in all the shop keeps, as it is used."""
    name, phone = who[NAME], who[PHONE]
    row = {"name": name, "mobile": phone, "address": f"澎湖縣望安鄉{who[PLACE]}", "note": f"{name}怕狗", "email": who[MAIL]}
    commit(made.one([row], f"{name}的名單.xlsx", digest=f"1{phone[3]}"))
    commit(made.one([{"name": name}, {"name": f"{name}", "phone": "1"}], f"{phone}.xlsx", digest=f"2{phone[3]}"))
    ((one,),) = rows("SELECT id FROM customer WHERE name = ? AND note <> ''", name)
    form = customers.form(one)
    form.short_name, form.addresses[0].label = who[SHORT], "家"
    form.contacts = [ContactForm(f"{name}之妻", points=[PointForm("mobile", phone, "太太")])]
    form.addresses.append(AddressForm(f"連江縣{who[PLACE]}"))
    customers.change(one, form)
    interactions.add(InteractionForm(one, text=f"{name} {phone} 要改期"))
    tasks.add(TaskForm(f"回電{name}", "2026-11-25"), [one])
    blacklist.put([one], f"{name}欠款", "warn", owner_note=who[PLACE])
    attachments.add(one, [Given(f"{name}的照片.pdf", b"%PDF-1.4 " + phone.encode())])
    segments.save(f"{name}的朋友", leaf("name", "contains", name))
    saved_views.save(f"找{phone}", ViewBody(conditions=segments.text_of(leaf("phone", "contains", phone))))
    quote = QuoteForm(one, lines=[_line(who, 100)], project=f"{name}家", site_address=who[PLACE], contact_name=name, note=phone)
    quote_templates.save(f"{name}專用", quote)
    drafts.keep("quote", None, {"note": f"{name} {phone}"})
    quotes.add(quote)
    consents.add(ConsentForm(one, note=phone))
    disclosures.add(DisclosureForm(one, "貨運行", f"{name} {phone}"))
    asked = requests.add(RequestForm(one, "copy", note=phone))
    requests.decide(asked, "partly", f"{name}的同伴")
    exports.write(folder / f"{name}.csv", Wish(Selection((one,)), "csv", purpose="own"))
    (folder / f"{name}.csv").unlink()
    return one


def _kept(who: tuple[str, ...], one: int) -> None:
    """Papers a law wants kept."""
    quote = QuoteForm(one, lines=[_line(who, 300)], project=f"{who[NAME]}家", site_address=who[PLACE], note=who[PHONE])
    quote_life.issue(quotes.add(quote), quote_pdf.make)
    sale = sales.add(SaleForm(one, [_line(who, 500)], invoice_no="AB12345678", note=who[PHONE], site_address=who[PLACE]))
    payments.add(PaymentForm(one, 1000, "cheque", sale=sale, cheque_no=who[CHEQUE], reference=who[PHONE], due_on="2026-11-22"))


def _texts() -> Iterator[tuple[str, str, str]]:
    """Table, column and value of everything in the open file that is text."""
    for (table,) in rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"):
        for (column,) in rows("SELECT name FROM pragma_table_info(?)", table):
            for (value,) in rows(f"SELECT \"{column}\" FROM {table} WHERE typeof(\"{column}\") IN ('text', 'blob')"):
                yield table, column, value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")


def _assert_gone(path: Path, key: bytes | None, read_pdf: Read) -> None:
    """Of one nothing; of the other nothing but the name, where a paper is kept."""
    said = [(table, column, word) for table, column, text in _texts() for word in (*GONE, *PAPERS) if word in text]
    assert {(table, column, word) for table, column, word in said} == {
        ("issued_quote", "body", PAPERS[NAME]), ("sale", "extra", PAPERS[NAME]),
    }  # fmt: skip
    index = b"".join(bytes(block) for (block,) in rows("SELECT block FROM customer_fts_data"))
    assert not [one for who in (GONE, PAPERS) for one in _tokens(who) if one.encode() in index]
    papers = "\n".join(
        page for (data,) in rows("SELECT bytes FROM blob") if bytes(data[:4]) == b"%PDF" for page in read_pdf(bytes(data))
    )
    assert PAPERS[NAME] in papers and "個資已刪除" in papers
    assert not [word for word in (*GONE, *PAPERS[1:]) if word in papers.replace("\n", "")]
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    file.close()
    beside = [one for one in path.parent.iterdir() if one.is_file() and one.name.startswith(path.name)]
    if key:
        beside.append(_decrypted(path, key))
    for one in beside:
        assert not [word for word in (*GONE, *PAPERS[1:]) if word.encode() in one.read_bytes()], one
    file.open_shop(path, key)
    assert file.check().ok


def _tokens(who: tuple[str, ...]) -> list[str]:
    return [who[NAME][at : at + 3] for at in range(2)] + [who[_DIGITS][at : at + 3] for at in range(4, 8)]


def _decrypted(path: Path, key: bytes) -> Path:
    """The pages of an encrypted file in the clear."""
    plain = path.with_name(path.name + ".clear")
    plain.unlink(missing_ok=True)
    with connect(path, key) as connection:
        connection.execute("ATTACH ? AS clear KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('clear')")
    return plain


def test_nothing_of_them_is_left_in_any_byte_and_comes_back_with_no_copy(
    place: tuple[Path, bytes | None], read_pdf: Read, tmp_path: Path
) -> None:
    path, key = place
    gone, papers = (_everywhere(who, tmp_path) for who in (GONE, PAPERS))
    _kept(PAPERS, papers)
    suggestions.fill()
    old = backups.make("erase").path
    before = [rows(sql) for sql in TOTALS]
    for one in (gone, papers):
        same = "SELECT id FROM customer WHERE name = (SELECT name FROM customer WHERE id = ?)"  # the list that had no phone
        for (other,) in rows(same, one):
            erasing.erase(other, "本人要求", quote_pdf.make)
    assert [rows(sql) for sql in TOTALS] == before
    _assert_gone(path, key, read_pdf)
    restore(old, key=key)
    file.open_shop(path, key)
    assert rows("SELECT count(*) FROM customer WHERE name IN (?, ?)", GONE[NAME], PAPERS[NAME]) == [(6,)]
    assert restoring.erase_again(quote_pdf.make) == 6
    _assert_gone(path, key, read_pdf)
    assert [rows(sql) for sql in TOTALS] == before
