"""Why a file is not read: for every reason a fixed English word and the sentence that says what to do next."""

from typing import Final

from db.core.errors import InputError
from resources.i18n import N_, _


class ReadError(InputError):
    """The file can't be read; `code` says why."""

    def __init__(self, code: str, sentence: str, **details: object) -> None:
        super().__init__(sentence, **details)
        self.code = code


def decline(code: str, name: str = "") -> ReadError:
    """The error for this reason; `name` is the file's, where the sentence speaks of it."""
    return ReadError(code, _(SENTENCES[code]) % {"name": name} if name else _(SENTENCES[code]))


_RESAVE = N_("Something in this file can't be read. Please open it in Excel, save it as a new .xlsx file and import that one.")

SENTENCES = {
    "empty": N_("This file is empty. Please check whether it is the right one."),
    "half_copied": N_("This file is incomplete (perhaps copied only half). Please copy it again; the original has not changed."),
    "damaged": _RESAVE,
    "reading_failed": _RESAVE,
    "reading_crashed": _RESAVE,
    "reading_too_long": N_(
        "Reading this file took too long, so it was stopped; nothing was changed. "
        "Please open it in Excel, save it as a new .xlsx file and import that one."
    ),
    "too_big": N_("This file is too big (over 50 MB). Please remove its pictures or split it into several files."),
    "too_many_rows": N_("This list has more than 200,000 rows or 500 columns. Please split it into several files."),
    "bomb": N_(
        "Unpacked, this file is unreasonably big, so for safety it was not opened. "
        "Please open it in Excel, save it as a new .xlsx file and import that one."
    ),
    "password_needed": N_("This file has a password. Please enter the one it was saved with (it will not be remembered)."),
    "password_wrong": N_("The password is wrong. Please try again; capital and small letters matter."),
    "locked_otherwise": N_(
        "This file is locked in a way that can't be opened here. "
        "Please open it in the program it comes from, save it without a password and import that one."
    ),
    "picture": N_("The writing in a picture can't be read. Please use the Excel file, or press 'Add customer'."),
    "pdf": N_(
        "A PDF can't be read. Please use the Excel file it was made from, or open the PDF in Word, select the table, "
        "copy it, come back and press Ctrl+V."
    ),
    "word": N_("This is a Word file. Please select the table in Word, copy it, come back and press Ctrl+V."),
    "slides": N_("This is a presentation, not a list. Please select the table in it, copy it, come back and press Ctrl+V."),
    "database": N_(
        "This is the database of another program. Please choose 'Export to Excel' in that program and import the Excel file."
    ),
    "dbase": N_("This is a dBase file of an old program. Please open it in Excel, save it as an Excel file and import that one."),
    "numbers": N_("This is a Numbers file. Please choose File > Export To > Excel in Numbers and import the Excel file."),
    "pages": N_("This is a Pages file. Please select the table in Pages, copy it, come back and press Ctrl+V."),
    "archive": N_("This is a compressed file. Please right-click it, choose 'Extract all', and import the Excel file inside."),
    "shop_file": N_("This is a shop file of 熟客簿, not a list. To use it, choose File > Fetch back from a backup."),
    "calendar": N_("This is a calendar, not an address book. Please export the contacts (.vcf) instead."),
    "unknown_kind": N_(
        "This kind of file can't be read. Please use an Excel file (.xlsx, .xls), a CSV file or an address book (.vcf)."
    ),
    "file_locked": N_(
        "'%(name)s' is open in Excel and can't be read now. Please close it in Excel and try again. Nothing was changed."
    ),
    "no_permission": N_(
        "'%(name)s' can't be read: it may be open in another program, or you may not be allowed to open it. "
        "Please close it there, or copy it to the desktop, and try again."
    ),
    "file_gone": N_("'%(name)s' can't be found. If it is on a USB stick, please plug the stick in and try again."),
    "folder": N_("'%(name)s' is a folder. Please open it and import the Excel file inside."),
    "unreadable": N_(
        "'%(name)s' could not be read to its end; the disk or the stick may have a problem. "
        "Please copy it to the desktop and try again."
    ),
    "no_text": N_("Nothing usable was copied. Please select the cells in Excel or Word, copy them, come back and press Ctrl+V."),
}

MAY_CHANGE: Final = frozenset(  # the same file may be read at another try: closed elsewhere, copied whole, saved anew
    {
        *("empty", "half_copied", "damaged", "reading_failed", "reading_crashed", "reading_too_long"),
        *("password_needed", "password_wrong", "file_locked", "no_permission", "file_gone", "unreadable"),
    }
)
