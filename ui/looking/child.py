"""The process that shows a copy: `main.py look`, told over stdin which one; it ends when stdin does."""

import os
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.core import file, session
from db.core.errors import UserError
from db.core.session import Person
from ui import looking
from ui.kit import clipboard, jobs
from ui.kit.first_paint import FirstPaint
from ui.looking import SHOWN, Asked


class _Leash(QObject):
    """Tells when the window that began this process is gone, or wants it gone."""

    let_go = Signal()

    def hold(self, stdin: Any) -> None:
        """Wait for the end of stdin beside the window."""

        def wait() -> None:
            stdin.read()
            self.let_go.emit()

        threading.Thread(target=wait, name="leash", daemon=True).start()


def open_to_look(asked: Asked) -> None:
    """Open the copy to read, after whoever was erased since went from it too."""
    file.open_shop(asked.shop, asked.key)
    try:
        _come_in(asked)
        from db.services import restoring
        from reports import quote_pdf

        restoring.erase_again(quote_pdf.make)
    finally:
        file.close()
    file.open_shop(asked.shop, asked.key, read_only=True)
    _come_in(asked)
    looking.begin(asked.said)


def _come_in(asked: Asked) -> None:
    """Only an owner who is in has this shown (services/looking.py)."""
    if session.is_guarded():
        session.come_in(Person(asked.person))


def main() -> int:
    """Show the copy until its window is closed, or the window that began this one goes."""
    stdin = os.fdopen(os.dup(0), "rb")  # a windowed program has no sys.stdin
    asked = Asked.loads(stdin.readline())
    os.environ["SHUKEBU_DATA"] = str(asked.shop.parent)  # whatever is written is written there
    from ui.app import Application

    program = Application(["look"])
    program.crashes.install()
    try:
        open_to_look(asked)
        leash = _Leash()
        leash.let_go.connect(program.qt.quit)
        window = program.show()
        leash.hold(stdin)
        FirstPaint(window).then(lambda: os.write(1, SHOWN))
        return program.qt.exec()
    except UserError as error:
        program.crashes.asks.error(error)
        return 1
    finally:
        jobs.shut_down()
        clipboard.let_go()
        file.close()
