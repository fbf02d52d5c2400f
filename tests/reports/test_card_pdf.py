"""One customer on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.core.values.dates import PartialDate
from db.services import blacklist, customers, interactions, settings
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from reports import card_pdf

Reader = Callable[[bytes], list[str]]


def _customer(note: str = "怕狗") -> int:
    return customers.add(
        CustomerForm(
            name="陳<b>美惠</b>𠮷",
            title="小姐",
            code="C-7",
            tax_id="04595257",
            birthday=PartialDate(1989, 5, 3),
            note=note,
            tags=["老主顧"],
            points=[PointForm("mobile", "0912-345-678", "媽媽"), PointForm("email", "mei@example.com")],
            addresses=[AddressForm("台北市大安區信義路四段1號")],
        )
    )


def test_everything_known_is_on_it(shop: Path, read_pdf: Reader) -> None:
    settings.save({"shop_name": "順發水電材料行"})
    customer = _customer()
    interactions.add(InteractionForm(customer=customer, channel="電話", text="要換龍頭"))
    made = card_pdf.make(customer)
    (words,) = read_pdf(made.pdf)
    wanted = ["陳<b>美惠</b>𠮷 小姐", "C-7", "0912-345-678", "媽媽", "mei@example.com", "106 ", "信義路四段1號",
    "04595257", "1989/05/03", "怕狗", "老主顧", "要換龍頭",
              "順發水電材料行"]  # fmt: skip
    assert [text for text in wanted if text not in words] == []
    assert made.missing == frozenset()


def test_the_blacklist_is_not(shop: Path, read_pdf: Reader) -> None:
    customer = _customer()
    blacklist.put([customer], "欠款未還", "stop")
    (words,) = read_pdf(card_pdf.make(customer).pdf)
    assert [word for word in ("欠款未還", "黑名單", "注意名單") if word in words] == []


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_long_notes_go_on_over_pages(lines: int, shop: Path, read_pdf: Reader) -> None:
    made = card_pdf.make(_customer("\n".join(f"第{number}行" for number in range(lines))))
    pages = read_pdf(made.pdf)
    assert len(pages) == made.pages == {1: 1, 40: 2, 400: 10}[lines]
    words = "".join(pages)
    assert [number for number in range(lines) if f"第{number}行" not in words] == []
