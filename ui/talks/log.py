"""記一筆: a talk written down in five seconds, from any page; a half-typed one survives a power cut."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from db.services import phrases
from resources.i18n import N_, _
from ui import ready_text
from ui.customer_box import CustomerBox
from ui.kit import counter, theme
from ui.kit.boxes import Field
from ui.kit.counter import hidden
from ui.kit.form import FormDialog, FormRules, Notice, Values, offering_again
from ui.kit.labels import action, button
from ui.kit.page import Shell
from ui.kit.stops import in_order
from ui.talks.boxes import SETTLED_KEY, ChipsBox, SaidBox, SettledBox, TextOfTalk, channel_field, outcome_field
from ui.talks.day_box import DAY_KEYS, DayBox
from ui.talks.left import TALK, Slot
from ui.talks.opening import opening
from ui.talks.presenter import PHONE, LogPresenter, cautions, last_said, people, settles

_SPARE: Final = 2.4  # letters high: a day promised in the text is one more line of chips
_BEGINNING: Final = 16  # letters of a ready text in the menu
_CHIPS: Final = 8  # names that find room beside each other
_BY_PHONE: Final = (("in", N_("They called")), ("out", N_("We called")))
_OTHERWISE: Final = (("in", N_("They came to us")), ("out", N_("We went to them")))


def log(
    shell: Shell,
    parent: QWidget,
    customers: Sequence[int] = (),
    talk: int | None = None,
    typed: Values | None = None,
    slot: str = "",
    tasks: Sequence[int] = (),
) -> None:
    """Open the dialog for these customers, or for a talk to correct, which shows it.

    `typed` is what was typed before, `slot` where it was kept; `tasks`: the reminders the talk is about.
    """
    opening(shell, customers, talk, lambda: _open(LogDialog(shell, parent, customers, talk, Slot(TALK, slot), tasks), typed))


def _open(dialog: "LogDialog", typed: Values | None) -> None:
    if typed:
        dialog.fill(typed)
        dialog.follow_customers()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.begin()


class LogDialog(FormDialog):
    """The form of one talk; what the chosen customers and the text call for is offered while it is typed."""

    def __init__(
        self, shell: Shell, parent: QWidget, customers: Sequence[int], talk: int | None, slot: Slot, tasks: Sequence[int] = ()
    ) -> None:
        self._shell = shell
        self._presenter = LogPresenter(talk)
        self._saved: tuple[str, int | None] = ("", None)
        values = self._presenter.opened(customers, tasks)
        self._phrases = button(_("Ready texts"), self._show_phrases, kind="small", key="Ctrl+T")
        rules = FormRules(
            self._save,
            LogPresenter.warn,
            self._cautions,
            lambda values: slot.keep(values | {"talk": talk}),
            slot.discard,
            offering_again(shell, lambda typed: hidden(typed["text"][:30]), lambda typed: log(shell, parent, (), talk, typed)),
        )
        title = _("Write down a talk") if talk is None else _("Correct a talk")
        hint = _("Enter twice saves")
        super().__init__(
            parent.window(), title, _fields(values, is_new=talk is None), values, rules, aside=self._phrases, hint=hint
        )
        self._connect()
        self._tell_customers()
        self.take_as_opened()
        self.look_over()
        if talk is None:  # one to correct stands there whole
            counter.veils(self, self.follow_customers)
        self.accepted.connect(lambda: shell.toast_undo(*self._saved))

    def _connect(self) -> None:
        self.customers = cast(CustomerBox, self.boxes["customers"])
        self.text = cast(TextOfTalk, self.boxes["text"])
        self.customers.changed.connect(self.follow_customers)
        self.customers.picked.connect(self.text.focus)
        self.text.edit.finished.connect(self.save)
        self.text.changed.connect(lambda: self._days().hear(self.text.value()))
        self.boxes["channel"].changed.connect(self._name_directions)
        self._name_directions()

    def begin(self) -> None:
        """Put the cursor where the first thing is missing: the customer, else the text."""
        self.fit(spare=round(theme.px() * _SPARE))
        (self.text if self.customers.value() else self.customers).focus()

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed or chosen; who a new talk is with is nothing yet."""
        left = () if self._presenter.talk is not None else ("customers",)
        return any(box.value() != self._untouched[key] for key, box in self.boxes.items() if key not in left)

    def _days(self) -> DayBox:
        return cast(DayBox, self.boxes["follow_up"])

    def follow_customers(self) -> None:
        """Other customers: what was said last, what is due, what to be careful about, whom a ready text speaks to."""
        self._tell_customers()
        typed = self.text.value()
        if (now := self._presenter.ready.follow(typed, self.customers.value())) != typed:
            self.text.fill(now)
        self.look_over()

    def _tell_customers(self) -> None:
        who = self.customers.value()
        said = last_said(who)
        self.boxes["last"].fill(hidden(said) or "–")  # it keeps its place before anybody is chosen
        due = settles(who) if self._presenter.talk is None else []
        cast(SettledBox, self.boxes["settled"]).offer(due)
        self.show_field("settled", on=bool(due))
        in_order(self.text, self.boxes["settled"])

    def _name_directions(self) -> None:
        by_phone = self.boxes["channel"].value() == PHONE
        words = _BY_PHONE if by_phone else _OTHERWISE
        cast(ChipsBox, self.boxes["direction"]).rename({one: _(said) for one, said in words})

    def _cautions(self, values: Values) -> list[Notice]:
        return [Notice(counter.warned(sentence)) for sentence in cautions(values["customers"])]

    def _save(self, values: Values) -> None:
        self._saved = self._presenter.save(values)

    # 常用句

    def _show_phrases(self) -> None:
        menu = self.phrases_menu()
        menu.exec(self._phrases.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def phrases_menu(self) -> QMenu:
        """The ready texts, each to be put into the text or copied for LINE, filled for the first customer."""
        menu = QMenu(self)
        first = next(iter(self.customers.value()), None)
        for phrase in phrases.rows():
            text = phrases.filled(phrase.text, first)
            offered_to = first if phrases.is_advertising(phrase.text) else None
            part = QMenu(f"{phrase.title}　{_beginning(text)}".replace("&", "&&"), menu)
            part.addAction(action(_("Put it in here"), partial(self._insert, phrase.text), parent=part))
            part.addAction(action(_("Copy for LINE"), partial(self._copy, text, offered_to), icon="copy", parent=part))
            menu.addMenu(part)
        return menu

    def _insert(self, text: str) -> None:
        self.text.edit.put_in(self._presenter.ready.put_in(text, self.customers.value()))

    def _copy(self, text: str, offered_to: int | None) -> None:
        if ready_text.copy(self._shell, text, offered_to):
            self._shell.toast(_("Copied. Paste it in LINE with Ctrl+V."))


def _beginning(text: str) -> str:
    """What tells one ready text from another."""
    line = " ".join(text.split())
    return line if len(line) <= _BEGINNING else f"{line[:_BEGINNING]}…"


def _fields(values: dict[str, Any], *, is_new: bool) -> list[Field]:
    directions = [(one, _(words)) for one, words in _BY_PHONE]
    found = [
        Field("customers", N_("Customer"), make=lambda ids: CustomerBox(ids, several=is_new)),
        Field("last", N_("Said last"), make=SaidBox),
        Field("text", N_("Words of the talk"), make=TextOfTalk),
        Field("settled", N_("This is done now"), make=SettledBox, under=SETTLED_KEY),
        channel_field(),
        Field("direction", N_("Who began"), make=lambda one: ChipsBox(directions, one, needed=False)),
        outcome_field(),
        Field("follow_up", N_("Contact again on"), make=lambda day: DayBox(day, DAY_KEYS), under="F5…F8"),
        Field("when", N_("At what time"), "number", hint=_("now; or yesterday, 11/18 14:30")),
    ]
    return [*found, *_staff(values)]


def _staff(values: dict[str, Any]) -> list[Field]:
    """Who it was, where the shop has names; one that is not in its list (any more) stays a choice."""
    names = people()
    choices = [(name, name) for name in dict.fromkeys([*names, values["staff"]]) if name]
    if not names:
        return []
    if len(choices) > _CHIPS:
        return [Field("staff", N_("By"), "choice", choices=choices)]
    return [Field("staff", N_("By"), make=lambda one: ChipsBox(choices, one))]
