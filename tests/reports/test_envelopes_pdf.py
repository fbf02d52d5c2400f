"""Envelopes: one a page in both sizes, lying and upright; the code, the street, the name and the sender are all there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.core.errors import InputError
from db.services import settings
from db.services.letters import Addressee
from reports import envelopes_pdf
from reports.envelopes_pdf import EnvelopeWish, Sender
from tests.reports.papers import places, plain

Reader = Callable[[bytes], list[str]]
_ONE = Addressee("116052", "臺北市文山區指南路二段 64 號 B1", "王大同", "經理", "順發水電工程有限公司")
_SENDER = Sender("永和五金行", "新北市永和區永貞路 25 號", "23456", "(02) 2920-1688")
_KINDS = [(kind, is_upright) for kind in envelopes_pdf.KINDS for is_upright in (False, True)]


@pytest.mark.parametrize(("kind", "is_upright"), _KINDS)
def test_an_offset_moves_everything(kind: str, is_upright: bool, qapp: object) -> None:
    before, after = (
        places(envelopes_pdf.make([_ONE], _SENDER, EnvelopeWish(kind, is_upright, offset=offset)).pdf)
        for offset in ((0, 0), (3, -2))
    )
    for one, other in zip(before, after, strict=True):
        assert (other[0] - one[0], other[1] - one[1]) == (pytest.approx(3, abs=0.36), pytest.approx(-2, abs=0.36))


@pytest.mark.parametrize("with_boxes", [False, True])
@pytest.mark.parametrize(("kind", "is_upright"), _KINDS)
def test_everything_stands_on_it(kind: str, is_upright: bool, with_boxes: bool, read_pdf: Reader) -> None:
    made = envelopes_pdf.make([_ONE, _ONE], _SENDER, EnvelopeWish(kind, is_upright, with_boxes, "啟"))
    pages = read_pdf(made.pdf)
    assert made.pages == len(pages) == 2
    text = plain(pages[0])
    for character in set(plain("".join((_ONE.address, *_ONE.lines("啟"), _SENDER.name, _SENDER.address, _SENDER.zip)))):
        assert character in text
    if not is_upright:
        assert "王大同經理啟" in text
        assert "116052" in text


@pytest.mark.parametrize(
    ("kind", "is_upright", "size"),
    [
        ("dl", False, b"623.622 311.811"),
        ("dl", True, b"311.811 623.622"),
        ("15k", False, b"666.1417 340.1575"),
        ("15k", True, b"340.1575 666.1417"),
    ],
)
def test_the_paper_has_its_size(kind: str, is_upright: bool, size: bytes) -> None:
    assert b"/MediaBox [ 0 0 " + size in envelopes_pdf.make([_ONE], None, EnvelopeWish(kind, is_upright)).pdf


def test_printed_envelopes_need_no_sender(read_pdf: Reader) -> None:
    (text,) = read_pdf(envelopes_pdf.make([_ONE], None, EnvelopeWish()).pdf)
    assert "永貞路" not in plain(text)


@pytest.mark.parametrize("is_upright", [False, True])
def test_what_is_far_too_long_ends_in_dots(is_upright: bool, read_pdf: Reader) -> None:
    one = Addressee("234", "新北市永和區很長的路名" * 60, "歐陽" * 60)
    (text,) = read_pdf(envelopes_pdf.make([one], _SENDER, EnvelopeWish("dl", is_upright)).pdf)
    assert text.replace("︙", "…").count("…") >= 2
    assert "歐" in text


@pytest.mark.parametrize("is_upright", [False, True])
@pytest.mark.parametrize("address", ["No. 7, Sec. 5, Xinyi Rd., Taipei", "A" * 400, "", "１６８號", "100"])
def test_any_address_is_written(address: str, is_upright: bool, read_pdf: Reader) -> None:
    one = Addressee("", address, "John Smith-Featherstonehaugh")
    (text,) = read_pdf(envelopes_pdf.make([one], None, EnvelopeWish("15k", is_upright)).pdf)
    assert plain(address)[:3] in plain(text)
    assert "Smith" in plain(text)


def test_the_sender_is_the_shop(shop: Path) -> None:
    settings.save({"shop_name": "永和五金行", "address": "234 新北市永和區永貞路 25 號", "phone": "(02) 2920-1688"})
    assert Sender.of_shop() == Sender("永和五金行", "新北市永和區永貞路 25 號", "234", "02-2920-1688")


def test_nobody_is_said() -> None:
    with pytest.raises(InputError):
        envelopes_pdf.make([], _SENDER, EnvelopeWish())
