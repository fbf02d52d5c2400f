"""Views of the customer list kept by name: which columns, how wide, in what order, and whose list it is."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import SavedView
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class ViewBody:
    """How a list is looked at. `columns`: (key, width in hundredths of a letter) of those shown, from the left."""

    columns: tuple[tuple[str, int], ...] = ()
    sort: str = "last_contact"
    descending: bool = True
    chip: str = "all"  # as the row of chips calls it: "tag:5"
    conditions: str = ""  # canonical JSON, as ListQuery takes it


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view and its name."""

    id: int
    name: str
    body: ViewBody


def rows() -> list[ViewRow]:
    """All views in their order."""
    return [ViewRow(row.id, row.name, _body(row.body)) for row in SavedView.select().order_by(SavedView.position, SavedView.id)]


def save(name: str, body: ViewBody) -> int:
    """Keep a view under this name, over the one that has it; its id. InputError: the name is empty."""
    tidy = _name(name)
    with unit("saved_views.save"):
        known = SavedView.get_or_none(SavedView.name == tidy)
        if known is None:
            position = value("SELECT coalesce(max(position), 0) + 1 FROM saved_view")
            return int(SavedView.create(name=tidy, body=asdict(body), position=position).id)
        if _body(known.body) != body:
            SavedView.update(body=asdict(body)).where(SavedView.id == known.id).execute()
        return int(known.id)


def rename(view: int, name: str) -> None:
    """Give a view another name. InputError: it is empty or taken."""
    tidy = _name(name)
    with unit("saved_views.save"):
        row = _row(view)
        if SavedView.get_or_none(SavedView.name == tidy, SavedView.id != view):
            raise InputError(_("There is already a view “{name}”.").format(name=tidy), field="name")
        if row.name != tidy:
            SavedView.update(name=tidy).where(SavedView.id == view).execute()


def delete(view: int) -> None:
    """Forget a view; the customers in it stay."""
    with unit("saved_views.delete"):
        _row(view).delete_instance()


def _row(view: int) -> Any:
    row = SavedView.get_or_none(SavedView.id == view)
    if row is None:
        raise NotFoundError(_("This view is not there any more."))
    return row


def _name(name: str) -> str:
    tidy = one_line(clean_text(name))
    if not tidy:
        raise InputError(_("A view needs a name."), field="name")
    return tidy


def _body(stored: Mapping[str, Any]) -> ViewBody:
    """What was stored, perhaps by a newer program: what is not known is left out."""
    known = {key: one for key, one in stored.items() if key in ViewBody.__dataclass_fields__ and key != "columns"}
    return ViewBody(columns=_columns(stored.get("columns", ())), **known)


def _columns(stored: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    pairs = (one for one in stored if isinstance(one, list | tuple) and len(one) == 2)
    return tuple((str(key), width) for key, width in pairs if isinstance(width, int))
