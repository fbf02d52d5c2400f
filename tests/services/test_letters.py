"""To whom letters go: everybody once, who refuses, is on the watch list, passed away or has no address left out and counted."""

from pathlib import Path

import pytest

from db.services import blacklist, customers, letters, opt_outs
from db.services.customer_form import AddressForm, ContactForm, CustomerForm
from db.services.letters import Addressee
from db.services.lists import ListQuery, Selection

_STREET = "新北市永和區中正路 100 號"


def _add(name: str, address: str = f"234 {_STREET}", **more: object) -> int:
    return customers.add(CustomerForm(name=name, addresses=[AddressForm(address)] if address else [], **more))  # type: ignore[arg-type]


def test_the_code_stands_by_itself_and_the_order_is_the_lists(shop: Path) -> None:
    one, two, three = (
        _add("陳美惠", title="小姐"),
        _add("王大同", "[116-052] 臺北市文山區指南路二段 64 號"),
        _add("李四", _STREET),
    )
    found = letters.of([three, one, two]).addressees
    assert [(to.name, to.zip, to.address) for to in found] == [
        ("李四", "234", _STREET),
        ("陳美惠", "234", _STREET),
        ("王大同", "116052", "臺北市文山區指南路二段 64 號"),
    ]


def test_the_main_address_is_written(shop: Path) -> None:
    form = CustomerForm(name="甲", addresses=[AddressForm("臺北市中正區某路 1 號"), AddressForm(_STREET, is_primary=True)])
    (to,) = letters.of([customers.add(form)]).addressees
    assert to.address == _STREET


@pytest.mark.parametrize(
    ("to", "ending", "lines"),
    [
        (Addressee("", "", "陳美惠", "小姐"), "收", ("陳美惠 小姐　收",)),
        (Addressee("", "", "陳美惠小姐", "小姐"), "啟", ("陳美惠小姐　啟",)),
        (Addressee("", "", "陳美惠"), "", ("陳美惠",)),
        (Addressee("", "", "", "", "順發企業"), "收", ("順發企業　台啟",)),
        (Addressee("", "", "王大同", "經理", "順發企業"), "收", ("順發企業", "王大同 經理　收")),
    ],
)
def test_people_and_firms_are_called_as_on_an_envelope(to: Addressee, ending: str, lines: tuple[str, ...]) -> None:
    assert to.lines(ending) == lines


def test_a_firm_is_written_to_by_the_first_person_known_there(shop: Path) -> None:
    firm = _add("順發企業", kind="company", contacts=[ContactForm("王大同", "經理"), ContactForm("林小姐")])
    nobody = _add("永和五金", kind="company")
    assert [to.lines() for to in letters.of([firm, nobody]).addressees] == [
        ("順發企業", "王大同 經理　收"),
        ("永和五金　台啟",),
    ]


def test_who_gets_none_is_counted_once_by_the_first_reason(shop: Path) -> None:
    kept, dead, watched, refusing, refuses_all, only_line, homeless = map(_add, "甲乙丙丁戊己庚")
    form = customers.form(homeless)
    form.addresses = []
    customers.change(homeless, form)
    blacklist.put([dead, watched], "工程款沒付")
    customers.archive([dead], "deceased")
    opt_outs.put([watched, refusing], ["post"])
    opt_outs.put([refuses_all], ["all"])
    opt_outs.put([only_line], ["line"])
    found = letters.of([kept, dead, watched, refusing, refuses_all, only_line, homeless])
    assert [to.customer for to in found.addressees] == [kept, only_line]
    assert (found.put_away, found.watched, found.refusing, found.homeless) == (1, 1, 2, 1)
    assert found.left_out() == ["1 位已收起來或已過世。", "1 位在注意名單上。", "2 位不要收信。", "1 位沒有地址。"]


def test_a_whole_list_is_written_to(shop: Path) -> None:
    customer = _add("陳美惠")
    found = letters.of(Selection(query=ListQuery()))
    assert [to.customer for to in found.addressees] == [customer]
    assert found.left_out() == []
