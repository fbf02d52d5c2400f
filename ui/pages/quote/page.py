"""The page on which a quote is written: made for the keyboard, kept by itself, with its sums always in view."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QPushButton

from db.services import products
from db.services.quote_form import QuoteForm
from resources.i18n import _
from ui.kit.card import column
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.menus import open_below
from ui.kit.page import Page, Shell
from ui.pages.quote import opening, words
from ui.pages.quote.editor import Editor
from ui.pages.quote.foot import Foot
from ui.pages.quote.heading import Heading
from ui.pages.quote.keeping import Keeping
from ui.pages.quote.parts import Parts
from ui.pages.quote.presenter import QuotePresenter
from ui.pages.quote.sheet import Sheet, drawn
from ui.pages.quote.starting import Starting
from ui.pages.quote.verbs import Verbs
from ui.quoting import deeds

if TYPE_CHECKING:
    from db.core.events import Announcement

KEY: Final = "quote"
_TABLES: Final = frozenset({"quote", "quote_line", "issued_quote"})
_SIDE: Final = 18


class QuotePage(Page):
    """The editor of a draft, or what was issued as it left the house."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = QuotePresenter()
        self._back = ""
        self._is_begun = False  # whether a quote stands here
        self.editor = Editor(shell, self.presenter)
        self.keeping = Keeping(shell, self.presenter, self.editor, lambda slot: shell.go(KEY, left=slot))
        self.sheet = Sheet(self._form_to_draw, lambda: (self.presenter.number, self.presenter.version))
        self.parts = Parts(self.presenter, self.editor, self.sheet)
        self.heading = Heading(self.presenter)
        self.foot = Foot()
        self.verbs = Verbs(self)
        self.starting = Starting(shell, self.presenter, self.editor.lines, self.editor.take)
        self._lay_out()
        self._listen()

    def _listen(self) -> None:
        heading = self.heading
        heading.hope_wanted.connect(lambda: open_below(heading.hope, self.verbs.fill_hopes))
        heading.versions_wanted.connect(lambda: deeds.versions(self.shell, self.presenter.id or 0))
        heading.last_wanted.connect(self.starting.as_last_time)
        heading.others_wanted.connect(lambda: open_below(heading.others, self.starting.fill_menu))
        heading.paper_wanted.connect(self.switch_paper)
        heading.more_wanted.connect(lambda: open_below(heading.more, self.verbs.fill))
        self.parts.arranged.connect(lambda is_paper: heading.name_paper(is_shown=is_paper))
        self.editor.changed.connect(self._changed)
        self.editor.finished.connect(self._go_on)
        self.keeping.kept.connect(self.kept)
        self.keeping.another.connect(self.show_quote)
        once("F6", self, self.switch_paper)
        once("Ctrl+Return", self, self.issue)

    def _lay_out(self) -> None:
        whole = column(self, spacing=0)
        middle = column(spacing=8)
        middle.setContentsMargins(_SIDE, 8, _SIDE, 8)
        middle.addWidget(self.heading)
        middle.addWidget(self.parts, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.foot)

    @property
    def issue_button(self) -> QPushButton:
        """The button that goes on."""
        return self.foot.last

    def _go_on(self) -> None:
        self.issue_button.setFocus()

    # which quote

    def open(self, **what: Any) -> None:
        """`quote`: this one; `customer`: a new one for them; `left`: what was left open there; `typed`: a form; without words
        the one that stands here.
        """
        back = str(what.pop("back", ""))
        self._back = back if back not in ("", KEY) else self._back
        if self._is_begun and (not what or what.get("left") == self.presenter.slot):
            self.editor.focus()
            return
        self._put_away()
        is_new, is_back = opening.begin(self.presenter, self.shell.asks, **what)
        if is_back:
            self.shell.toast(_("What was typed and not saved the last time is here again."))
        self.show_quote()
        if is_new:
            self._ask_first()

    def _ask_first(self) -> None:
        """The first quote of a shop: what stands at its head is asked once."""
        from ui.quoting import first_quote

        first_quote.offer(self.shell, self, self._asked)

    def _asked(self) -> None:
        if not self.presenter.has_anything(self.editor.lines()):
            self.presenter.begin(self.presenter.customer)
        self.show_quote()

    def show_quote(self) -> None:
        """Everything as the presenter has it."""
        self._is_begun = True
        self.editor.begin(self.presenter.form.lines)
        self._show_state()
        self.parts.begin()
        if self.presenter.is_open:
            self.editor.focus()
        else:
            self.issue_button.setFocus()

    def _show_state(self) -> None:
        """Number, state, buttons, sums."""
        presenter, is_open = self.presenter, self.presenter.is_open
        self.heading.show_quote()
        saved = presenter.saved
        self.foot.offer(self.verbs.of_draft() if is_open or saved is None else self.verbs.of_issued(saved.row))
        self.say(words.follow_up() if is_open else "")
        self._show_totals()

    def _show_totals(self) -> None:
        saved = self.presenter.saved
        totals = self.editor.grid.totals() if saved is None or self.presenter.is_open else saved.totals
        self.foot.show_totals(totals, self.presenter.form.tax_mode)

    def _changed(self) -> None:
        """After every key."""
        self._show_totals()
        self.sheet.follow()

    # the paper

    def switch_paper(self) -> None:
        """F6: the paper in the place of the editor, and back."""
        self.parts.switch()

    def _form_to_draw(self) -> QuoteForm | None:
        return self.presenter.whole(self.editor.lines()) if self.presenter.customer else None

    # what is done with it

    def save(self) -> bool:
        """Save the draft; whether it is."""
        is_saved = self.keeping.save()
        if is_saved:
            self._show_state()
        return is_saved

    def issue(self) -> None:
        """定稿並列印, after the page was looked at full size."""
        from ui.pages.quote import issuing

        if self.presenter.is_open and self.keeping.is_complete() and self.save():
            issuing.look_and_issue(self.shell, self.presenter.id or 0)

    def copy_picture(self) -> None:
        """複製成圖片 of the draft as it stands."""
        from ui.pages.quote import issuing

        if self.save():
            issuing.copy_picture(self.shell, self.presenter, self)

    def retitle(self, title: str) -> None:
        """報價單 or 估價單."""
        self.presenter.put(title=title)
        self._show_state()
        self.editor.changed.emit()

    def discard(self) -> None:
        """Throw the draft away, with the way back."""
        self.editor.settle()
        typed = self.presenter.whole(self.editor.lines())
        self._is_begun = False
        self.keeping.forget()
        if self.presenter.id is not None:
            deeds.discard(self.shell, self.presenter.id)
        else:
            self.shell.toast(_("The draft is thrown away"), _("Put it back"), lambda: self.shell.go(KEY, typed=typed))
        self.go_back()

    def go_back(self) -> None:
        """Where one came from."""
        self.shell.go(self._back or "quotes")

    # the page, as the window knows it

    def _put_away(self) -> None:
        if self._is_begun:
            self.keeping.put_away()

    def leave(self) -> bool:
        """What is typed is saved, or kept."""
        self._put_away()
        return True

    def again(self) -> dict[str, Any]:
        """The same quote, as it is typed."""
        if not self._is_begun:
            return {}
        lines = self.editor.grid.presenter.so_far()
        if self.presenter.is_open and self.presenter.is_worth_keeping(lines):
            self.keeping.keep()
            return {"left": self.presenter.slot}
        return {"quote": self.presenter.id} if self.presenter.id else {"typed": self.presenter.whole(lines)}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved: here, elsewhere, or everything may be seen otherwise now."""
        if not self._is_begun:
            return
        if self.presenter.is_gone():
            self._lose()
            return
        concerns = announcement is None or bool(announcement.tables & _TABLES)
        unsaved = self.presenter.is_open and self.presenter.is_changed(self.editor.lines())
        if concerns and not unsaved and self.presenter.read_again():
            self.show_quote()
        else:
            self.editor.show_form()
            self.heading.show_quote()
            self._show_totals()

    def _lose(self) -> None:
        """The quote is there no more: what was typed and not saved stays, as one that was never saved."""
        if self.presenter.is_open and self.presenter.is_changed(self.editor.grid.presenter.so_far()):
            self.presenter.come_loose()
            self.keeping.keep()
            self._show_state()
            self.shell.toast(_("This quote was thrown away. What you typed stays here as a new one."))
        else:
            self._is_begun = False
            self.presenter.begin()
            self.editor.begin([])

    def undo(self) -> bool:
        """Ctrl+Z: what was typed here first."""
        return self._is_begun and self.presenter.is_open and self.editor.undo()

    def scanned(self, code: str) -> Callable[[], object] | None:
        """A product goes onto the quote."""
        is_ours = self._is_begun and self.presenter.is_open and products.by_code(code) is not None
        return (lambda: self.editor.take_code(code)) if is_ours else None

    def in_view(self) -> list[int]:
        """Whose quote it is."""
        return [self.presenter.customer] if self._is_begun and self.presenter.customer else []

    def look_at_paper(self) -> bool:
        """Ctrl+P: what was issued is looked at as where it is printed and sent."""
        is_ours = self._is_begun and not self.presenter.is_open
        if is_ours:
            deeds.look(self.shell, self.presenter.id or 0)
        return is_ours

    def paper(self) -> Work | None:
        """Ctrl+P: the draft as it stands."""
        form, number, version_no = self._form_to_draw(), self.presenter.number, self.presenter.version
        return None if form is None else lambda _progress: drawn(form, number, version_no).pdf

    def commands(self) -> dict[str, Callable[[], object]]:
        """For the palette."""
        if not self.presenter.is_open:
            return {}
        return {
            _("As last time"): self.starting.as_last_time,
            _("The paper"): self.switch_paper,
            _("Issue and print"): self.issue,
            _("Keep as a template"): self.starting.keep,
        }
