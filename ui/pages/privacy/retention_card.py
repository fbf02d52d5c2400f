"""資料留多久: the rules, and who was not here for so long that it is decided again."""

from collections.abc import Sequence
from functools import partial

from db.core.progress import Progress
from db.services import laws, retention
from db.services.retention import QuietRow, Rule, WatchedRow
from resources.i18n import N_, _, ngettext
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.days import near, written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import Act, FoldCard, Item, people


class RetentionCard(FoldCard):
    """Who is to be looked at, then what is kept how long."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "Where the purpose has ended or the time is over, data is erased or no longer used, unless there is a reason to keep"
            " it ({act}; {rules})."
        )
        acts = [(_("Change the months…"), lambda: shell.go("settings", section="privacy"))]
        super().__init__(shell, said.format(act=laws.article("act", "11"), rules=laws.article("rules", "20、21")), acts)

    def refresh(self) -> None:
        """Looked through on the worker."""
        jobs.start(_look, self._show, quiet=True, of=self)

    def _show(self, found: tuple[int, list[QuietRow], list[WatchedRow]]) -> None:
        count, quiet, watched = found
        items = [self._together(count, quiet)] if quiet else []
        self.show_items([*items, *map(self._quiet, quiet[:5]), *map(self._watched, watched), *map(_rule, retention.RULES)])

    def _together(self, count: int, quiet: list[QuietRow]) -> Item:
        words = ngettext(
            "{count} customer was not here for {months} months", "{count} customers were not here for {months} months", count
        )
        ids = [one.id for one in quiet]
        acts: list[Act] = [
            (_("See them"), lambda: self.shell.go("customers", conditions=people(ids))),
            (_("Decide for all…"), partial(self.decide, ids, "")),
        ]
        shown = _("the first {count} of them").format(count=f"{len(ids):,}") if count > len(ids) else ""
        return Item(words.format(count=f"{count:,}", months=retention.months()), shown, "amber", acts)

    def _quiet(self, row: QuietRow) -> Item:
        last = _("last here {when}").format(when=near(row.last_on)) if row.last_on else _("never here")
        acts = [
            (_("Decide…"), partial(self.decide, [row.id], row.name)),
            (_("Erase…"), partial(self.shell.go, "privacy", erase=row.id)),
            (_("Open the card"), partial(self.shell.open_card, row.id)),
        ]
        return Item(row.name, last, acts=acts)

    def _watched(self, row: WatchedRow) -> Item:
        text = _("{name}: on the watch list since {day}; is it still so?").format(name=row.name, day=written(row.since))
        return Item(text, "", "amber", [(_("Open the card"), partial(self.shell.open_card, row.id))])

    def decide(self, ids: Sequence[int], name: str) -> None:
        """Keep, stop or erase; erasing is asked for itself, customer by customer."""
        decisions = [(key, _(words)) for key, words in retention.DECISIONS if key != "erase"]
        fields = [
            Field("decision", N_("What becomes of it"), "choice", choices=decisions),
            Field("reason", N_("Why"), choices=[(one, _(one)) for one in retention.REASONS]),
            Field("again_on", N_("Look again on"), "number", hint=_("such as 2028/1/1; empty: not again")),
        ]
        values = {"decision": "keep", "reason": "", "again_on": ""}

        def save(typed: Values) -> int:
            return retention.decide(ids, typed["decision"], typed["reason"], typed["again_on"])

        count = ngettext("{count} customer", "{count} customers", len(ids)).format(count=f"{len(ids):,}")
        self.ask(_("How long: {who}").format(who=name or count), fields, values, save, _("What was decided is written down."))


def _look(_progress: Progress) -> tuple[int, list[QuietRow], list[WatchedRow]]:
    return retention.count(), retention.quiet(), retention.watched()


def _rule(rule: Rule) -> Item:
    law = laws.article(rule.law, rule.article) if rule.law else _("the shop’s own rule")
    return Item(
        _("{what}: {how_long}").format(what=_(rule.what), how_long=_(rule.how_long).format(months=retention.months())), law
    )
