"""Who still has an old model of what has a newer one, and could be shown it."""

from typing import Final

from db.services import model_owners, visits
from db.services.model_owners import OldModel
from reports.answers.parts import told
from reports.question import TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Question
from resources.i18n import N_, _


def ask(_asked: Asked) -> Answer:
    """Old models, and how many customers still have only them."""
    return _models(model_owners.rows(), visits.buyers())


def _models(found: list[OldModel], buyers: int) -> Answer:
    owners = {one for model in found for one in model.owners}
    return Answer(
        headings=(
            Heading("old", _("Has the old one")),
            Heading("new", _("The newest")),
            Heading("price", _("Costs now"), "money"),
            Heading("customers", _("Customers"), "count"),
        ),
        lines=tuple(Line(str(one.product), (one.name, one.newest, one.price or None, len(one.owners))) for one in found),
        total=(_("Together, each once"), None, None, len(owners)) if found else None,
        records=buyers,
        counted="customers",
        chart=Chart("bars", "old", ("customers",)),
    )


def say(answer: Answer) -> str:
    """The model most still have."""
    if not answer.lines:
        return _("No product has a newer model, or everybody has it.")
    sentence = _("{customers} customers still have “{old}” and could be shown “{new}”.")
    return sentence.format(**told(answer, answer.lines[0]))


def behind(_asked: Asked, line: str, column: str) -> Behind | None:
    """Who has the old model, or any of them; nothing stands behind the price of the new one."""
    if column == "price":
        return None
    models = model_owners.rows()
    if line == TOTAL:
        return Behind("customers", sorted({one for model in models for one in model.owners}), _("Still have an old model"))
    found = next((one for one in models if str(one.product) == line), None)
    return Behind("customers", found.owners, _("Still have “{old}”").format(old=found.name)) if found else None


def _sample() -> Answer:
    made = OldModel(
        1,
        _("Water heater {model}").format(model="A-10"),
        _("Water heater {model}").format(model="A-12"),
        12_800,
        tuple(range(43)),
        0,
    )
    return _models([made], 180)


QUESTIONS: Final = (
    Question(
        key="next_model",
        title=N_("Who could have a newer model?"),
        answers=N_("Customers who still have an old model only."),
        group="customers",
        ask=ask,
        say=say,
        behind=behind,
        sample=_sample,
        needs="sales",
        how=N_(
            "Bought a product that has a “next model” in the list of products, did not give it back, and bought none of the"
            " models after it. Who has several old models counts once in the total. Textbooks call it up-selling."
        ),
    ),
)
