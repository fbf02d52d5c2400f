"""Products: found as people ask for them, bundled, replaced, no longer sold; nothing written over unseen."""

from decimal import Decimal

import pytest

from db.core import audit
from db.core.errors import ChangedSinceError, InputError, NotFoundError
from db.services import attachments, product_pictures, products, quote_paper, settings
from db.services.attachments import Given
from db.services.lines import LineForm
from db.services.products import Part, ProductForm

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def shelf() -> dict[str, int]:
    """Five products of a plumber, by name."""
    forms = (
        ProductForm("單槍面盆龍頭", code="LF-101", spec="TOTO", unit="組", price=Decimal(1850), category="龍頭"),
        ProductForm("廚房龍頭", code="LF-201", unit="組", price=Decimal(2200), category="龍頭"),
        ProductForm("濾心", code="A10", barcode="4710123456789", unit="支", price=Decimal("350.5"), category="耗材"),
        ProductForm("馬桶", code="A1", unit="座", price=Decimal(6800)),
        ProductForm("舊款馬桶", code="A0", is_active=False),
    )
    return {one.name: products.add(one) for one in forms}


def _names(text: str) -> list[str]:
    return [row.name for row in products.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A1", ["馬桶", "濾心"]),  # the whole code before its beginning
        ("ａ10", ["濾心"]),
        ("4710123456789", ["濾心"]),
        ("龍頭", ["單槍面盆龍頭", "廚房龍頭"]),
        ("廚房", ["廚房龍頭"]),
        ("ㄔㄈㄌ", ["廚房龍頭"]),
        ("ㄌㄊ", ["單槍面盆龍頭", "廚房龍頭"]),
        ("龍ㄊ", ["單槍面盆龍頭", "廚房龍頭"]),
        ("mt", ["馬桶"]),
        ("toto 龍頭", ["單槍面盆龍頭"]),
        ("耗材", ["濾心"]),
        ("沒有這個", []),
        ("  ", []),
    ],
)
def test_a_product_is_found_as_people_ask_for_it(shelf: dict[str, int], text: str, found: list[str]) -> None:
    assert sorted(_names(text)) == sorted(found)
    if text == "A1":
        assert _names(text) == found


def test_what_is_no_longer_sold_is_found_last_and_only_where_it_is_asked_for(shelf: dict[str, int]) -> None:
    assert _names("馬桶") == ["馬桶"]
    assert [row.name for row in products.find("馬桶", inactive=True)] == ["馬桶", "舊款馬桶"]
    assert [row.name for row in products.rows("馬桶", inactive=True)] == ["馬桶", "舊款馬桶"]
    assert [row.name for row in products.rows(category="龍頭")] == ["單槍面盆龍頭", "廚房龍頭"]
    assert len(products.rows()) == 4


@pytest.mark.parametrize("code", ["LF-101", "lf-101", " ＬＦ－１０１ "])
def test_a_scanned_code_is_one_product(shelf: dict[str, int], code: str) -> None:
    found = products.by_code(code)
    assert found is not None
    assert found.id == shelf["單槍面盆龍頭"]


def test_a_barcode_is_one_product_and_half_of_it_none(shelf: dict[str, int]) -> None:
    found = products.by_code("4710123456789")
    assert found is not None
    assert found.name == "濾心"
    assert products.by_code("471012345") is None
    assert products.by_code("") is None


def test_every_value_comes_back_and_nothing_newer_is_written_over(shelf: dict[str, int]) -> None:
    filled = ProductForm(
        "濾心組", "F-1", "三道", "組", Decimal(1200), Decimal(960), Decimal("880.25"), Decimal(500), "耗材", "471",
        "要訂", 6, "濾心", 12, shelf["馬桶"], note="冬天缺貨",
    )  # fmt: skip
    new = products.add(filled)
    read = products.form(new)
    row = products.get(new)
    for name in ("name", "code", "spec", "wholesale_price", "project_price", "recall_months", "recall_item", "next_model"):
        assert getattr(read, name) == getattr(filled, name) == getattr(row, name)
    later = products.form(new)
    later.price = Decimal(1300)
    products.change(new, later)
    read.price = Decimal(1250)
    with pytest.raises(ChangedSinceError):
        products.change(new, read)
    assert products.get(new).price == 1300


