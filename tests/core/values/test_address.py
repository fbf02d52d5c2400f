"""Addresses: code, city and district; the last three digits are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values import address


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[116]臺北市文山區指南路二段64號", ("116", "臺北市", "文山區", "指南路二段64號")), ("台北市大安區信義路四段1號",
        ("106", "臺北市", "大安區", "信義路四段1號")),
        ("10617台北市大安區", ("10617", "臺北市", "大安區", "")), ("106-017 台北市大安區信義路", ("106017", "臺北市",
        "大安區", "信義路")),
        ("台北縣板橋市文化路1號", ("220", "新北市", "板橋區", "文化路1號")), ("板橋區文化路", ("220", "新北市", "板橋區",
        "文化路")),
        ("中正區忠孝路", ("", "", "", "中正區忠孝路")), ("106 大安區和平東路", ("106", "臺北市", "大安區", "和平東路")),
        ("花蓮縣豐濱鄉豐濱村光豐路４１號", ("977", "花蓮縣", "豐濱鄉", "豐濱村光豐路４１號")), ("１１０台北市信義區",
        ("110", "臺北市", "信義區", "")),
        ("台灣台北市信義區", ("110", "臺北市", "信義區", "")), ("台灣大道三段99號", ("", "", "", "台灣大道三段99號")),
        ("123號", ("", "", "", "123號")),
        ("台東縣太麻里鄉", ("963", "臺東縣", "太麻里鄉", "")), ("屏東縣三地門鄉中正路", ("901", "屏東縣", "三地門鄉",
        "中正路")), ("新竹市東區", ("300", "新竹市", "東區", "")),
        ("台北郵政100號信箱", ("", "", "", "台北郵政100號信箱")), ("100 Main Street", ("", "", "", "100 Main Street")),
        ("", ("", "", "", "")),
        ("台南縣永康市中山路", ("710", "臺南市", "永康區", "中山路")), ("104001台北市中山區", ("104001", "臺北市", "中山區", "")),
    ],
)  # fmt: skip
def test_split(text: str, parts: tuple[str, str, str, str]) -> None:
    assert address.split(text) == parts


def test_there_are_371_districts() -> None:
    assert sum(len(names) for names in address.districts().values()) == 371


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("116", "116"),
        ("11605", "11605"),
        ("116-052", "116052"),
        ("[116]", "116"),
        ("116.0", "116"),
        ("１１６", "116"),
        ("EC1 4SD", ""),
        ("1161", ""),
        ("", ""),
    ],
)
def test_postal_code(text: str, code: str) -> None:
    assert address.postal_code(text) == code


def test_cities_and_codes() -> None:
    assert [address.city_name(text) for text in ("台北", "台北市", "新竹", "屏東", "東京")] == [
        "臺北市",
        "臺北市",
        "新竹市",
        "屏東縣",
        "東京",
    ]


@given(
    st.sampled_from([(city, name, code) for city, names in address.districts().items() for name, code in names.items()]),
    st.sampled_from(["", "中山路1號"]),
)
def test_every_district_is_found(district: tuple[str, str, str], rest: str) -> None:
    city, name, code = district
    for written in (city, city.replace("臺", "台")):
        assert address.split(f"{written}{name}{rest}") == (code, city, name, rest)


@given(st.text(max_size=40))
def test_nothing_of_the_address_is_lost(text: str) -> None:
    assert text.strip().endswith(address.split(text).rest)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("234 新北市永和區中正路 100 號", "新北市永和區中正路 100 號"),
        ("[116-052] 臺北市文山區指南路", "臺北市文山區指南路"),
        ("１０６臺北市大安區和平東路", "臺北市大安區和平東路"),
        ("新北市永和區中正路 100 號", "新北市永和區中正路 100 號"),
        ("100 巷 5 號", "100 巷 5 號"),
        ("", ""),
    ],
)
def test_on_an_envelope_the_code_stands_by_itself(text: str, rest: str) -> None:
    assert address.without_code(text) == rest
