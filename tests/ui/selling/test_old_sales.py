"""The sales of before come in through the window: linked by code, phone and name; who is not sure is asked."""

from pathlib import Path

from db.services import customers, receivables, sale_lists
from db.services.customer_form import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.selling import Selling
from tests.screens.window import Window

_OLD = (
    "單號,發票號碼,日期,客戶編號,客戶,電話,品名,數量,單價,金額,收款狀態\n"
    "A1,AB12345678,2025/5/1,C001,,,RO 濾心,2,180,360,已收\n"
    "A2,,2025/5/2,,,0922-333-444,浴室暖風機,1,6800,6800,未收\n"
    "A3,,2025/5/3,,宏達室內裝修,,燈管,10,180,1800,已收\n"
    "A4,,2025/5/4,,王小明,,燈泡,1,100,100,已收\n"
    "A5,,2025/6/1,C001,,,RO 濾心,-1,180,-180,已收\n"
)


def test_old_sales_by_code_phone_and_name(shop: Path, answers: Answers, tmp_path: Path) -> None:
    chen = customers.add(CustomerForm(name="陳美惠", code="C001"))
    lin = customers.add(CustomerForm(name="林建宏", points=[PointForm("mobile", "0922333444")]))
    hong = customers.add(CustomerForm(name="宏達室內裝修", kind="company"))
    for phone in ("0911111111", "0933333333"):
        customers.add(CustomerForm(name="王小明", points=[PointForm("mobile", phone)]))
    path = tmp_path / "以前的銷售.csv"
    path.write_text(_OLD, "utf-8-sig")
    window = Window(answers)
    wizard = Importing(window)
    wizard.drop(path)
    wizard.go("review")
    plan = wizard.page.presenter.flow.plan
    assert plan is not None
    assert plan.totals.ask == 1  # there are two of this name
    wizard.forward()
    window.settle()
    selling = Selling(window)
    assert [(row[0], row[1], row[2]) for row in selling.listed()] == [
        ("陳美惠", "RO 濾心", "-180"),
        ("宏達室內裝修", "燈管", "1,800"),
        ("林建宏", "浴室暖風機", "6,800"),
        ("陳美惠", "RO 濾心", "360"),
    ]
    found = {one.customer for one in sale_lists.rows(selling.tab.model.ids)}
    assert (found, [receivables.of(one).owed for one in (chen, lin, hong)]) == ({chen, lin, hong}, [0, 6800, 0])
    selling.chip("unpaid")
    assert [row[0] for row in selling.listed()] == ["林建宏"]
    selling.chip("returns")
    assert [row[2] for row in selling.listed()] == ["-180"]
    window.leave_dialogs()
