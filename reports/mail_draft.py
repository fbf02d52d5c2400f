"""A mail with papers attached, ready to be looked at and sent in the shop's own mail program."""

from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from db.core.values.text import clean_text

_POLICY = SMTP.clone(max_line_length=78)


def make(to: str, subject: str, text: str, papers: Sequence[tuple[str, bytes]]) -> bytes:
    """The draft as an .eml that opens for writing (X-Unsent: 1, as Outlook reads it). `papers`: (file name, PDF).

    An address that is none stays away, so that the mail still opens; line breaks in a name or subject become blanks. The same
    values make the same bytes.
    """
    text, papers = clean_text(text), [(_line(name), pdf) for name, pdf in papers]
    mail = EmailMessage(policy=_POLICY)
    mail["X-Unsent"] = "1"
    if address := _address(to):
        mail["To"] = address
    mail["Subject"] = _line(subject)
    mail.set_content(text, cte="base64")
    for name, pdf in papers:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    if papers:
        mail.set_boundary(f"=_{_mark(text, papers)}")
    return mail.as_bytes()


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _address(text: str) -> Address | None:
    try:
        return Address(addr_spec=_line(text)) if text.strip() else None
    except (ValueError, IndexError, MessageError):
        return None


def _mark(text: str, papers: Sequence[tuple[str, bytes]]) -> str:
    """Never part of what it separates: everything there is base64, which has no “_”."""
    digest = sha256(text.encode())
    for name, pdf in papers:
        digest.update(name.encode() + pdf)
    return digest.hexdigest()[:32]
