"""Papers are read back as a reader shows them."""

from collections.abc import Callable

import pytest

from tests.reports.papers import opened


@pytest.fixture
def read_pdf(qapp: object) -> Callable[[bytes], list[str]]:
    """The words of every page of a PDF."""

    def read(pdf: bytes) -> list[str]:
        with opened(pdf) as document:
            return [document.getAllText(page).text().replace("\r\n", "\n") for page in range(document.pageCount())]

    return read
