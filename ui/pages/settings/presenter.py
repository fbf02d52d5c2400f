"""What the settings page can change: the shop's options, its own fields, a trade's starter set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from db.core.errors import UserError
from db.core.journal import saving
from db.services import own_fields, settings, starters
from db.services.own_fields import OwnFieldRow
from db.services.settings import Option
from resources.i18n import _
from ui.kit.starting import Start


class View(Protocol):
    """What the presenter needs of the page."""

    def refused(self, key: str, sentence: str) -> None:
        """Say beside the box why this can't be saved; an empty sentence takes it back."""

    def saved(self, text: str, unit: int | None) -> None:
        """Say shortly what was saved, with the way back where it was saved as this unit."""

    def redraw(self) -> None:
        """The list of fields changed."""


@dataclass(frozen=True, slots=True)
class OptionItem:
    """One option as drawn: the declaration and the value as text, a list one a line."""

    option: Option
    text: str


class SettingsPresenter:
    """Saves what was typed, at once; there is no save button."""

    def __init__(self, view: View, start: Start) -> None:
        self._view, self._start = view, start

    def options(self, group: str) -> list[OptionItem]:
        """The options of a group with their values."""
        values = settings.values()
        return [OptionItem(option, _text(values[key])) for key, option in settings.OPTIONS.items() if option.group == group]

    def save(self, key: str, text: str) -> None:
        """Save one option as typed; on the worker where many customers hang on it."""

        def then(unit: int | None) -> None:
            self._view.refused(key, "")
            if unit is not None:
                self._view.saved(_("“{option}” is saved.").format(option=_(settings.OPTIONS[key].label)), unit)

        def failed(error: BaseException) -> None:
            if not isinstance(error, UserError):
                raise error
            self._view.refused(key, error.sentence)

        if settings.OPTIONS[key].is_far:
            self._start(lambda _progress: settings.save({key: text}), then, failed, title=_("Saving"))
            return
        try:
            unit = settings.save({key: text})
        except UserError as error:
            failed(error)
        else:
            then(unit)

    # The shop's own fields.

    def fields(self) -> list[OwnFieldRow]:
        """All own fields, those put away at the end."""
        return sorted(own_fields.rows(archived=True), key=lambda row: (row.archived, row.position))

    def save_field(self, field: OwnFieldRow | None, values: dict[str, Any]) -> None:
        """Add an own field, or change this one; UserError keeps the form open."""
        options = [line.strip() for line in str(values["options"]).splitlines() if line.strip()]
        is_opening = values["is_opening"] == "1"
        told = (values["title"], values["kind"], options, is_opening)
        said = _("The field “{title}” is saved.").format(title=values["title"])
        self._do(lambda: own_fields.add(*told) if field is None else own_fields.change(field.id, *told), said)

    def put_field_away(self, field: OwnFieldRow) -> None:
        """Put a field away, or take it back."""
        if field.archived:
            self._do(lambda: own_fields.put_back(field.id), _("“{title}” is asked for again.").format(title=field.title))
        else:
            self._do(lambda: own_fields.archive(field.id), _("“{title}” is put away; its values stay.").format(title=field.title))

    def move_field(self, field: OwnFieldRow, by: int) -> None:
        """Put a field one place up or down."""
        order = [row.id for row in self.fields() if not row.archived]
        own_fields.move(field.id, max(order.index(field.id) + by, 0))
        self._view.redraw()

    # A trade's starter set.

    @staticmethod
    def trades() -> list[starters.StarterRow]:
        """The starter sets there are."""
        return starters.trades()

    def take_starter(self, key: str, *, with_products: bool) -> None:
        """Lay out the tags, fields and units of a trade."""
        said = _("Tags, fields and units of your trade are laid out.")
        self._do(lambda: starters.apply(key, with_products), said)

    def _do(self, act: Callable[[], object], said: str) -> None:
        _answer, unit = saving(act)
        self._view.redraw()
        self._view.saved(said, unit)


def _text(value: settings.Value) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    return ("1" if value else "0") if isinstance(value, bool) else str(value)
