"""Further codes and names in the note."""

from db.services.known_as import other_code, other_name


def test_each_is_a_line_of_the_note_once() -> None:
    note = other_name(other_code("怕吵", "A-1"), "陳美惠")
    assert note == "怕吵\n另一個編號：A-1\n另一個名字：陳美惠"
    assert other_code(note, "A-1") == other_name(note, "陳美惠") == note


def test_a_code_that_begins_like_another_is_another() -> None:
    assert other_code(other_code("", "A-10"), "A-1") == "另一個編號：A-10\n另一個編號：A-1"
