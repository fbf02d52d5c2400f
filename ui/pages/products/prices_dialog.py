"""調整價格: so many percent on the prices of several products at once, shown before it is done, taken back in one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from PySide6.QtWidgets import QFrame, QWidget

from db.core.errors import InputError, UserError
from db.core.journal import saving
from db.core.values import money
from db.services import prices, products
from db.services.prices import NewPrice
from db.services.terms import LEVELS
from resources.i18n import N_, _, ngettext
from ui.kit import jobs, theme
from ui.kit.boxes import Field
from ui.kit.card import column, row
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.labels import ShortLabel, plain_label, set_text
from ui.kit.page import Shell
from ui.lines.reading import number

_STEPS: Final = ("1", "5", "10", "50", "100", "0.1")
_SHOWN: Final = 10  # of what would change
_WIDE: Final = 19  # letters
_ALL, _CHOSEN = "all", "chosen"
_EVERY: Final = "*"


class _Wish(NamedTuple):
    ids: Sequence[int]
    percent: Decimal
    levels: tuple[str, ...]
    step: Decimal


def change_prices(shell: Shell, parent: QWidget, chosen: Sequence[int], listed: Sequence[int], which: str) -> None:
    """Ask how much, show what would become of it, and do it; `which`: what the list is, in words."""
    if listed:
        _Dialog(shell, parent, chosen, listed, which).form.open()


class _Dialog:
    def __init__(self, shell: Shell, parent: QWidget, chosen: Sequence[int], listed: Sequence[int], which: str) -> None:
        self._shell, self._among = shell, {_ALL: listed, _CHOSEN: chosen}
        self._preview = _Preview()
        values: Values = {"whom": _CHOSEN if len(chosen) > 1 else _ALL, "percent": "", "level": _EVERY, "step": "1"}
        rules = FormRules(self._save, self._look)
        title, hint = _("Change prices"), _("Ctrl+Enter does it")
        fields = self._fields(which)
        self.form = FormDialog(parent.window(), title, fields, values, rules, save=title, hint=hint, beside=self._preview)
        self.form.resize(self.form.width() + self._preview.width(), self.form.height())
        self.form.finished.connect(self.form.deleteLater)

    def _fields(self, which: str) -> list[Field]:
        whole = _("{list}: {count} products").format(list=which or _("All in the list"), count=f"{len(self._among[_ALL]):,}")
        count = len(self._among[_CHOSEN])
        chosen = ((_CHOSEN, _("The {count} chosen").format(count=f"{count:,}")),) if count > 1 else ()
        levels = ((_EVERY, _("All three prices")), *((level, _(words)) for level, words in LEVELS.items()))
        return [
            Field("percent", N_("By how many percent"), "number", hint=_("5 is dearer, -5 is cheaper")),
            Field("whom", N_("Of which products"), "choice", choices=(*chosen, (_ALL, whole))),
            Field("level", N_("Which price"), "choice", choices=[(level or "retail", words) for level, words in levels]),
            Field("step", N_("Round to"), "choice", choices=[(one, _("NT${step}").format(step=one)) for one in _STEPS]),
        ]

    def _wish(self, values: Values) -> _Wish:
        """What is typed. InputError: no percentage."""
        typed = str(values["percent"]).strip().removesuffix("%").removesuffix("％")
        percent = money.parse_decimal(typed)
        if not percent:
            raise InputError(_("Please write by how many percent, such as 5 or -5."), field="percent")
        level = str(values["level"])
        levels = tuple(LEVELS) if level == _EVERY else ("" if level == "retail" else level,)
        return _Wish(self._among[str(values["whom"])], percent, levels, Decimal(str(values["step"])))

    def _look(self, values: Values) -> dict[str, str]:
        """Work out on the worker what would become of the prices."""
        try:
            wish = self._wish(values)
        except UserError:
            self._preview.show_nothing()
        else:
            self._preview.ask(wish)
        return {}

    def _save(self, values: Values) -> None:
        wish = self._wish(values)
        prices.changed(wish.ids[:1], wish.percent, wish.levels, wish.step)  # what can't be is said while the form is open

        def then(done: tuple[int, int | None]) -> None:
            count, unit = done
            words = ngettext("Prices of {count} product changed", "Prices of {count} products changed", count)
            self._shell.toast_undo(words.format(count=f"{count:,}"), unit)

        jobs.start(lambda _progress: saving(lambda: prices.change(*wish)), then, title=_("Changing prices"))


class _Preview(QFrame):
    """The first prices that would change, old and new."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "side")
        self._asked = 0
        body = column(self, margin=14, spacing=6)
        self.count = plain_label("", "head", wrap=True)
        body.addWidget(self.count)
        self.under_cost = plain_label("", "amber", wrap=True)
        body.addWidget(self.under_cost)
        self._lines = [(ShortLabel(), plain_label()) for _at in range(_SHOWN)]
        for name, change in self._lines:
            line = row(spacing=8)
            line.addWidget(name, 1)
            line.addWidget(change)
            body.addLayout(line)
        body.addStretch(1)
        self.setFixedWidth(round(theme.px() * _WIDE))
        self.show_nothing()
        self.setMinimumHeight(body.totalHeightForWidth(self.width()))  # for all lines: what is said is never pressed together

    def show_nothing(self) -> None:
        """Nothing can be worked out yet."""
        self._asked += 1
        self._draw(_("What becomes of the prices is shown here."), [])

    def ask(self, wish: _Wish) -> None:
        """Work it out."""
        self._asked += 1
        asked = self._asked

        def work(_progress: object) -> tuple[int, int, list[tuple[str, NewPrice]]]:
            found = sorted(prices.changed(*wish), key=lambda new: not new.falls_under_cost)
            names = {one.id: one.name for one in products.of_ids({new.product for new in found[:_SHOWN]})}
            under = {new.product for new in found if new.falls_under_cost}
            return len({new.product for new in found}), len(under), [(names[new.product], new) for new in found[:_SHOWN]]

        def then(answer: tuple[int, int, list[tuple[str, NewPrice]]]) -> None:
            if asked == self._asked:
                count, under, shown = answer
                words = ngettext("{count} product changes", "{count} products change", count)
                self._draw(words.format(count=f"{count:,}"), shown, under)

        jobs.start(work, then, lambda error: self._failed(asked, error), quiet=True, of=self)

    def _failed(self, asked: int, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if asked == self._asked:
            self._draw(error.sentence, [])

    def _draw(self, said: str, shown: Sequence[tuple[str, NewPrice]], under: int = 0) -> None:
        set_text(self.count, said)
        words = ngettext("{count} falls under its cost", "{count} fall under their cost", under)
        set_text(self.under_cost, words.format(count=f"{under:,}"))
        self.under_cost.setVisible(under > 0)
        for at, (name, change) in enumerate(self._lines):
            known = shown[at] if at < len(shown) else None
            name.show_text(_named(*known) if known else "")
            set_text(change, f"{number(known[1].before)} → {number(known[1].after)}" if known else "")


def _named(name: str, new: NewPrice) -> str:
    """The product, and which of its prices where it is not the retail one."""
    return _("{name} ({price})").format(name=name, price=_(LEVELS[new.level])) if new.level else name
