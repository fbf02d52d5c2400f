"""What people ask of their data: the clocks, the answers, and that whoever refused is in nothing that leaves the shop."""

import pytest

from db.core.errors import InputError, RefusedError
from db.services import customers, opt_outs, requests
from db.services.customers import AddressForm, CustomerForm, PointForm
from db.services.requests import RequestForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")


def someone(name: str = "陳美惠") -> int:
    return customers.add(
        CustomerForm(
            name, points=[PointForm("mobile", "0912-345-678")], addresses=[AddressForm(text=f"台中市西區民生路{len(name)}號")]
        )
    )


@pytest.mark.parametrize(("kind", "allowed"), [("view", 15), ("copy", 15), ("correct", 30), ("stop", 30), ("delete", 30)])
def test_each_request_has_its_days_and_as_many_again_once(kind: str, allowed: int) -> None:
    made = requests.add(RequestForm(someone(), kind))
    assert requests.get(made).days_left == allowed
    with pytest.raises(InputError):
        requests.extend(made, " ")
    requests.extend(made, "紙本在倉庫")
    assert requests.get(made).days_left == 2 * allowed
    with pytest.raises(RefusedError):
        requests.extend(made, "再一次")
    with pytest.raises(InputError):
        requests.decide(made, "refused")
    requests.decide(made, "done")
    assert requests.get(made).decision == "done"


def test_what_is_late_stands_first() -> None:
    first = requests.add(RequestForm(someone(), "delete"))
    soon = requests.add(RequestForm(None, "view", note="名字不在名單上"))
    requests.decide(requests.add(RequestForm(someone(), "copy")), "done")
    assert [one.id for one in requests.rows()][:2] == [soon, first]


def test_no_more_messages_works_at_once_and_is_in_the_register() -> None:
    who = someone()
    requests.stop(who)
    assert opt_outs.of(who) == ["all"]
    assert [(one.kind, one.decision) for one in requests.of(who)] == [("stop", "done")]
    opened = requests.add(RequestForm(who, "stop"))
    requests.stop(who, everything=True)
    assert requests.get(opened).decision == "done"


def test_what_is_settled_may_be_used_again() -> None:
    who = someone()
    requests.dispute(who)
    assert opt_outs.among([who]) == [who]
    requests.use_again(who)
    assert opt_outs.among([who]) == []
