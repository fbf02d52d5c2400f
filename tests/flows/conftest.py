"""Flows stand on what every test of the window stands on."""

from tests.ui.conftest import _clipboard, _dressed, _quiet_qt, answers, read_pdf, shop

__all__ = ["_clipboard", "_dressed", "_quiet_qt", "answers", "read_pdf", "shop"]
