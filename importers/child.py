"""The reading child, both ends: a workbook is read, found, mapped and cleaned in a process of its own, with limits.

The window's side holds a `Child` and asks it; answers arrive as they are made:

    with Child() as child:
        for answer in child.ask(Survey(source), progress):        # Opened once, then Found and Ignored
        for answer in child.ask(Clean(source, wanted), progress):  # Opened, then Chunk after Chunk (4,000 records each)

The same child keeps the book it read, so survey and clean read the file once; it may be closed in between, then it is read again.
A file that can't be used raises a UserError with a fixed code; cancelling `progress` kills the child. The shapes of
questions and answers are in messages.py; they cross the pipe as JSON lines.
"""

import gc
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from db.core.progress import Progress, silent
from importers import limits
from importers.declined import ReadError, decline
from importers.messages import Answer, AsGiven, Clean, Declined, Done, Message, Request, Step, Survey, Whole, dumps, loads
from importers.values import Source
from resources import i18n

_SILENCE = 15.0  # seconds without any sign of life, and as much again for every five megabytes
_TICK = 0.1  # seconds between two looks at the cancel button
_log = logging.getLogger(__name__)


class Child:
    """The window's side: a process started when first asked, killed on close, cancel, crash and deadline."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def ask(self, request: Request, progress: Progress = silent) -> Iterator[Answer]:
        """The answers to this request; raises the UserError that says why the file can't be used, or what `progress` raises."""
        answered = False
        try:
            for answer in self._asked(request, progress):
                answered = True
                yield answer
        except _CrashedError:
            self.close()
            if answered or request.careful:
                raise decline("reading_crashed") from None
            yield from self.ask(replace(request, careful=True), progress)
        except ReadError:  # an answer like any other: the child lives on
            raise
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process; the next request starts another."""
        if process := self._process:
            self._process = None
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _asked(self, request: Request, progress: Progress) -> Iterator[Answer]:
        self._send(request)
        step, waited, patience = Step("", 0, 0), 0.0, _patience(request.source)
        while True:
            progress(step.what, step.done, step.total)
            try:
                line = self._lines.get(timeout=_TICK)
            except queue.Empty:
                waited += _TICK
                if waited > patience:
                    self.close()
                    raise decline("reading_too_long") from None
                continue
            waited = 0.0
            match loads(line) if line else None:
                case None:
                    raise _CrashedError
                case Done():
                    return
                case Step() as step:
                    pass
                case Declined() as why:
                    if why.trace:
                        _log.error("reading child: %s", why.trace)
                    raise ReadError(why.code, why.sentence)
                case Survey() | Clean() | AsGiven() | Whole():
                    raise _CrashedError
                case answer:
                    yield answer

    def _send(self, request: Request) -> None:
        process = self._process = self._process or self._start()
        assert process.stdin  # noqa: S101 - opened as a pipe by _start
        try:
            process.stdin.write(dumps(request))
            process.stdin.flush()
        except OSError:
            raise _CrashedError from None

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "SHUKEBU_LANGUAGE": i18n.language()},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines = queue.SimpleQueue()
        threading.Thread(target=_empty, args=(process.stdout, self._lines), daemon=True).start()
        return process


class _CrashedError(Exception):
    """The child is gone."""


def _patience(source: Source) -> float:
    try:
        size = source.path.stat().st_size if source.path else len(source.text or "")
    except OSError:  # the child will say why
        size = 0
    return _SILENCE * (1 + size / 5_000_000)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "read-workbook"]
    return [sys.executable, str(Path(__file__).parent.parent / "main.py"), "read-workbook"]


def _empty(pipe: BinaryIO, lines: "queue.SimpleQueue[bytes]") -> None:
    """Keep the pipe empty, so that the child never waits for us; an empty line means the end."""
    try:
        for line in pipe:
            lines.put(line)
    except (OSError, ValueError):  # closed under our hands: the child was killed
        pass
    lines.put(b"")


def main() -> int:
    """The child's side: limits first, then one request a line until the pipe is closed."""
    limits.apply()
    gc.disable()  # millions of cells live to the end; looking through them again and again takes a third of the time
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between our lines
    from importers.answering import Answering

    answering = Answering()
    for line in os.fdopen(os.dup(0), "rb"):  # a windowed program has no sys.stdin
        for message in answering.answer(loads(line)):
            _write(answers, message)
    return 0


def _write(pipe: BinaryIO, message: Message) -> None:
    pipe.write(dumps(message))
    pipe.flush()
