"""One rule in a form: what was bought, how much later, what is offered, what to say; below, how many it finds as it is typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from db.core.errors import UserError
from db.services import knowledge, knowledge_due, products
from db.services.knowledge import RuleForm, RuleRow
from resources.i18n import N_, _
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.labels import plain_label, set_text
from ui.knowledge import words

_PAUSE = 400  # milliseconds after the last key
_USUAL = 6  # months later, until another number is typed


class RuleDialog(FormDialog):
    """`rule` None: a new one."""

    def __init__(self, parent: QWidget | None, rule: RuleRow | None, rules: FormRules) -> None:
        self._rule = rule
        self.found = plain_label("", "muted")
        self._asked = ""
        title = _("Change a rule") if rule else _("Add a rule")
        values = words.values(rule.form if rule else RuleForm(months=_USUAL))
        super().__init__(parent, title, _fields(), values, rules, aside=self.found)
        self._soon = QTimer(self, interval=_PAUSE, singleShot=True)
        self._soon.timeout.connect(self._count)
        for box in self.boxes.values():
            box.changed.connect(self._soon.start)
        self._count()

    def _count(self) -> None:
        """Ask the worker how many it finds as it stands."""
        try:
            form = knowledge.checked(words.typed(self.values(), self._rule.form if self._rule else None))
        except UserError:
            set_text(self.found, "")
            return
        tried = RuleRow(0, form.title, form.bought, form.months, form.offer, form.product, form.phrase, is_on=True)
        self._asked = form.title
        jobs.start(lambda _progress: (form.title, len(knowledge_due.found(tried))), self._tell, lambda _e: None, quiet=True)

    def _tell(self, found: tuple[str, int]) -> None:
        asked, count = found
        if asked == self._asked:
            set_text(self.found, words.finds(count))


def _fields() -> list[Field]:
    bought = tuple((one, one) for one in words.names_of(knowledge.rows()))
    offers = tuple((name, name) for name in dict.fromkeys(one.name for one in products.rows()))
    hint = _("a word in the name or category; several with 、 between")
    return [
        Field("bought", N_("What was bought"), hint=hint, choices=bought),
        Field("months", N_("Months later"), "number", hint=_("0: offered together with it")),
        Field("offer", N_("What is offered"), hint=_("a product of yours, or words"), choices=offers),
        Field("phrase", N_("What to say"), "lines", hint=_("for LINE; empty: the program's own words. {稱呼} becomes the name")),
    ]


def ask(parent: QWidget | None, rule: RuleRow | None, save: Callable[[RuleForm], object]) -> RuleDialog:
    """Open the form; `save` gets the rule as typed."""
    before = rule.form if rule else None

    def keep(values: Values) -> None:
        save(words.typed(values, before))

    dialog = RuleDialog(parent, rule, FormRules(keep))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
