"""The page of the first start: the shop's name, the size of the letters, where the data lies, three ways to begin."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.core import file
from db.core.errors import UserError
from db.services.backups import Backup
from resources.i18n import _
from ui import shop_files
from ui.kit import jobs, settings, theme
from ui.kit.card import Card, column, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.welcome.parts import SizeTile, WayTile
from ui.pages.welcome.presenter import WelcomePresenter


class WelcomePage(Page):
    """Two questions and three tiles, in the middle of the window."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = WelcomePresenter(self, jobs.start, shop_files.shop_path(), shop_files.demo_path())
        area = ScrollColumn()
        column(self).addWidget(area)
        side = row()
        area.body.addLayout(side)
        self._middle = QWidget()
        self._middle.setMaximumWidth(round(theme.px() * 62))
        side.addStretch(1)
        side.addWidget(self._middle, 20)
        side.addStretch(1)
        self._fill()

    def _fill(self) -> None:
        body = column(self._middle, spacing=10)
        body.setContentsMargins(24, 18, 24, 18)
        body.addStretch(1)
        body.addWidget(plain_label(_("Welcome to the customer book"), "title"))
        safe = _("The data stays on this computer only: no internet, no account, no monthly fee.")
        body.addWidget(plain_label(safe, "muted", wrap=True))
        body.addSpacing(6)
        if kept := self.presenter.kept_from_before():
            body.addWidget(self._offer(kept))
        body.addWidget(plain_label(_("What is your shop called?"), "head"))
        self.name = LineEdit()
        self.name.takes_tables = False
        self.name.setAccessibleName(_("What is your shop called?"))
        self.name.setPlaceholderText(_("For example: Shun Fa plumbing and electric"))
        self.name.setMaximumWidth(round(theme.px() * 30))
        body.addWidget(self.name)
        body.addWidget(plain_label(_("How large should the letters be?"), "head"))
        body.addLayout(self._sizes())
        body.addSpacing(6)
        self.dropped = plain_label("", "green", wrap=True)
        self.dropped.hide()
        body.addWidget(self.dropped)
        body.addWidget(plain_label(_("How do you want to begin?"), "head"))
        body.addLayout(self._ways())
        elsewhere = button(_("Move here from another computer…"), lambda: self.shell.do("move_in"), icon="usb")
        body.addWidget(elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(self._where())
        body.addStretch(2)

    def _offer(self, kept: Backup) -> Card:
        """Somebody kept a shop here: its copies are offered before a new one is begun."""
        from ui.restoration import words

        card = Card(margin=14, spacing=8)
        line = row(spacing=12)
        sentence = _("Backups of your shop lie on this computer, the newest of {when}. Do you want it back?")
        line.addWidget(plain_label(sentence.format(when=words.moment(kept)), "head", wrap=True), 1)
        line.addWidget(button(_("Fetch back from a backup…"), lambda: self.shell.do("restore"), icon="rotate-ccw"))
        card.body.addLayout(line)
        return card

    def _sizes(self) -> QHBoxLayout:
        line = row(spacing=12)
        sample = _("Ms Chen 0912-345-678")
        self.sizes = {key: SizeTile(key, _(title), px, sample) for key, (px, title) in theme.SIZES.items()}
        chosen = settings.get("size", "large")
        for key, tile in self.sizes.items():
            tile.setChecked(key == chosen)
            tile.clicked.connect(lambda _on, key=key: self.choose_size(key))
            line.addWidget(tile)
        return line

    def _ways(self) -> QHBoxLayout:
        line = row(spacing=12)
        made_up = _("2,000 made-up customers to try everything on, in a file of its own.")
        empty = _("An empty book; you write down one customer after the other.")
        self.ways = {
            "importing": WayTile(
                "file-spreadsheet",
                _("Import my Excel"),
                _("Old lists of any kind: it tidies them and shows everything before it is kept."),
                primary=True,
            ),
            "demo": WayTile("store", _("Look at the demo shop"), made_up),
            "customers": WayTile("user-plus", _("Begin with nothing"), empty),
        }
        for key, tile in self.ways.items():
            tile.clicked.connect(lambda _on=False, key=key: self.begin(key))
            line.addWidget(tile, 1)
        return line

    def _where(self) -> QHBoxLayout:
        line = row(spacing=8)
        where = _("Your data lies here: {folder}").format(folder=file.data_folder())
        line.addWidget(plain_label(where, "small", wrap=True, selectable=True), 1)
        line.addWidget(button(_("Open the folder"), self.show_folder, kind="link"), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def open(self, **what: Any) -> None:
        """Files dropped on the window (`paths`) or cells pasted (`text`) wait until there is a shop; `way` is taken at once."""
        paths, text = [Path(path) for path in what.get("paths", ())], what.get("text", "")
        names = "、".join(path.name for path in paths) or (_("The copied cells") if text else "")
        words = _("Write down your shop's name and press “Import my Excel”: {names} comes in then.")
        set_text(self.dropped, words.format(names=names))
        self.dropped.setVisible(bool(names))
        self.name.setFocus()
        self.presenter.brought(paths, text, self.name.text())
        if way := what.get("way"):
            self.begin(way)

    def show_folder(self) -> None:
        """Show in the file manager where the data will lie."""
        folder = file.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def choose_size(self, key: str) -> None:
        """The size the owner can read; the whole window follows at once."""
        settings.put("size", key)
        self.shell.redress()

    def begin(self, way: str) -> None:
        """One of the three tiles."""
        if way == "demo":
            self.presenter.look_around()
        else:
            self.presenter.begin(self.name.text(), way)

    def bring(self) -> None:
        """Ctrl+O is the first tile."""
        self.begin("importing")

    # The view of the presenter.

    def use(self, path: Path, page: str, **what: Any) -> None:
        """Open this shop file and show this page of it."""
        self.shell.switch_to(path, page, **what)

    def wait(self, waiting: bool) -> None:
        """The tiles can't be clicked while the demo shop is made."""
        for tile in self.ways.values():
            tile.setEnabled(not waiting)

    def complain(self, error: UserError) -> None:
        """Say why it did not work."""
        self.shell.asks.error(error)
