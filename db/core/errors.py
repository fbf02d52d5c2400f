"""Errors the owner can act on: one sentence each, a fixed code for programs, an exit status for the command line.

Anything else that is raised is a bug: it goes to the log file and the crash dialog.
"""

from typing import ClassVar


class UserError(Exception):
    """A sentence the owner can act on: what happened, whether the data is safe, what to do."""

    code: str = "refused"  # fixed English word, for --json
    status: ClassVar[int] = 2  # exit status of the command line

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details  # further keys of the --json error object


class InputError(UserError):
    """The input can't be used."""

    code = "input"


class NotFoundError(UserError):
    """The customer, unit or file named is not there."""

    code = "not_found"


class RefusedError(UserError):
    """The person acting has no right to this, or the file forbids it."""

    status = 3


class ChangedSinceError(UserError):
    """An undo would overwrite or orphan later work; `details["rows"]` lists it."""

    code = "changed_since"
    status = 3


class NewerFileError(UserError):
    """The file was made by a newer version of the program."""

    code = "newer_file"
    status = 3


class DamagedError(UserError):
    """The file is damaged, empty, missing its head, or not ours."""

    code = "damaged"
    status = 4


class NoSpaceError(UserError):
    """The disk is full."""

    code = "no_space"
    status = 5


class BusyError(UserError):
    """Something else holds the file, or a job is writing."""

    code = "in_use"
    status = 6


class CancelledError(UserError):
    """The user cancelled the job; nothing was changed."""

    code = "cancelled"
