"""Flows stand on what every test of the window stands on."""

from tests.ui.conftest import _dressed, _quiet_qt, answers

__all__ = ["_dressed", "_quiet_qt", "answers"]
