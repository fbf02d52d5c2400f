"""Starts the program: without arguments the window, with arguments the command line."""

import gc
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; the exit status."""
    if arguments[:1] == ["read-workbook"]:  # our own child: it loads the reader and the cleaning, nothing else
        from importers import child

        return child.main()
    if arguments[:1] == ["check-file"]:  # our own child: looks over the shop file the window has just opened
        from db.core import soundness

        return soundness.main()
    if arguments[:1] == ["copy-file"]:  # our own child: copies an encrypted shop file as it lies
        from db.core import verbatim

        return verbatim.main()
    if arguments[:1] == ["look"]:  # our own child: shows a copy of the shop file beside the window that is open
        from ui.looking import child

        return child.main()
    if not arguments or (len(arguments) == 2 and arguments[0] == "--file"):
        gc.disable()  # until the window stands there: nothing that is loaded meanwhile is garbage
        from ui import app

        return app.main(*map(Path, arguments[1:]))
    from ui import commandline

    return commandline.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
