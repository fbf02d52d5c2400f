"""What a paper is handed on as: a PDF, pictures for LINE, a file to be pasted, a draft of a mail, an Excel file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from db.core.journal import require
from db.core.progress import Progress, silent
from db.services import errands, facts
from reports.paper_layouts import LAYOUTS
from resources.i18n import N_, _, ngettext
from ui import ready_text
from ui.attachments import copies
from ui.attachments.pictures import written
from ui.kit import clipboard, jobs
from ui.kit.file_names import cleaned
from ui.kit.page import Shell
from ui.papers import memory
from ui.papers.pages import Opened
from ui.papers.paper import SHEETS, Paper

WIDTH: Final = 1_654  # pixels of a page as a picture: A4 at 200 dots an inch
LEAST_WIDTH: Final = 1_240
_PICTURE, _ATTACHED = "如圖", "如附件"  # the shop's own words: what goes with a picture in LINE is attached to a mail
_USUAL: Final = -1  # of a PNG: packed as Qt does it, soon
_DRAWING: Final = N_("Making pictures")


class Handing:
    """Hands on one paper as it is drawn; `say(words)` tells what was done."""

    def __init__(self, shell: Shell, paper: Paper, pdf: bytes, say: Callable[[str], object]) -> None:
        self._shell, self.paper, self._pdf, self._say = shell, paper, pdf, jobs.living(say)
        self.stem = cleaned(paper.name, paper.kind)

    def save(self) -> Path | None:
        """存成 PDF, where the owner says."""
        from reports import paper_file

        keep = self.paper.keep or partial(paper_file.write, pdf=self._pdf)

        def kept(path: Path) -> None:
            errands.give(path, self.paper.errand)
            keep(path)

        path = save_pdf(self._shell, self.stem, self._pdf, kept)
        if path is not None:
            self._say(_("Saved: “{name}”").format(name=path.name))
        return path

    def _handed(self, do: Callable[[bytes], None]) -> None:
        """`do` with the paper for a customer's screen: no printed form brings the shop's name there."""
        require("papers.export")
        layout = LAYOUTS.get(Opened(self._pdf).sheet)
        if layout is None or layout.has_letterhead:
            do(self._pdf)
            return
        paper, wish = self.paper, replace(memory.wish(self.paper.kind), sheet=SHEETS[0])
        title = _("Preparing the pages…")
        jobs.start(lambda _progress: paper.make(wish).pdf, do, title=title)

    def copy_picture(self) -> None:
        """複製成圖片: one page into the clipboard, several into a folder."""
        self._handed(self._copy_picture)

    def _copy_picture(self, pdf: bytes) -> None:
        if Opened(pdf).pages > 1:
            self._keep_pictures(pdf)
            return

        def put(images: Sequence[QImage]) -> None:
            clipboard.put_picture(images[0])
            self._note("picture")
            self._tell(_("The picture is copied: paste it in LINE with Ctrl+V."))

        jobs.start(lambda progress: pictures(pdf, progress), put, title=_(_DRAWING))

    def _note(self, how: str) -> None:
        """The line of history that the paper left so."""
        whose = {} if self.paper.customer is None else {"customer": self.paper.customer}
        note = partial(facts.note, "papers.export", name=self.paper.name, how=how, **errands.said(self.paper.errand), **whose)
        jobs.start(lambda _progress: note(), lambda _unit: None, quiet=True)

    def _tell(self, words: str) -> None:
        """What was handed on, and that it is no more than a draft."""
        self._say(" ".join((_("This is a draft."), words)) if self.paper.is_draft else words)

    def _keep_pictures(self, pdf: bytes) -> None:
        folder = self._shell.asks.choose_folder(_("Where shall the pictures go, one a page?"))
        if folder is None:
            return
        stem = self.stem

        def work(progress: Progress) -> int:
            return len(write_pictures(pdf, folder, stem, progress))

        def told(count: int) -> None:
            self._note("picture")
            words = ngettext("{count} picture lies in “{folder}”.", "{count} pictures lie in “{folder}”.", count)
            self._tell(words.format(count=count, folder=folder.name))

        jobs.start(work, told, title=_(_DRAWING))

    def copy_file(self) -> None:
        """複製檔案: to be pasted in LINE, in a mail or in a folder."""

        def put(pdf: bytes) -> None:
            clipboard.put_file(copies.lay(f"{self.stem}.pdf", pdf))
            self._note("file")
            self._tell(_("The file is copied: paste it in LINE, in a mail or in a folder with Ctrl+V."))

        self._handed(put)

    def copy_text(self, text: str) -> None:
        """The ready words."""
        if ready_text.copy(self._shell, text):
            self._say(_("The words are copied."))

    def mail(self, text: str) -> None:
        """A draft with the paper attached, opened in the shop's own mail program; nothing is sent."""
        whole = ready_text.complete(self._shell, text)
        if whole is not None:
            self._handed(lambda pdf: self._mail(whole.replace(_PICTURE, _ATTACHED), pdf))

    def _mail(self, text: str, pdf: bytes) -> None:
        from reports import mail_draft

        draft = mail_draft.make(address(self.paper.customer), self.paper.name, text, [(f"{self.stem}.pdf", pdf)])
        problem = copies.opened(copies.lay(f"{self.stem}.eml", draft))
        self._note("mail")
        self._say(problem or _("The draft opens in your mail program; look at it and send it there."))

    def save_excel(self) -> None:
        """The same as an Excel file."""
        write = self.paper.excel
        if write is None:
            return
        path = self._shell.asks.save_file(_("Save as Excel"), "Excel (*.xlsx)", Path.home() / f"{self.stem}.xlsx")
        if path is not None:
            said = _("Saved: “{name}”").format(name=path.name)
            jobs.start(lambda _progress: write(path), lambda _rows: self._say(said), title=_("Saving…"))


