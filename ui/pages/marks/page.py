"""標籤與黑名單: the tags by group, and whom to be careful with."""

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar

from db.core.events import Announcement
from db.services import segments
from db.services.tags import COLOURS, TagRow
from resources.i18n import N_, _
from ui.field_words import COLOUR_WORDS
from ui.kit import counter, jobs, paper
from ui.kit.boxes import Field
from ui.kit.card import column, row
from ui.kit.cells import Cell
from ui.kit.form import FormDialog, FormRules, Notice, Values, offering_again
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Page, Shell
from ui.kit.table import Column
from ui.pages.marks.presenter import INTERVALS, MarksPresenter, says, wearing
from ui.pages.marks.tags_tab import TagsTab
from ui.pages.marks.watch_tab import WatchTab
from ui.watch_list.presenter import Deeds

_TAGS, _WATCH = range(2)
_PAPER: Final = (  # the tags on paper
    Column("group", N_("Group"), lambda tag: Cell(tag.group)),
    Column("name", N_("Tag"), lambda tag: Cell(tag.name)),
    Column("count", N_("Customers"), lambda tag: Cell(f"{tag.count:,}"), right=True),
    Column("says", N_("Keep in touch"), lambda tag: Cell(says(tag))),
)


class MarksPage(Page):
    """Two tabs."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = MarksPresenter(self, shell.asks, jobs.start)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for text in (_("Tags"), counter.quiet(_("Watch list"))):
            self.tabs.addTab(text)
        self.tags = TagsTab(self.presenter, self)
        self.watch = WatchTab(shell, self.presenter, Deeds(shell, jobs.start), self._count_watched)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tags)
        self._stack.addWidget(self.watch)
        self.tabs.currentChanged.connect(self._show_tab)
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addWidget(self._stack, 1)
        self.show_tags()
        self.show_watch_list()
        self.presenter.count()

    def _top(self) -> QHBoxLayout:
        top = row(spacing=16)
        top.setContentsMargins(18, 12, 18, 8)
        self.title = plain_label(counter.quiet(_("Tags, warnings")), "title")
        top.addWidget(self.title)
        top.addWidget(self.tabs, 1)
        self.add_button = button(_("New tag"), lambda: self.edit_tag(None), kind="primary")
        top.addWidget(self.add_button)
        return top

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.add_button.setVisible(at == _TAGS)
        if at == _WATCH:
            self.watch.view.setFocus()

    def _count_watched(self, count: int) -> None:
        name = counter.quiet(_("Watch list"))
        self.tabs.setTabText(_WATCH, f"{name} {count:,}" if count else name)

    # The page as the window knows it.

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with the watch list (`watch`)."""
        if "watch" in what:
            self.tabs.setCurrentIndex(_WATCH if what["watch"] else _TAGS)
        self.tabs.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language or size: the same tab."""
        return {"watch": self.tabs.currentIndex() == _WATCH}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved, or the counter mode began or ended."""
        set_text(self.title, counter.quiet(_("Tags, warnings")))
        self.presenter.refresh(announcement)

    def paper(self) -> jobs.Work | None:
        """The tags as a list; the watch list is never printed."""
        rows = [tag for _group, tags in self.presenter.groups() for tag in tags]
        if self.tabs.currentIndex() == _WATCH or not rows:
            return None
        return paper.listed(_("Tags"), _PAPER, lambda: rows)

    # The view of the presenter.

    def show_tags(self) -> None:
        """The tags changed."""
        self.tags.draw()

    def show_watch_list(self) -> None:
        """The watch list changed."""
        self.watch.draw()

    def told(self, text: str, unit: int | None) -> None:
        """A toast with the way back."""
        self.shell.toast_undo(text, unit)

    # What a tag is asked to do.

    def edit_tag(self, tag: TagRow | None, typed: Values | None = None) -> None:
        """The form of a tag."""
        interval = "" if tag is None or tag.contact_interval is None else str(tag.contact_interval)
        values: Values = {"name": "", "colour": "violet", "group": "", "interval": interval}
        if tag:
            values |= {"name": tag.name, "colour": tag.colour, "group": tag.group}
        rules = FormRules(
            lambda filled: self.presenter.save(tag, filled),
            dropped=offering_again(self.shell, lambda filled: str(filled["name"]), partial(self.edit_tag, tag)),
        )
        form = FormDialog(self, _("Edit tag") if tag else _("New tag"), self._fields(interval), values, rules)
        if typed:
            form.fill(typed)
        form.open()

    def _fields(self, interval: str) -> list[Field]:
        colours = tuple((key, _(COLOUR_WORDS[key])) for key in COLOURS)
        groups = tuple((group, group) for group in self.presenter.group_names())
        intervals = [(days, _(words)) for days, words in INTERVALS]
        if interval not in dict(intervals):
            intervals.append((interval, _("Every {count} days").format(count=interval)))
        return [
            Field("name", N_("What it is called")),
            Field("colour", N_("Colour"), "choice", choices=colours),
            Field("group", N_("Group"), choices=groups, free=True),
            Field("interval", N_("Keep in touch"), "choice", choices=intervals),
        ]

    def look(self, tag: TagRow) -> None:
        """The list of who wears it."""
        self.shell.go("customers", conditions=wearing(tag.id))

    def rule_tag(self, tag: TagRow) -> None:
        """The conditions whose meeting puts the tag on."""
        from ui.segments.dialog import SegmentDialog

        def take(conditions: str, _known: str) -> None:
            self.presenter.set_rule(tag, conditions)

        def build(rule: str) -> None:
            title, yes = _("Who wears “{name}” by itself").format(name=tag.name), _("Make this the rule")
            SegmentDialog(self.shell, self, rule, None, take, title=title, yes=yes, reopen=build).open()

        build(segments.text_of(tag.rule) if tag.rule else "")

    def merge_tag(self, tag: TagRow) -> None:
        """Ask which tag it is from now on."""
        others = [one for _group, rows in self.presenter.groups() for one in rows if one.id != tag.id]
        if not others:
            self.shell.toast(_("There is no other tag."))
            return
        choices = [(str(one.id), one.name) for one in others]
        words = _("Who wears “{name}” wears the other one from now on; lists that ask for it ask for the other one.")
        FormDialog(
            self,
            _("Merge “{name}” into which tag?").format(name=tag.name),
            [Field("kept", N_("Tag that stays"), "choice", choices=choices)],
            {"kept": choices[0][0]},
            FormRules(partial(self._merge, tag, others), notices=lambda _values: [Notice(words.format(name=tag.name))]),
            save=_("Merge"),
        ).open()

    def _merge(self, gone: TagRow, others: list[TagRow], values: Values) -> None:
        kept = next(one for one in others if str(one.id) == values["kept"])
        self.presenter.merge(kept, gone)
