"""Splitting a merged customer off again: what goes back, what stays, and the fields somebody has to decide."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QWidget

from db.core.errors import UserError
from db.services import splitting
from db.services.splitting import Answer
from resources.i18n import _
from ui.kit import counter, form_size, jobs, theme
from ui.kit.card import column, foot
from ui.kit.choice import Choice
from ui.kit.labels import button, hairline, plain_label
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.merging.presenter import AskedField, SplitPresenter, part_words

_WIDE_EM: Final = 44
_FIELD_EM: Final = 9.6
_FIXED_EM: Final = 16


class SplitDialog(QDialog):
    """Tells what will happen before it does; fields changed since the merge are asked one by one."""

    def __init__(self, shell: Shell, gone: int) -> None:
        super().__init__(shell if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Split a merged customer"))
        self.presenter = SplitPresenter(shell, jobs.start, gone, jobs.living(self.accept), counter.hidden)
        self.choices: dict[tuple[str, Answer], Choice] = {}
        body = column(self, spacing=0)
        area = ScrollColumn(margins=(20, 16, 20, 12), spacing=8)
        self._tell(area)
        for field in self.presenter.asked:
            self._ask(area, field)
        area.body.addStretch(1)
        body.addWidget(area, 1)
        body.addWidget(hairline())
        cancel = button(_("Cancel"), self.reject)
        self.split = button(_("Split them"), self.presenter.split, kind="primary")
        last = foot(cancel, self.split)
        last.setContentsMargins(20, 10, 20, 10)
        body.addLayout(last)
        self._fit()
        self.split.setFocus()

    def _fit(self) -> None:
        wanted = theme.px() * (_FIXED_EM + _FIELD_EM * len(self.presenter.asked))
        room = form_size.room(self)
        self.resize(min(round(theme.px() * _WIDE_EM), room.width() - 40), min(round(wanted), room.height() - 40))

    def _tell(self, area: ScrollColumn) -> None:
        plan = self.presenter.plan
        area.body.addWidget(
            plain_label(_("“{name}” and “{other}”").format(name=plan.kept_name, other=plan.name), "title", wrap=True)
        )
        moves, back = self.presenter.moves(), self.presenter.back()
        if moves:
            area.body.addWidget(plain_label(_("Goes back to {name}: {what}").format(name=plan.name, what=moves), wrap=True))
        if back:
            words = _("As before the merge again at {name}: {what}").format(name=plan.kept_name, what=back)
            area.body.addWidget(plain_label(words, wrap=True))
        if code := self.presenter.code():
            area.body.addWidget(plain_label(code, "amber" if plan.code_taken_by else "", wrap=True))
        later = _("What was added after the merge stays with {name}. It can be taken back.").format(name=plan.kept_name)
        area.body.addWidget(plain_label(later, "muted", wrap=True))
        if plan.changed_since:
            area.body.addWidget(hairline())
            area.body.addWidget(plain_label(_("Changed since the merge. Which one for whom?"), "head", wrap=True))

    def _ask(self, area: ScrollColumn, field: AskedField) -> None:
        area.body.addWidget(plain_label(field.label, "muted"))
        group = QButtonGroup(area.body.parentWidget())
        for answer, words in field.answers:
            made = Choice(words, "", answer == "stay", group, partial(self._answer, field.key, answer))
            self.choices[field.key, answer] = made
            area.body.addWidget(made)

    def _answer(self, key: str, answer: Answer) -> None:
        self.presenter.answers[key] = answer


def split(shell: Shell, customer: int) -> None:
    """Ask who of those merged into this customer is split off, and how."""
    parts = splitting.parts(customer)
    if not parts:
        shell.toast(_("Nobody was merged into this customer."))
        return
    at: int | None = 0
    if len(parts) > 1:
        at = shell.asks.choose(_("Split a merged customer"), _("Who is somebody else?"), [part_words(part) for part in parts])
    if at is not None:
        split_off(shell, parts[at].id)


def split_off(shell: Shell, gone: int) -> None:
    """Ask how this merged customer is split off; what was changed since is shown, so at the counter it is asked for twice."""
    counter.opening(shell, lambda: _open(shell, gone))


def _open(shell: Shell, gone: int) -> None:
    try:
        SplitDialog(shell, gone).open()
    except UserError as error:
        shell.asks.error(error)