def test_a_code_belongs_to_one_product(shelf: dict[str, int]) -> None:
    with pytest.raises(InputError, match="馬桶"):
        products.add(ProductForm("浴缸", code="A1"))
    form = products.form(shelf["濾心"])
    form.code = "A1"
    with pytest.raises(InputError, match="馬桶"):
        products.change(shelf["濾心"], form)
    with pytest.raises(NotFoundError):
        products.get(999)


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("price", Decimal(-1)), ("cost", Decimal("-0.5")), ("recall_months", 0)]
)
def test_what_can_not_be_is_refused(field: str, value: object) -> None:
    form = ProductForm("濾心")
    setattr(form, field, value)
    with pytest.raises(InputError) as refused:
        products.add(form)
    assert refused.value.details["field"] == field
    assert products.rows(inactive=True) == []


def test_a_bundle_keeps_its_parts_in_their_order_and_never_holds_itself(shelf: dict[str, int]) -> None:
    bundle = products.add(ProductForm("浴室套裝"))
    parts = [Part(shelf["馬桶"]), Part(shelf["單槍面盆龍頭"], Decimal("2.5"))]
    products.put_parts(bundle, parts)
    assert products.parts_of(bundle) == parts
    assert [row.name for row in products.rows() if row.is_bundle] == ["浴室套裝"]
    house = products.add(ProductForm("整屋套裝"))
    products.put_parts(house, [Part(bundle)])
    for wrong in ([Part(bundle)], [Part(house)], [Part(shelf["馬桶"])] * 2, [Part(shelf["馬桶"], Decimal(0))]):
        with pytest.raises(InputError):
            products.put_parts(bundle, wrong)
    assert products.parts_of(bundle) == parts
    products.put_parts(bundle, [])
    assert not products.get(bundle).is_bundle


def test_the_newest_model_takes_the_place(shelf: dict[str, int]) -> None:
    old, middle, new = shelf["舊款馬桶"], shelf["馬桶"], products.add(ProductForm("新款馬桶"))
    assert products.successor(new) is None
    for earlier, later in ((old, middle), (middle, new)):
        form = products.form(earlier)
        form.next_model = later
        products.change(earlier, form)
    found = products.successor(old)
    assert found is not None
    assert found.id == new
    form = products.form(new)
    form.next_model = old
    with pytest.raises(InputError):
        products.change(new, form)


def test_no_longer_sold_and_sold_again_are_one_step_each(shelf: dict[str, int]) -> None:
    wanted = [shelf["馬桶"], shelf["濾心"], shelf["舊款馬桶"]]
    assert products.discontinue(wanted) == 2
    assert {row.name for row in products.rows()} == {"單槍面盆龍頭", "廚房龍頭"}
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert len(products.rows()) == 4
    assert products.take_up(wanted) == 1
    assert len(products.rows()) == 5


def test_a_free_line_becomes_a_product_once() -> None:
    line = LineForm(name="止水帶", unit="捲", quantity=Decimal(3), unit_price=Decimal("25.5"), cost=Decimal(12))
    new = products.from_line(line, "耗材")
    row = products.get(new)
    assert (row.name, row.unit, row.price, row.cost, row.category) == ("止水帶", "捲", Decimal("25.5"), 12, "耗材")
    assert products.from_line(line) == new
    assert products.categories() == ["耗材"]


def test_a_picture_is_kept_with_its_thumbnail(shelf: dict[str, int]) -> None:
    one, other = shelf["馬桶"], shelf["濾心"]
    product_pictures.put(one, Given("馬桶.jpg", JPEG, JPEG + b"small"))
    assert product_pictures.thumbnails([one, other]) == {one: JPEG + b"small"}
    assert attachments.content(products.get(one).picture_hash) == JPEG
    with pytest.raises(InputError):
        product_pictures.put(one, Given("說明.txt", "不是照片".encode()))
    product_pictures.take_away(one)
    assert product_pictures.thumbnails([one]) == {}
    with pytest.raises(NotFoundError):
        product_pictures.take_away(999)


def test_a_paper_shows_pictures_where_the_shop_prints_them(shelf: dict[str, int]) -> None:
    one, other = shelf["馬桶"], shelf["濾心"]
    product_pictures.put(one, Given("馬桶.jpg", JPEG, JPEG + b"small"))
    forms = [LineForm("heading", name="衛浴"), *(LineForm(product=each, name="貨") for each in (one, other, one))]
    for prints, shown in ((False, b""), (True, JPEG + b"small")):
        settings.save({"prints_pictures": prints})
        assert [line.picture for line in quote_paper.paper_lines(forms, [None] * 4)] == [b"", shown, b"", shown]
