"""常用句: ten ready texts, filled with what is known."""

import pytest

from db.services import customers, phrases, sales, settings
from db.services.customers import CustomerForm
from db.services.sales import LineForm, SaleForm

pytestmark = pytest.mark.usefixtures("shop")


def test_ten_are_there_from_the_start_and_the_shops_own_take_their_place() -> None:
    assert [one.title for one in phrases.rows()] == [
        "到貨",
        "報價",
        "追蹤",
        "保養",
        "生日",
        "好久不見",
        "收款",
        "完工",
        "道歉",
        "拒收",
    ]
    settings.save({"phrases": "節日：{稱呼}中秋快樂\n明天休息，{店名}"})
    assert [(one.title, one.text) for one in phrases.rows()] == [
        ("節日", "{稱呼}中秋快樂"),
        ("明天休息，{店名}", "明天休息，{店名}"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("您好，龍頭到了，今天營業到{時間}，方便再來拿即可。", "您好，龍頭到了，方便再來拿即可。"),
        ("您好，請於{時間}前匯款。謝謝", "您好。謝謝"),
        ("到了。{時間}見！", "到了。"),
        ("{時間}", ""),
        ("報價單如圖，有效到{時間}", "報價單如圖，"),
    ],
)
def test_a_part_of_a_sentence_is_left_out(text: str, left: str) -> None:
    assert phrases.without(text, "{時間}") == left


def test_what_is_known_is_filled_in_and_the_rest_stays() -> None:
    settings.save({"shop_name": "順發水電"})
    one = customers.add(CustomerForm(name="陳美惠", gender="female"))
    sales.add(SaleForm(one, [LineForm(name="恆溫龍頭", amount=4500)]))
    text = "{稱呼}您好，{店名}的{上次品名}用得順不順？{時間}"
    assert phrases.filled(text, one) == "陳小姐您好，順發水電的恆溫龍頭用得順不順？{時間}"
    assert phrases.filled(text, None) == "{稱呼}您好，順發水電的{上次品名}用得順不順？{時間}"


@pytest.mark.parametrize(
    ("form", "called"),
    [
        (CustomerForm(name="林志明", title="經理"), "林經理"),
        (CustomerForm(name="歐陽娜娜", gender="female"), "歐陽小姐"),
        (CustomerForm(name="陳", gender="male"), "陳"),
        (CustomerForm(name="Bob", gender="male"), "Bob"),
        (CustomerForm(name="王小明"), "王小明"),
        (CustomerForm(name="宏達室內裝修有限公司", short_name="宏達", kind="company"), "宏達"),
        (CustomerForm(name="{店名}<b>"), "{店名}<b>"),
    ],
)
def test_how_somebody_is_called(form: CustomerForm, called: str) -> None:
    assert phrases.filled("{稱呼}", customers.add(form)) == called
