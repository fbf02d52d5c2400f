"""Step 3 of the import wizard: repairs by rule, what colours and comments become, dates to decide, values worth a look."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from resources.i18n import _, ngettext
from ui.kit import theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, hairline, plain_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.pages.importing.parts import check, combo
from ui.pages.importing.screens import DateItem, MarkItem, ProblemItem, RuleItem, TidyScreen


class Handler(Protocol):
    """What the presenter does for this step."""

    def switch_rule(self, rule: str) -> None: ...
    def choose_mark(self, at: int, choice: str) -> None: ...
    def choose_dates(self, table: int, column: int, order: str) -> None: ...


class TidyStep(QWidget):
    """Repairs at the left; questions and doubts at the right."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self._handler = handler
        self._screen: TidyScreen | None = None
        outer = row(self, spacing=14)
        outer.setContentsMargins(22, 4, 22, 10)
        self._left, self._right = ScrollColumn(spacing=12), ScrollColumn(spacing=12)
        outer.addWidget(self._left, 3)
        outer.addWidget(self._right, 2)

    def show_screen(self, screen: TidyScreen) -> None:
        """Draw this state, unless it is already shown."""
        if screen == self._screen:
            return
        self._screen = screen
        left, right = self._left.body, self._right.body
        clear(left)
        clear(right)
        left.addWidget(self._rules(screen.rules))
        left.addStretch(1)
        questions = [
            *(self._date(item) for item in screen.dates),
            *(self._mark(at, item) for at, item in enumerate(screen.marks)),
        ]
        if questions:
            card = Card(spacing=10)
            card.body.addWidget(plain_label(_("Please decide (or leave it as it is)"), "head"))
            for question in questions:
                card.body.addWidget(question)
            right.addWidget(card)
        right.addWidget(self._problems(screen.problems, screen.more_problems))
        right.addStretch(1)

    def _rules(self, rules: tuple[RuleItem, ...]) -> Card:
        card = Card(spacing=6)
        total = sum(rule.count for rule in rules if rule.on)
        words = ngettext("{count} cell is repaired", "{count} cells are repaired", total).format(count=f"{total:,}")
        card.body.addWidget(plain_label(words if rules else _("Nothing needed a repair."), "head"))
        for rule in rules:
            card.body.addWidget(hairline())
            card.body.addWidget(self._rule(rule))
        return card

    def _rule(self, item: RuleItem) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=3)
        head = row(spacing=10)
        box = check(item.label, on=item.on)
        box.clicked.connect(lambda: self._handler.switch_rule(item.rule))
        head.addWidget(box)
        head.addStretch(1)
        head.addWidget(plain_label(f"{item.count:,}", "muted"))
        lines.addLayout(head)
        for before, after in item.examples:
            example = row(spacing=8)
            example.setContentsMargins(28, 0, 0, 0)
            old = plain_label(before, "old")
            old.setMaximumWidth(round(theme.px() * 18))
            example.addWidget(old)
            example.addWidget(plain_label("→", "small"))
            example.addWidget(ShortLabel(after, "new"), 1)
            lines.addLayout(example)
        return holder

    def _mark(self, at: int, item: MarkItem) -> QWidget:
        return self._question(item.label, combo(item.choices, item.chosen, lambda key: self._handler.choose_mark(at, key)))

    def _date(self, item: DateItem) -> QWidget:
        label = _("“{header}”: {samples}").format(header=item.header, samples=item.samples)
        answer = combo(item.choices, item.chosen, lambda key: self._handler.choose_dates(item.table, item.column, key))
        return self._question(label, answer)

    @staticmethod
    def _question(label: str, answer: QWidget) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=3)
        lines.addWidget(plain_label(label, wrap=True))
        answer.setAccessibleName(label)
        lines.addWidget(answer)
        return holder

    @staticmethod
    def _problems(problems: tuple[ProblemItem, ...], more: int) -> Card:
        card = Card(spacing=7)
        total = len(problems) + more
        words = ngettext("{count} value is worth a look", "{count} values are worth a look", total).format(count=f"{total:,}")
        card.body.addWidget(plain_label(words if total else _("No doubtful values."), "head"))
        if total:
            easy = _("They hold nothing up: the customer comes in, the doubt waits under Import records.")
            card.body.addWidget(plain_label(easy, "small", wrap=True))
        for item in problems:
            card.body.addWidget(hairline())
            line = row(spacing=8)
            line.addWidget(ShortLabel(f"{item.header}：{item.value}"), 1)
            line.addWidget(Pill(item.reason, "amber"))
            card.body.addLayout(line)
            card.body.addWidget(ShortLabel(item.where, "small"))
        if more:
            card.body.addWidget(plain_label(_("… and {count} more, all in the last step").format(count=f"{more:,}"), "small"))
        return card