def save_pdf(shell: Shell, stem: str, pdf: bytes, keep: Callable[[Path], object] | None = None) -> Path | None:
    """Ask where, and write the PDF there (`keep` does it in its own way); None: nowhere. UserErrors say why it can't be."""
    path = shell.asks.save_file(_("Save as PDF"), "PDF (*.pdf)", Path.home() / f"{stem}.pdf")
    if path is None:
        return None
    from reports import excel

    if keep:
        keep(path)
    else:
        excel.replace(path, lambda part: part.write_bytes(pdf))
    return path


def address(customer: int | None) -> str:
    """Where a customer gets mail; "" where that is not known."""
    if customer is None:
        return ""
    from db.services import customers

    known = customers.form(customer)
    points = [*known.points, *(point for one in known.contacts for point in one.points)]
    return next((one.text.strip() for one in points if one.kind == "email" and "@" in one.text), "")


def pictures(pdf: bytes, progress: Progress = silent) -> list[QImage]:
    """Every page on white, never less than LEAST_WIDTH pixels wide."""
    return list(_drawn(pdf, progress))


def _drawn(pdf: bytes, progress: Progress) -> Iterator[QImage]:
    opened = Opened(pdf)
    for page in range(opened.pages):
        progress(_(_DRAWING), page, opened.pages)
        yield opened.drawn(page, _width(opened, page))


def _width(opened: Opened, page: int) -> int:
    """A4 as wide as WIDTH, a smaller page in the same letters."""
    size = opened.size(page)
    return max(LEAST_WIDTH, round(size.width() / 595.28 * WIDTH))


def write_pictures(pdf: bytes, folder: Path, stem: str, progress: Progress = silent) -> list[Path]:
    """A PNG a page, `stem-1.png` and so on; where they lie. UserErrors say why not."""
    from reports import excel

    made = []
    for number, image in enumerate(_drawn(pdf, progress), 1):
        path = folder / f"{stem}-{number}.png"
        excel.replace(path, partial(_put, png(image)))
        made.append(path)
    return made


def _put(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def png(image: QImage) -> bytes:
    """A picture as PNG bytes."""
    return written(image, b"PNG", _USUAL)
