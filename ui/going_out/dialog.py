"""The dialog 出門清單: how many people, on which paper, with amounts or without; the same people for the phone."""

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QRadioButton, QVBoxLayout, QWidget

from db.core import clock
from db.core.progress import Progress
from db.services import going_out, opt_outs, settings
from db.services.going_out import Visit
from db.services.lists import Selection
from resources.i18n import _, ngettext
from ui import doors
from ui.going_out.people_list import PeopleList
from ui.kit import jobs, theme
from ui.kit.card import column, row
from ui.kit.dialogs import button_row
from ui.kit.keys import once
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Shell

_LINES = (1, 2, 4)  # to write on


def open(shell: Shell, selection: Selection, ticked: Collection[int] | None = None) -> None:  # noqa: A001 - the verb people say
    """Ask how, and print whom to visit, or save them for the phone; with `ticked` they can be chosen, at first these."""
    GoingOutDialog(shell, selection, shell if isinstance(shell, QWidget) else None, ticked).open()


class GoingOutDialog(QDialog):
    """The people are read on the worker; the dialog says how many have no address."""

    def __init__(
        self, shell: Shell, selection: Selection, parent: QWidget | None = None, ticked: Collection[int] | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("List for the road"))
        self.setMinimumWidth(theme.px() * 30)
        self._shell, self._who = shell, selection
        self._read: Sequence[Visit] = ()
        self._found: Sequence[Visit] = ()  # those ticked
        self._visits: Sequence[Visit] = ()  # without those who are left out
        self.count = plain_label(_("Counting…"), "title")
        self.lacking = plain_label("", "amber", wrap=True)
        self.lacking.hide()
        self.refused = plain_label("", "amber", wrap=True)
        self.with_refusing = QCheckBox(_("It is for myself only: put them in, too"))
        self.refused.hide()
        self.with_refusing.hide()
        self.with_refusing.toggled.connect(lambda _on: self._tell())
        self.who = PeopleList(ticked or ())
        self.who.setVisible(ticked is not None)
        self.who.itemChanged.connect(lambda _item: self._tell())
        said = _("By district, with phone, address, the last talk and lines to write on.")
        body = self._body = column(self, margin=20, spacing=10)
        body.addWidget(self.count)
        body.addWidget(plain_label(said, "muted", wrap=True))
        body.addWidget(self.who)
        for part in (self.lacking, self.refused, self.with_refusing):
            body.addWidget(part)
        self.paper = _choice(body, _("Paper"), ["A4", _("A5 (fits a pocket)")], 0)
        self.writing = _choice(body, _("Lines to write on"), [str(one) for one in _LINES], 1)
        self.amounts = QCheckBox(_("Print what they owe, too"))
        body.addWidget(self.amounts)
        self.phone_book = button(_("Take them along in the phone (vCard)…"), self.save_cards, icon="phone", kind="link")
        body.addWidget(self.phone_book)
        foot = button_row(self, _("Print"))
        self.go = foot.buttons()[0]
        self.go.setEnabled(False)
        self.phone_book.setEnabled(False)
        body.addWidget(foot)
        once("Ctrl+Return", self, self.accept)
        self._fit()
        self._is_open = True
        jobs.start(lambda _progress: going_out.visits(selection), self._show, quiet=True)

    def _show(self, visits: Sequence[Visit]) -> None:
        if not self._is_open:
            return
        self._read = visits
        if not self.who.isHidden():
            self.who.offer(visits)
        self._tell()
        (self.go if self.go.isEnabled() else self.who).setFocus()

    def _tell(self) -> None:
        """How many go on the list, and who does not."""
        wanted = {one.customer for one in self._read} if self.who.isHidden() else self.who.ticked()
        self._found = [one for one in self._read if one.customer in wanted]
        self._visits = [one for one in self._found if self.with_refusing.isChecked() or not one.refuses_all]
        count, without = len(self._visits), sum(not one.address for one in self._visits)
        set_text(self.refused, opt_outs.left_out(len(self._found) - count))
        self.refused.setVisible(len(self._found) > count)
        self.with_refusing.setVisible(any(one.refuses_all for one in self._found))
        set_text(self.count, ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}"))
        words = ngettext(
            "{count} has no address and stands at the end.", "{count} have no address and stand at the end.", without
        )
        set_text(self.lacking, words.format(count=f"{without:,}"))
        self.lacking.setVisible(bool(without))
        self.go.setEnabled(bool(self._visits))
        self.phone_book.setEnabled(bool(self._visits))
        self._fit()

    def _fit(self) -> None:
        """As high as its words at this width: Qt asks before they are wrapped."""
        width = max(self.minimumWidth(), self._body.totalSizeHint().width())
        self.setMinimumHeight(self._body.totalHeightForWidth(width))
        self.resize(width, self.minimumHeight())

    def accept(self) -> None:
        """Make the pages on the worker, and print them."""
        if not self._visits:
            return
        visits, left_out, amounts = self._visits, len(self._found) - len(self._visits), self.amounts.isChecked()
        paper, writing = ("A4", "A5")[self.paper.checkedId()], _LINES[self.writing.checkedId()]

        def work(progress: Progress) -> bytes:
            from reports import going_out as sheet

            shop = settings.text("shop_name")
            return sheet.make(
                visits, paper=paper, with_amounts=amounts, writing=writing, shop=shop, left_out=left_out, progress=progress
            ).pdf

        super().accept()
        self._shell.print_out(work, self.windowTitle(), "going_out")

    def save_cards(self) -> None:
        """The same people as an address book for the owner's own phone."""
        from reports import exports
        from reports.exports import OWN, Wish

        name = f"{_('List for the road')} {clock.today():%Y-%m-%d}.vcf"
        path = doors.save_file(self._shell, _("Save for the phone"), "vCard (*.vcf)", Path.home() / name)
        if path is None:
            return
        wish = Wish(Selection(tuple(one.customer for one in self._visits)), "vcf", purpose=OWN, with_note=False)
        shell = self._shell

        def told(rows: int) -> None:
            said = ngettext("{count} customer is in “{name}”.", "{count} customers are in “{name}”.", rows)
            shell.toast(said.format(count=f"{rows:,}", name=path.name))

        jobs.start(lambda progress: exports.write(path, wish, progress).rows, told, title=_("Exporting…"))

    def done(self, result: int) -> None:
        """Closed: people still being read are nobody's."""
        self._is_open = False
        super().done(result)
        self.deleteLater()


def _choice(body: QVBoxLayout, title: str, options: Sequence[str], chosen: int) -> QButtonGroup:
    """A line of round buttons behind a word."""
    line = row(spacing=12)
    line.addWidget(plain_label(title, "muted"))
    group = QButtonGroup(body.parentWidget())
    for at, words in enumerate(options):
        made = QRadioButton(words)
        made.setAccessibleName(f"{title}: {words}")
        made.setChecked(at == chosen)
        group.addButton(made, at)
        line.addWidget(made)
    line.addStretch(1)
    body.addLayout(line)
    return group
