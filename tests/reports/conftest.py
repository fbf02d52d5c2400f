"""Papers are read back as a reader shows them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument


@pytest.fixture
def read_pdf(qapp: object) -> Callable[[bytes], list[str]]:
    """The words of every page of a PDF."""

    def read(pdf: bytes) -> list[str]:
        kept = QByteArray(pdf)
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        assert document.status() == QPdfDocument.Status.Ready
        return [document.getAllText(page).text().replace("\r\n", "\n") for page in range(document.pageCount())]

    return read
