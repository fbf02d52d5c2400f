"""委外紀錄: who works with the shop's data for it, and is looked after (§4, Rules §8)."""

from dataclasses import asdict, dataclass

from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.models import Processor
from db.services import days
from resources.i18n import _


@dataclass(slots=True)
class ProcessorForm:
    """One of them as typed; days may be words, or empty."""

    name: str
    work: str = ""
    data: str = ""
    contract_on: str = ""
    until: str = ""
    checked_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProcessorRow:
    """One of them as it stands; days are ISO."""

    id: int
    name: str
    work: str
    data: str
    contract_on: str | None
    until: str | None
    checked_on: str | None
    note: str


def save(filled: ProcessorForm, processor: int | None = None) -> int:
    """Write one down, or change it; its id. InputError: without a name, a day that can't be read."""
    typed = asdict(filled)
    values = {key: days.iso(typed[key], key) for key in ("contract_on", "until", "checked_on")}
    values |= {key: clean_text(typed[key]).strip() for key in ("work", "data", "note")}
    values["name"] = one_line(clean_text(filled.name))
    if not values["name"]:
        raise InputError(_("Please write down who it is."), field="name")
    with unit("processors.save"):
        if processor is None:
            return int(Processor.create(**values).id)
        _row(processor).write(values)
        return processor


def delete(processor: int) -> None:
    """Take one off the list."""
    with unit("processors.delete"):
        _row(processor).delete_instance()


def rows() -> list[ProcessorRow]:
    """All of them, by name."""
    names = tuple(ProcessorRow.__dataclass_fields__)
    return [ProcessorRow(*(getattr(row, name) for name in names)) for row in Processor.select().order_by(Processor.name)]


def _row(processor: int) -> Processor:
    found: Processor | None = Processor.get_or_none(Processor.id == processor)
    if found is None:
        raise NotFoundError(_("It is not there any more."))
    return found
