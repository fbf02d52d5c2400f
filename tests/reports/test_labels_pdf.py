"""Labels: where each stands on its sheet, nothing lost, nothing beyond its edge; the page to find the offset with."""

from collections.abc import Callable

import pytest

from db.core.errors import InputError
from db.services.letters import Addressee
from reports import label_sheets, labels_pdf
from reports.label_sheets import SHEETS, LabelSheet
from tests.reports.papers import places, plain

Reader = Callable[[bytes], list[str]]
_ONE = Addressee("234", "新北市永和區中正路 100 號 3 樓之 2", "陳美惠", "小姐")
_LONG = Addressee(
    "116052",
    "臺北市文山區指南路二段 64 號行政大樓（總務處採購組）" * 4,
    "歐陽" * 20,
    "經理",
    "國立臺灣示範大學附屬實驗國民小學" * 3,
)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_a_sheet_is_filled_and_the_next_begun(sheet: LabelSheet, qapp: object, read_pdf: Reader) -> None:
    made = labels_pdf.make([_ONE] * (sheet.count + 1), sheet)
    pages = read_pdf(made.pdf)
    assert made.pages == len(pages) == 2
    assert [plain(page).count("陳美惠小姐收") for page in pages] == [sheet.count, 1]
    assert b"/MediaBox [ 0 0 595.2756 841.8898" in made.pdf


def test_a_used_sheet_goes_on_where_it_was_left(qapp: object) -> None:
    sheet = SHEETS["3x8"]
    boxes = places(labels_pdf.make([_ONE], sheet, start=5).pdf)  # the second of the second row
    assert all(left > 70 and right < 140 and top > 37.125 and bottom < 74.25 for left, top, right, bottom in boxes)


def test_the_first_sheet_holds_only_what_is_left_of_it(read_pdf: Reader) -> None:
    pages = read_pdf(labels_pdf.make([_ONE] * 4, SHEETS["2x7"], start=12).pdf)
    assert [plain(page).count("陳美惠") for page in pages] == [3, 1]


@pytest.mark.parametrize("sheet", [*SHEETS.values(), label_sheets.roll(62, 29)], ids=[*SHEETS, "roll"])
@pytest.mark.parametrize("one", [_ONE, _LONG], ids=["usual", "long"])
def test_nothing_is_beyond_its_label(sheet: LabelSheet, one: Addressee, qapp: object) -> None:
    width, height = sheet.label
    boxes = places(labels_pdf.make([one], sheet).pdf)
    assert boxes
    assert all(left > 3 and top > 1 and right < width - 3 and bottom < height - 1 for left, top, right, bottom in boxes)


def test_of_what_does_not_fit_the_name_is_kept(read_pdf: Reader) -> None:
    text = plain(read_pdf(labels_pdf.make([_LONG], SHEETS["4x11"]).pdf)[0])
    assert "116052" in text
    assert "國立臺灣示範" in text
    assert "歐陽歐陽" in text
    assert "…" in text


def test_an_offset_moves_everything(qapp: object) -> None:
    before = places(labels_pdf.make([_ONE], SHEETS["3x8"]).pdf)
    after = places(labels_pdf.make([_ONE], SHEETS["3x8"], offset=(5, -3)).pdf)  # a reader counts in whole points
    for one, other in zip(before, after, strict=True):
        assert other[0] - one[0] == pytest.approx(5, abs=0.36)
        assert other[1] - one[1] == pytest.approx(-3, abs=0.36)


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_roll_has_one_label_a_page(is_turned: bool, read_pdf: Reader) -> None:
    made = labels_pdf.make([_ONE, _ONE], label_sheets.roll(29, 62, is_turned))
    assert [plain(page).count("陳美惠") for page in read_pdf(made.pdf)] == [1, 1]
    (first, *_rest) = places(made.pdf)
    assert (first[3] - first[1] > first[2] - first[0]) is is_turned  # its words lie
    assert all(left > 0 and right < 29 and top > 0 and bottom < 62 for left, top, right, bottom in places(made.pdf))


