"""Child processes of our own: a word on the command line says what they do, a line of JSON over stdin with what.

Nothing of the question is in an argument, where every user of the computer could read it.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from subprocess import Popen

_ROOT: Final = Path(__file__).parents[2]


def start(word: str, question: dict[str, Any]) -> "Popen[bytes]":
    """Start the child of this word (main.py) and ask it; its stdin stays open. OSError."""
    import subprocess

    program = [] if getattr(sys, "frozen", False) else [str(_ROOT / "main.py")]
    child = subprocess.Popen(
        [sys.executable, *program, word],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with suppress(BrokenPipeError):  # it is gone already: nothing will be heard of it
        child.stdin.write(json.dumps(question).encode() + b"\n")  # type: ignore[union-attr]  # it is piped
        child.stdin.flush()  # type: ignore[union-attr]
    return child


def heard(child: "Popen[bytes]") -> dict[str, Any]:
    """What it answered, waiting for it. ValueError: it ended without a word."""
    said, _nothing = child.communicate()
    answer: dict[str, Any] = json.loads(said)
    return answer


# in the child; a windowed program has no sys.stdin and no sys.stdout


def asked() -> dict[str, Any]:
    """The question."""
    with os.fdopen(os.dup(0), "rb") as questions:
        question: dict[str, Any] = json.loads(questions.readline())
    return question


def answer(said: dict[str, Any]) -> None:
    """Say this to who asked."""
    with os.fdopen(os.dup(1), "wb") as answers:
        answers.write(json.dumps(said).encode())
