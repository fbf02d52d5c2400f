"""fit by command: the shop's own parameters, and those of a file of visits."""

from pathlib import Path

import pytest

from db.services import demo
from tests.analytics import cdnow
from tests.screens import command

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def test_a_file_gives_the_published_parameters(shop_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = command.run(capsys, shop_path, "fit", "--summary", cdnow.summary(tmp_path / "cdnow.csv"))
    assert status == 0
    assert {key: round(said[key], 3) for key in PUBLISHED} == PUBLISHED
    assert round(said["log_likelihood"], 1) == -9582.4
    assert (said["model"], said["rule"], said["customers"], said["repeaters"]) == ("BG/NBD", "bg_nbd", 2357, 946)
    assert said["is_shrunk"] is False


def test_a_shop_without_sales_goes_by_the_rhythm(shop_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = command.run(capsys, shop_path, "fit")
    assert status == 0
    assert (said["rule"], said["customers"], said["r"], said["log_likelihood"]) == ("interval", 0, None, None)


def test_the_demo_shop_has_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "demo.crm"
    demo.create(path, 300, 7)
    status, said = command.run(capsys, path, "fit")
    assert status == 0
    assert (said["rule"], said["is_shrunk"]) == ("bg_nbd", True)
    assert said["log_likelihood"] < 0 < said["margin_share"] < 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "「visits.csv」要有這幾欄：frequency、recency、T。"),
        ("frequency,recency,T\n1,2,3\n2,9,3\n", "「visits.csv」第 3 行看不懂。"),
        ("frequency,recency,T\n1.5,2,3\n", "「visits.csv」第 2 行看不懂。"),
        ("frequency,recency,T\n1,,3\n", "「visits.csv」第 2 行看不懂。"),
        ("frequency,recency,T\n1,nan,3\n", "「visits.csv」第 2 行看不懂。"),
        ("frequency,recency,T\n1,2,inf\n", "「visits.csv」第 2 行看不懂。"),
        ("frequency,recency,T\n-1,2,3\n", "「visits.csv」第 2 行看不懂。"),
        ("frequency,recency,T\n1\n", "「visits.csv」第 2 行看不懂。"),
    ],
)
def test_what_is_no_table_of_visits_is_said(
    shop_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    (path := tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    assert command.run(capsys, shop_path, "fit", "--summary", path) == (2, {"error": "input", "message": sentence})


def test_a_file_that_is_not_there_or_no_text_is_said(shop_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path := tmp_path / "visits.csv").write_bytes(b"\xff\xfe\x00\x01")
    (nobody := tmp_path / "nobody.csv").write_text("frequency,recency,T\n", encoding="utf-8")
    for one in (path, tmp_path / "gone.csv", nobody):
        status, said = command.run(capsys, shop_path, "fit", "--summary", one)
        assert (status, said["message"]) == (2, f"「{one.name}」不是看得懂的來店次數表。")


def test_few_customers_of_a_file_give_no_model(shop_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path := tmp_path / "visits.csv").write_text("frequency,recency,T\n" + "1,2,9\n" * 49, encoding="utf-8")
    status, said = command.run(capsys, shop_path, "fit", "--summary", path)
    assert (status, said["rule"], said["repeaters"], said["r"]) == (0, "interval", 49, None)
    path.write_text("frequency,recency,T\n" + "1,2,9\n" * 60, encoding="utf-8")
    assert command.run(capsys, shop_path, "fit", "--summary", path)[1]["is_shrunk"]
