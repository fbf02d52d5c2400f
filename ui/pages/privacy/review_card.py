"""定期檢查: what is due to be looked over, done here with its questions; trainings, drills, scrapped disks."""

from functools import partial

from db.core import session
from db.services import laws, reviews
from db.services.reviews import Due, ReviewRow
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import Act, FoldCard, Item, yes_no

_LAST = 8  # of what was done


class ReviewCard(FoldCard):
    """What comes again by its day, then what was done last."""

    def __init__(self, shell: Shell) -> None:
        said = _("Twice a year the rights and the checks, once a year the rest ({rules}; {retail}).")
        acts: list[Act] = [
            (_("A computer or disk was scrapped…"), partial(self.do_one, "disposal")),
            (_("Sheet for the training"), self.print_training),
        ]
        words = said.format(rules=laws.article("rules", "12"), retail=laws.article("retail", "14–17"))
        super().__init__(shell, words, acts)

    def refresh(self) -> None:
        """What is due, and what was done."""
        done = [row for row in reviews.rows() if row.kind != "closing_down"][:_LAST]
        self.show_items([*map(self._due, reviews.due()), *map(_done, done)])

    def _due(self, one: Due) -> Item:
        last = _("last on {day}").format(day=written(one.last_on)) if one.last_on else _("never yet")
        again = _("again on {day}").format(day=written(one.due_on)) if not one.is_due else _("it is time")
        tone = "amber" if one.is_due else ""
        return Item(one.words, f"{last} ・ {again}", tone, [(_("Do it…"), partial(self.do_one, one.kind))])

    def do_one(self, kind: str) -> None:
        """The questions of this kind, or only when and by whom."""
        questions = reviews.ASKED.get(kind, ())
        fields = [Field(str(at), question, "yes_no") for at, question in enumerate(questions)]
        fields += [
            Field("done_on", N_("When"), "number", hint=_("today")),
            Field("done_by", N_("By whom")),
            Field("note", N_("What was found, what was done"), "lines"),
        ]
        answers = {str(at): "" for at in range(len(questions))}
        values = {**answers, "done_on": "", "done_by": session.shown(session.actor()), "note": ""}

        def save(typed: Values) -> int:
            given = {key: yes_no(typed[key]) for key in answers}
            return reviews.save(kind, given, typed["note"], typed["done_on"], typed["done_by"])

        self.ask(reviews.words_of(kind), fields, values, save, _("It is written down."))

    def print_training(self) -> None:
        """One page to read out and sign."""
        from reports import training_pdf

        self.print_made(training_pdf.make, _("Training"))


def _done(row: ReviewRow) -> Item:
    most = len(reviews.ASKED.get(row.kind, ()))
    score = _("{score} of {most}").format(score=row.score, most=most) if row.score is not None and most else ""
    below = " ・ ".join(filter(None, (session.shown(row.done_by), score, row.note)))
    return Item(_("{day}: {what}").format(day=written(row.done_on), what=reviews.words_of(row.kind)), below)
