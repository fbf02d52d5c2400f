"""The settings page: sections at the left, one of them in view; everything is saved at once and can be taken back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QWidget

from db.core import file, session
from db.core.events import Announcement
from db.services import settings as shop
from db.services.own_fields import OwnFieldRow
from resources import i18n
from resources.i18n import N_, _
from ui.kit import jobs, settings, theme
from ui.kit.card import Card, column, ground, row
from ui.kit.chips import chip
from ui.kit.clearing import clear
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.labels import button, hairline, plain_label
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.settings.paper_card import PaperCard
from ui.pages.settings.people_card import PeopleCard
from ui.pages.settings.presenter import SettingsPresenter
from ui.pages.settings.sections import FieldsCard, OptionsCard, field_form
from ui.pages.settings.security_card import SecurityCard

_OTHERS = (("fields", N_("Own fields")), ("trade", N_("Starter sets")), ("machine", N_("This computer")))


class SettingsPage(Page):
    """Draws one section at a time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = SettingsPresenter(self, jobs.start)
        self.section = "shop"
        self.cards: dict[str, QWidget] = {}
        self._draw: dict[str, Callable[[], QWidget]] = {
            **{key: partial(self._options, key, title) for key, title in shop.GROUPS},
            "show": self._screen,
            "paper": self._paper,
            "security": self._security,
            "fields": lambda: FieldsCard(self.presenter, self.edit_field),
            "trade": self._trades,
            "machine": self._machine,
        }
        whole = row(self, spacing=0)
        whole.addWidget(self._sections())
        self._area = ScrollColumn(margins=(18, 14, 18, 18), spacing=12, most=54)
        whole.addWidget(self._area, 1)
        self.show_section(self.section)

    def _sections(self) -> QWidget:
        side = ground("card")
        side.setMinimumWidth(round(theme.px() * 12))
        body = column(side, spacing=4)
        body.setContentsMargins(10, 16, 10, 10)
        self.buttons = {}
        group = QButtonGroup(side)
        for key, title in (*shop.GROUPS, *_OTHERS):
            made = button(_(title), partial(self.show_section, key), kind="section")
            made.setCheckable(True)
            made.setMinimumWidth(QFontMetrics(theme.font(bold=True)).horizontalAdvance(_(title)) + 40)
            group.addButton(made)
            body.addWidget(made)
            self.buttons[key] = made
        body.addStretch(1)
        return side

    def show_section(self, key: str) -> None:
        """Show the section of this key, drawn afresh."""
        self.section = key
        self.buttons[key].setChecked(True)
        body = self._area.body
        clear(body)
        made = self._draw[key]()
        self.cards[key] = made
        body.addWidget(made)
        body.addStretch(1)

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with a section."""
        self.show_section(what.get("section", self.section))
        self.buttons[self.section].setFocus()

    def again(self) -> dict[str, Any]:
        """In another language or size: the same section."""
        return {"section": self.section}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved; boxes being typed in are left alone."""
        card = self._card()
        if announcement is None or self.section == "fields":
            self.show_section(self.section)
        elif isinstance(card, OptionsCard | PaperCard):
            card.follow(self.presenter.options(self.section), is_undo=announcement.action == "history.undo")

    # The sections.

    def _options(self, key: str, title: str) -> QWidget:
        card = OptionsCard(_(title), self.presenter.options(key), self.presenter.save)
        if key == "privacy":
            card.body.addWidget(button(_("Personal data helper…"), lambda: self.shell.go("privacy"), icon="shield-check"))
        if key == "lists":
            card.body.addWidget(button(_("Hand over to somebody else…"), lambda: self.shell.do("hand_over"), icon="users"))
        return card

    def _paper(self) -> QWidget:
        return PaperCard(self.shell, self.presenter.options("paper"), self.presenter.save)

    def _security(self) -> QWidget:
        holder = QWidget()
        body = column(holder, spacing=12)
        body.addWidget(SecurityCard(self.shell, lambda: self.show_section("security")))
        if session.is_guarded() and session.person().role == "owner":
            body.addWidget(PeopleCard(self.shell))
        options = OptionsCard(_("Security"), self.presenter.options("security"), self.presenter.save)
        options.setVisible(session.is_guarded())
        body.addWidget(options)
        return holder

    def _trades(self) -> QWidget:
        card = Card(spacing=8)
        card.body.addWidget(plain_label(_("Starter sets"), "head"))
        words = _("One click lays out tags, fields and units of your trade. What you have stays; it can be taken back.")
        card.body.addWidget(plain_label(words, "muted", wrap=True))
        for trade in self.presenter.trades():
            card.body.addWidget(hairline())
            line = row(spacing=12)
            text = column(spacing=2)
            text.addWidget(plain_label(trade.title, "head"))
            inside = "、".join((*trade.tags, *trade.own_fields))
            text.addWidget(plain_label(inside, "small", wrap=True))
            line.addLayout(text, 1)
            line.addWidget(button(_("Lay out"), partial(self._take, trade.key), kind="small"))
            card.body.addLayout(line)
        return card

    def _take(self, key: str) -> None:
        self.presenter.take_starter(key, with_products=False)

    def _machine(self) -> QWidget:
        card = Card(spacing=10)
        card.body.addWidget(plain_label(_("This computer"), "head"))
        self._choices(card, _("Language"), i18n.NAMES, i18n.language(), "language")
        card.body.addWidget(hairline())
        where = _("Your data lies here: {folder}").format(folder=file.data_folder())
        card.body.addWidget(plain_label(where, "muted", wrap=True, selectable=True))
        card.body.addWidget(hairline())
        card.body.addWidget(plain_label(_("A new computer? Everything goes over in one file on a stick."), "muted", wrap=True))
        moving = row(spacing=8)
        moving.addWidget(button(_("Move to another computer…"), lambda: self.shell.do("move"), icon="upload"))
        moving.addWidget(button(_("Move here from another computer…"), lambda: self.shell.do("move_in"), icon="download"))
        moving.addStretch(1)
        card.body.addLayout(moving)
        return card

    def _screen(self) -> QWidget:
        """How things are shown: letters, rows and colours of this computer, then what the shop decided."""
        both = QWidget()
        body = column(both, spacing=12)
        card = Card(spacing=10)
        card.body.addWidget(plain_label(_("On this screen"), "head"))
        self._choices(
            card, _("Letter size"), {key: _(title) for key, (_px, title) in theme.SIZES.items()}, theme.state.size, "size"
        )
        rows = {key: _(title) for key, title in theme.ROWS.items()}
        self._choices(card, _("Rows of the list"), rows, settings.get("rows", "one"), "rows")
        schemes = {key: _(title) for key, title in theme.SCHEMES.items()}
        self._choices(card, _("Light or dark"), schemes, settings.get("scheme", "system"), "scheme")
        body.addWidget(card)
        self.shown = OptionsCard(_(dict(shop.GROUPS)["show"]), self.presenter.options("show"), self.presenter.save)
        body.addWidget(self.shown)
        return both

    def _choices(self, card: Card, title: str, choices: dict[str, str], chosen: str, key: str) -> None:
        line = row(spacing=8)
        label = plain_label(title, "muted")
        label.setMinimumWidth(round(theme.px() * 8))
        line.addWidget(label)
        group = QButtonGroup(card)
        for value, words in choices.items():
            made = chip(words, partial(self.dress, key, value), on=value == chosen)
            group.addButton(made)
            line.addWidget(made)
        line.addStretch(1)
        card.body.addLayout(line)

    def dress(self, key: str, value: str) -> None:
        """Another language, letter size or scheme; remembered on this computer."""
        settings.put(key, value)
        self.shell.redress()

    # Forms.

    def edit_field(self, field: OwnFieldRow | None, typed: Values | None = None) -> None:
        """The form of an own field."""
        values = {"title": "", "kind": "text", "options": "", "is_opening": ""}
        if field:
            opening = "1" if field.is_opening else ""
            values = {"title": field.title, "kind": field.kind, "options": "\n".join(field.options), "is_opening": opening}
        title = _("Edit field") if field else _("Add field")
        rules = FormRules(
            lambda typed: self.presenter.save_field(field, typed),
            dropped=offering_again(self.shell, lambda typed: str(typed["title"]), lambda typed: self.edit_field(field, typed)),
        )
        self._ask(FormDialog(self, title, field_form(), values, rules), typed)

    def _ask(self, form: FormDialog, typed: Values | None) -> None:
        if typed:
            form.fill(typed)
        form.exec()

    # The view of the presenter.

    def refused(self, key: str, sentence: str) -> None:
        """Why this can't be saved, beside its box."""
        card = self._card()
        if isinstance(card, OptionsCard | PaperCard):
            card.say(key, sentence)

    def _card(self) -> QWidget | None:
        """What holds the options in view."""
        return self.shown if self.section == "show" else self.cards.get(self.section)

    def saved(self, text: str, unit: int | None) -> None:
        """A toast with the way back."""
        self.shell.toast_undo(text, unit)

    def redraw(self) -> None:
        """The lists changed."""
        self.show_section(self.section)
