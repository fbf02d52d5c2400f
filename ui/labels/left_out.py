"""Who gets no letter: how many for which reason, and on demand their names."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QWidget

from db.core.progress import Progress
from db.services import letters, telling
from db.services.letters import Letters
from resources.i18n import _, ngettext
from ui.kit import jobs, theme
from ui.kit.card import column, foot
from ui.kit.labels import button, plain_label, set_text

_MOST: Final = 2_000  # names a reason


class LeftOut(QWidget):
    """A sentence for each reason, and a button that shows who it is."""

    def __init__(self) -> None:
        super().__init__()
        body = column(self, spacing=4)
        self.said = plain_label("", "amber", wrap=True)
        self.who = button(_("Who are they?"), self._show, kind="link")
        body.addWidget(self.said)
        body.addWidget(self.who, 0, Qt.AlignmentFlag.AlignLeft)
        self._found = Letters()
        self.hide()

    def tell(self, found: Letters) -> None:
        """Say how many of these get none; nothing where everybody gets one."""
        self._found = found
        said = [*found.left_out(), *filter(None, [telling.words(found.to_be_told)])]
        set_text(self.said, "\n".join(said))
        self.who.setVisible(bool(found.left_out_count))
        self.setVisible(bool(said))

    def _show(self) -> None:
        LeftOutDialog(self._found, self).open()


class LeftOutDialog(QDialog):
    """Their names under each reason, read on the worker."""

    def __init__(self, found: Letters, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("They get no letter"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        body = column(self, margin=20, spacing=10)
        body.addWidget(self.list)
        body.addLayout(foot(button(_("Close"), self.accept, kind="primary")))
        self.resize(round(theme.px() * 28), round(theme.px() * 28))
        jobs.start(lambda progress: names(found, progress), self._fill, quiet=True, of=self)

    def _fill(self, lines: list[str]) -> None:
        self.list.addItems(lines)


def names(found: Letters, _progress: Progress) -> list[str]:
    """A reason, then a name a line."""
    from db.services.list_rows import brief

    lines = []
    for reason, ids in found.out.items():
        if ids:
            lines.append(letters.words(reason, len(ids)))
            lines += [f"　{' '.join(filter(None, (one.name, one.code)))}" for one in brief(ids[:_MOST])]
            if len(ids) > _MOST:
                more = len(ids) - _MOST
                lines.append("　" + ngettext("and {count} more", "and {count} more", more).format(count=f"{more:,}"))
    return lines
