"""Names of files that every system takes, and never one that lies there already."""

from pathlib import Path

from ui.kit.file_names import cleaned, unused


def test_what_a_system_refuses_is_taken_out() -> None:
    assert cleaned("宏達/永和:店*") == "宏達_永和_店_"
    assert cleaned("con") == "_con"
    assert cleaned(" . ", "quote") == "quote"


def test_a_name_that_is_there_gets_a_number(tmp_path: Path) -> None:
    assert unused(tmp_path, "請款單", ".pdf").name == "請款單.pdf"
    for name in ("請款單.pdf", "請款單 (2).pdf"):
        (tmp_path / name).touch()
    assert unused(tmp_path, "請款單", ".pdf").name == "請款單 (3).pdf"
