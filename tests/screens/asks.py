"""Answers questions for tests instead of dialogs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.core.errors import UserError
from ui.kit.dialogs import Asks


class Answers(Asks):
    """Gives the answers laid out beforehand, and remembers what was asked and told."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[str] = []
        self.answers: list[Any] = []
        self.details: list[str] = []  # what stands small below what was told
        self.titles: list[str] = []  # of the questions
        self.offered: list[list[str]] = []  # the buttons of every question, the one Enter presses first

    def _next(self, question: str) -> Any:
        self.asked.append(question)
        return self.answers.pop(0) if self.answers else None

    def choose(
        self, title: str, text: str, options: Sequence[str], *, detail: str = "", danger: bool = False, no: str = ""
    ) -> int | None:
        """An index laid out beforehand."""
        self.titles.append(title)
        self.offered.append([no or "", *options] if danger else list(options))
        answer: int | None = self._next(text)
        return answer

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Remember what was told."""
        self.details.append(detail)
        self.asked.append(text)

    def bug(self, code: str, folder: Path) -> None:
        """Remember that a bug was told."""
        self.asked.append(f"bug {code}")

    def error(self, error: UserError | str, title: str = "") -> None:
        """Remember the sentence."""
        self.asked.append(error.sentence if isinstance(error, UserError) else error)

    def text(
        self, title: str, label: str, initial: str = "", *, yes: str = "", secret: bool = False, danger: bool = False
    ) -> str | None:
        """A line laid out beforehand."""
        answer: str | None = self._next(label)
        return answer

    def reason(self, title: str, text: str, reasons: Sequence[str], proof: str, yes: str) -> tuple[str, str] | None:
        """What for and the PIN, laid out beforehand; a PIN alone goes with the first reason proposed."""
        answer: str | tuple[str, str] | None = self._next(title)
        return (reasons[0], answer) if isinstance(answer, str) else answer

    def choose_files(self, title: str, kinds: str, folder: Path | None = None) -> list[Path]:
        """Files laid out beforehand."""
        return self._next(title) or []

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """A folder laid out beforehand."""
        answer: Path | None = self._next(title)
        return answer

    def where(self, title: str, kinds: str, proposed: Path) -> Path | None:
        """A path laid out beforehand, as if it was typed."""
        answer: Path | None = self._next(title)
        return answer
