"""The eight kinds of customers, how many there are of each, and who changed from one to another within a month."""

from typing import Final

from db.analytics.stages import STAGES
from db.core import clock
from db.services import list_figures, open_days, stage_board
from db.services.stage_board import NOBODY, StageRow
from db.services.stage_names import ACTS, STAGE_NAMES
from reports.answers.parts import said, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _

_BY: Final = ">"  # between the stage before and the one now
_SPOKEN_OF: Final = ("account_management", "intensive_care", "pre_divorce")


# the board


def ask_board(_asked: Asked) -> Answer:
    """All eight, in order."""
    return _board(stage_board.board())


def _board(found: list[StageRow]) -> Answer:
    everyone, before = sum(one.count for one in found), sum(one.before for one in found)
    came, went = sum(one.came for one in found), sum(one.went for one in found)
    return Answer(
        headings=(
            Heading("kind", _("Kind")),
            Heading("count", _("Now"), "count"),
            Heading("share", _("Of all"), "share"),
            Heading("before", _("A month ago"), "count"),
            Heading("came", _("Came to it"), "count"),
            Heading("went", _("Went out"), "count"),
            Heading("act", _("What to do")),
        ),
        lines=tuple(
            Line(
                one.stage,
                (
                    _(STAGE_NAMES[one.stage]),
                    one.count,
                    share(one.count, everyone),
                    one.before,
                    one.came,
                    one.went,
                    _(ACTS[one.stage]),
                ),
            )
            for one in found
        )
        if everyone
        else (),
        total=(_("Total"), everyone, 1.0, before, came, went, None) if everyone else None,
        records=everyone,
        counted="customers",
        chart=Chart("bars", "kind", ("count",)),
    )


def say_board(answer: Answer) -> str:
    """The faithful ones, and those who are going."""
    if not answer.lines:
        return ""
    counts = {line.key: told(answer, line) for line in answer.lines}
    if not any(answer.lines[STAGES.index(stage)].cells[1] for stage in _SPOKEN_OF):
        return _("Nobody is a regular customer yet, and nobody is about to go.")
    sentence = _(
        "{regulars} are regular customers, {friends} old friends. {going} are about to go, {came} of them since a month ago."
    )
    going = counts["pre_divorce"]
    return sentence.format(
        regulars=counts["account_management"]["count"],
        friends=counts["intensive_care"]["count"],
        going=going["count"],
        came=going["came"],
    )


def behind_board(_asked: Asked, line: str, column: str) -> Behind:
    """The customers of a stage, or of all: now, a month ago, those who came in or went out."""
    stage, name = line or None, _(STAGE_NAMES[line]) if line else _("All customers")
    match column:
        case "before":
            month_ago = open_days.months_later(clock.today(), -1)
            return Behind("customers", stage_board.ids(stage, month_ago), _("{stage}, a month ago").format(stage=name))
        case "came":
            return Behind("customers", stage_board.moved(None, stage), _("Came to: {stage}").format(stage=name))
        case "went" if stage is None:
            return Behind("customers", stage_board.changed(), _("Changed within a month"))
        case "went":
            return Behind("customers", stage_board.moved(stage, None), _("Left: {stage}").format(stage=name))
    return Behind("customers", stage_board.ids(stage), name)


def _sample_board() -> Answer:
    made = (
        (212, 209, 5, 2),
        (18, 16, 7, 5),
        (64, 61, 8, 5),
        (71, 70, 6, 5),
        (38, 37, 2, 1),
        (23, 21, 9, 7),
        (58, 56, 5, 3),
        (4, 3, 2, 1),
    )
    return _board([StageRow(stage, *counts) for stage, counts in zip(STAGES, made, strict=True)])


# the moves


def ask_moves(_asked: Asked) -> Answer:
    """From which to which, most first."""
    counts = stage_board.moves()
    moved = {pair: count for pair, count in counts.items() if NOBODY not in pair}
    return _moves(moved, list_figures.customers(), sum(counts.values()) - sum(moved.values()))


def _moves(counts: dict[tuple[str, str], int], everyone: int, new: int) -> Answer:
    found = sorted(counts.items(), key=lambda one: (-one[1], STAGES.index(one[0][0]), STAGES.index(one[0][1])))
    return Answer(
        headings=(
            Heading("move", _("From → to")),
            Heading("customers", _("Customers"), "count"),
            Heading("act", _("What to do")),
        ),
        lines=tuple(Line(f"{before}{_BY}{now}", (_move(before, now), count, _(ACTS[now]))) for (before, now), count in found),
        total=(_("Total"), sum(counts.values()), None) if counts else None,
        records=everyone,
        counted="customers",
        notes=_newcomers(new),
        chart=Chart("bars", "move", ("customers",)) if counts else None,
    )


def _newcomers(new: int) -> tuple[Note, ...]:
    words = _("{count} came into the list within the month and are not counted.")
    return (Note(words.format(count=said(new))),) if new else ()


def _move(before: str, now: str) -> str:
    return _("{a} → {b}").format(a=_(STAGE_NAMES[before]), b=_(STAGE_NAMES[now]))


def say_moves(answer: Answer) -> str:
    """How many moved, and the most frequent way."""
    if not answer.lines:
        return _("Nobody changed within a month.")
    sentence = _("{all} customers changed within a month, most of them {move}: {customers}.")
    first = told(answer, answer.lines[0])
    return sentence.format(all=told(answer)["customers"], move=first["move"], customers=first["customers"])


def behind_moves(_asked: Asked, line: str, _column: str) -> Behind:
    """Who went this way."""
    if not line:
        return Behind("customers", stage_board.changed(), _("Changed within a month"))
    before, now = line.split(_BY)
    return Behind("customers", stage_board.moved(before, now), _move(before, now))


def _sample_moves() -> Answer:
    made = {
        ("getting_to_know", "pre_divorce"): 6,
        ("welcoming", "getting_to_know"): 5,
        ("pre_divorce", "divorce"): 4,
        ("divorce", "win_back"): 2,
    }
    return _moves(made, 488, 3)


QUESTIONS: Final = (
    Question(
        key="stages",
        title=N_("Which kinds of customers are there?"),
        answers=N_("How many are new, regular, going or gone, what changed within a month, and what to do with each."),
        group="customers",
        ask=ask_board,
        say=say_board,
        behind=behind_board,
        sample=_sample_board,
        needs="sales",
        is_monthly=True,
        how=N_(
            "From the days of the purchases alone, or as you put them by hand on the card, from that day on. Stone and Woodcock"
            " (1995) call the eight: recruitment, welcoming, getting to know, account management, intensive care, pre-divorce,"
            " divorce, win-back. A month ago is worked out by the same rule, with what was known on that day."
        ),
    ),
    Question(
        key="stage_moves",
        title=N_("Who changed?"),
        answers=N_("Which customers went from one of the eight kinds to another within a month."),
        group="customers",
        ask=ask_moves,
        say=say_moves,
        behind=behind_moves,
        sample=_sample_moves,
        needs="sales",
        how=N_("Each customer's kind today and a month ago, by the same rule. Who did not change is not shown."),
    ),
)
