"""The papers of the law read back: a version as it was, the plan, the form of an incident and the letters."""

import re
from collections.abc import Callable

import pytest

from db.services import blacklist, breaches, customers, list_rows, notices, processors, settings
from db.services.breaches import BreachForm
from db.services.customers import CustomerForm
from db.services.processors import ProcessorForm
from reports import breach_pdf, notice_pdf, prose, security_plan_pdf, subject_report_pdf, training_pdf
from reports.prose import Part

Read = Callable[[bytes], list[str]]
pytestmark = pytest.mark.usefixtures("shop", "saturday")


@pytest.mark.parametrize("kind", [key for key, _words in notices.KINDS])
def test_a_notice_is_one_page_and_says_which_version(read_pdf: Read, kind: str) -> None:
    settings.save({"shop_name": "順發水電材料行", "phone": "02-2345-6789"})
    for name in ("好印印刷", "大榮貨運", "LINE 代操公司"):
        processors.save(ProcessorForm(name))
    every = [key for key, _code, _words in notices.PURPOSES]
    notice = notices.add(kind, every, notices.draft(kind, every))
    settings.save({"shop_name": "新店名"})
    (page,) = read_pdf(notice_pdf.make(notice).pdf)
    for said in ("順發水電材料行", "六、不提供的影響", "第 1 版", notices.get(notice).hash[:16]):
        assert said in page
    assert "用畢" not in page  # nothing of anybody stands in it


def test_the_plan_on_paper(read_pdf: Read) -> None:
    settings.save({"privacy_person": "王大明"})
    text = "\n".join(read_pdf(security_plan_pdf.make().pdf))
    for said in ("11. 整體持續改善", "個資負責人：王大明", "待辦：資料檔沒有加密", "施行細則第 12 條"):
        assert said in text


def test_the_form_of_an_incident_is_marked_as_a_draft(read_pdf: Read) -> None:
    settings.save({"shop_name": "順發水電材料行"})
    breach = breaches.save(
        BreachForm(
            "名單寄錯群組", "2026/11/20", "09:30", affected=120, cause="選錯群組", measures="請對方刪除", reported_to="台北市政府"
        )
    )
    text = "\n".join(read_pdf(breach_pdf.make(breach).pdf))
    for said in ("草案", "72 小時", "24 小", "2026/11/20 09:30", "牽涉 120 人", "選錯群組", "請對方刪除", "台北市政府", "還沒"):
        assert said in text


def test_every_letter_is_to_one_person(read_pdf: Read) -> None:
    names = ("陳美惠", "林志明")
    ids = [customers.add(CustomerForm(name)) for name in names]
    breach = breaches.save(BreachForm("隨身碟掉了", measures="已改用加密"))
    pages = read_pdf(breach_pdf.letters(breach, ids).pdf)
    assert [[name in page for name in names] for page in pages] == [[True, False], [False, True]]
    assert all("隨身碟掉了" in page and "已改用加密" in page and "共" not in page for page in pages)
    assert len(list_rows.rows(ids)) == 2
    with pytest.raises(ValueError, match="nobody"):
        breach_pdf.letters(breach, [])


def test_what_is_kept_of_a_person_is_said_in_full_to_them(read_pdf: Read) -> None:
    one = customers.add(CustomerForm("陳美惠", customer_since="2019-07-21"))
    blacklist.put([one], "尾款三個月沒付")
    text = "\n".join(read_pdf(subject_report_pdf.make(one).pdf))
    for said in ("尾款三個月沒付", "注意名單", "2019/07/21", "2026/11/21"):  # §10: what lists keep back is said as well
        assert said in text
    assert "⚠" not in text
    assert not re.search(r"\d{4}-\d\d-\d\d", text)  # days as the shop writes them


def test_the_training_fits_one_page(read_pdf: Read) -> None:
    (page,) = read_pdf(training_pdf.make().pdf)
    assert "碎紙機" in page
    assert page.count("姓名＿") == 5


def test_prose_flows_and_leaves_no_heading_alone(read_pdf: Read) -> None:
    parts = [part for at in range(60) for part in (Part("head", f"第{at}章"), Part("text", f"內文{at}。" * 30))]
    pages = read_pdf(prose.make("長文", parts, shop="店").pdf)
    assert len(pages) > 3
    assert all(f"第 {at} 頁，共 {len(pages)} 頁" in page for at, page in enumerate(pages, 1))
    assert not any(page.rstrip().endswith("章") for page in pages)
    assert "".join(pages).replace("\n", "").count("內文59。") == 30