def test_own_sizes_stand_where_their_margins_say(qapp: object) -> None:
    own = label_sheets.checked(LabelSheet("own", label_sheets.A4, 2, 8, (99.1, 33.9), left=4.6, top=13.0, gap=(2.6, 0)))
    boxes = places(labels_pdf.make([_ONE], own, start=16).pdf)
    assert own.place(15) == pytest.approx((106.3, 250.3))
    assert all(left > 106.3 and right < 205.4 and top > 250.3 and bottom < 284.2 for left, top, right, bottom in boxes)


@pytest.mark.parametrize(
    "sheet",
    [
        LabelSheet("own", label_sheets.A4, 0, 8, (60, 30)),
        LabelSheet("own", label_sheets.A4, 3, 8, (71, 30)),
        LabelSheet("own", label_sheets.A4, 3, 8, (60, 37.2)),
        LabelSheet("own", label_sheets.A4, 2, 2, (60, 30), left=-1),
        LabelSheet("own", label_sheets.A4, 2, 2, (60, 5)),
        LabelSheet("own", (5000, 5000), 2, 2, (60, 30)),
        LabelSheet("own", label_sheets.A4, 2, 2, (float("nan"), 30)),
        LabelSheet("own", (float("nan"), 297), 2, 2, (60, 30)),
        LabelSheet("own", label_sheets.A4, 2, 2, (60, 30), gap=(float("inf"), 0)),
    ],
)
def test_sizes_that_can_not_be_are_said(sheet: LabelSheet) -> None:
    with pytest.raises(InputError):
        label_sheets.checked(sheet)


@pytest.mark.parametrize(("people", "start"), [([], 1), ([_ONE], 0), ([_ONE], 25)])
def test_nobody_and_no_such_label_are_said(people: list[Addressee], start: int) -> None:
    with pytest.raises(InputError):
        labels_pdf.make(people, SHEETS["3x8"], start=start)


def test_the_calibration_page_shows_every_label(read_pdf: Reader) -> None:
    made = labels_pdf.calibration(SHEETS["3x8"], (1.5, -2))
    (text,) = read_pdf(made.pdf)
    assert set(map(str, range(1, 25))) <= set(text.split())
    assert "1.5 公釐" in text
    assert labels_pdf.calibration(label_sheets.roll(62, 29)).pages == 1


def test_the_watch_list_and_markup_stay_off(read_pdf: Reader) -> None:
    one = Addressee("234", "<b>&黑名單路 1 號", "黑名單 <img src=x>")
    text = plain(read_pdf(labels_pdf.make([one], SHEETS["2x7"]).pdf)[0])
    assert "黑名單" not in text
    assert "<b>&" in text


def test_the_same_people_make_the_same_bytes() -> None:
    assert labels_pdf.make([_ONE, _LONG], SHEETS["3x8"]).pdf == labels_pdf.make([_ONE, _LONG], SHEETS["3x8"]).pdf


def test_the_number_of_a_house_is_not_alone_on_its_line(read_pdf: Reader) -> None:
    for length in range(8, 30):
        one = Addressee("234", f"新北市永和區{'長' * length}路 88 號", "陳美惠")
        lines = [line.strip() for line in read_pdf(labels_pdf.make([one], SHEETS["3x8"]).pdf)[0].split("\n")]
        assert [line for line in lines if line in ("號", "8號", "8 號")] == [], length


@pytest.mark.parametrize(("width", "height"), [(20, 10), (40, 30), (62, 29)])
def test_the_words_of_a_small_label_stand_on_it(width: float, height: float, qapp: object) -> None:
    for _left, top, right, bottom in places(labels_pdf.calibration(label_sheets.roll(width, height)).pdf):
        assert (top > 0, right < width, bottom < height) == (True, True, True)
