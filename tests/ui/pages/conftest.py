"""What tests of pages share with those of papers."""

from tests.reports.conftest import read_pdf  # noqa: F401
