"""Mail drafts: read back by the standard parser, attached papers whole, hostile values harmless."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from reports import mail_draft

_PDF = bytes(range(256)) * 100


def _read(draft: bytes) -> EmailMessage:
    read = message_from_bytes(draft, policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_it_opens_for_writing_with_everything_in_it() -> None:
    draft = _read(
        mail_draft.make(
            "chen@example.tw", "報價單 1151121-01", "您好，\n報價單如附件。", [("報價單 1151121-01 陳美惠.pdf", _PDF)]
        )
    )
    assert draft["X-Unsent"] == "1"
    assert (draft["To"], draft["Subject"]) == ("chen@example.tw", "報價單 1151121-01")
    body = draft.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == "您好，\n報價單如附件。"
    (paper,) = draft.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("報價單 1151121-01 陳美惠.pdf", "application/pdf")
    assert paper.get_content() == _PDF


def test_lines_end_as_mails_do_and_stay_short() -> None:
    lines = mail_draft.make("chen@example.tw", "很長的主旨" * 60, "字" * 5_000, [("很長的檔名" * 20 + ".pdf", _PDF)]).split(
        b"\r\n"
    )
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 998


@pytest.mark.parametrize(
    "to", ["", "不是信箱", "a@b@c", "a b@example.tw", "<script>", "陳@", "chen@example.tw\r\nBcc: x@example.tw"]
)
def test_what_is_no_address_stays_away(to: str) -> None:
    draft = _read(mail_draft.make(to, "報價", "您好", []))
    assert draft["Bcc"] is None
    assert draft["To"] is None
    assert draft["Subject"] == "報價"


def test_line_breaks_make_no_header() -> None:
    draft = _read(mail_draft.make("", "報價\r\nBcc: x@example.tw", "您好", [("a\r\nX: y.pdf", b"%PDF")]))
    assert draft["Bcc"] is None
    assert draft["Subject"] == "報價 Bcc: x@example.tw"


def test_several_papers_and_none() -> None:
    assert [
        part.get_filename() for part in _read(mail_draft.make("", "", "", [("甲.pdf", _PDF), ("乙.pdf", b"")])).iter_attachments()
    ] == [
        "甲.pdf",
        "乙.pdf",
    ]
    assert list(_read(mail_draft.make("", "報價", "您好", [])).iter_attachments()) == []


def test_the_same_values_make_the_same_bytes() -> None:
    values = ("chen@example.tw", "報價", "您好", [("甲.pdf", _PDF)])
    assert mail_draft.make(*values) == mail_draft.make(*values)


def test_half_a_letter_is_left_out() -> None:
    draft = _read(mail_draft.make("", "報\ud83d價", "您\udc00好", [("報價\ud800.pdf", _PDF)]))
    assert (draft["Subject"], [part.get_filename() for part in draft.iter_attachments()]) == ("報價", ["報價.pdf"])
