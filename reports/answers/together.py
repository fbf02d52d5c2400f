"""What could be sold besides: what is bought together, and what a kind of customers lacks."""

from typing import Final

from db.analytics.white_space import Share
from db.services import baskets, cross_names, visits, white_spaces
from db.services.baskets import BoughtTogether
from db.services.white_spaces import WhiteSpace
from reports.answers.parts import MOST, share, size, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_MOST_PAIRS: Final = 40
_SHOW: Final = Parameter("show", N_("Shown"), (("matrix", N_("Kinds of customers")), ("blanks", N_("Customer by customer"))))
_WIDEST: Final = 8  # categories that stand beside one another
_FEW, _PAIR = 10, 2  # customers of a kind, and kinds, below which nothing is compared
_LEAST: Final = 5  # customers of a kind a share is said of
_WIDE: Final = 0.1  # between two shares that are told as different
_BY: Final = ">"  # between a number and what else names a line
_IN: Final = "in:"  # before the category a column is of


# together


def ask_pairs(asked: Asked) -> Answer:
    """Who buys this buys that, too."""
    found = baskets.whole()[:_MOST_PAIRS]
    return _pairs(found, found[0].baskets if found else baskets.counted())


def _pairs(found: list[BoughtTogether], sales: int) -> Answer:
    return Answer(
        headings=(
            Heading("pair", _("Goods")),
            Heading("of", _("Bought"), "count"),
            Heading("together", _("Of them with the other"), "count"),
            Heading("share", _("Share"), "share"),
            Heading("lift", _("Times as often as others"), "decimal"),
        ),
        lines=tuple(
            Line(
                f"{one.a}{_BY}{one.b}",
                (
                    _("{a} → {b}").format(a=one.name_a, b=one.name_b),
                    one.of_a,
                    one.together,
                    share(one.together, one.of_a),
                    round(one.lift, 1),
                ),
            )
            for one in found
        ),
        records=sales,
        counted="sales",
        notes=(
            Note(_("That two things are bought together does not say that one sells the other. Try it with a few customers.")),
        ),
        chart=Chart("bars", "pair", ("together",)),
    )


def say_pairs(answer: Answer) -> str:
    """The clearest pair."""
    if not answer.lines:
        return _("No two things are bought together clearly more often than others.")
    sentence = _("{pair}: of {of} purchases with the first, {together} had the second, too.")
    return sentence.format(**told(answer, answer.lines[0]))


def behind_pairs(_asked: Asked, line: str, column: str) -> Behind | None:
    """The sales with the first, or with both."""
    if not line:
        return None
    a, b = map(int, line.split(_BY))  # items
    if column == "of":
        return Behind("sales", baskets.sales(a), cross_names.of("item", [f"{a}"])[f"{a}"])
    return Behind("sales", baskets.sales(a, b), _("Both bought together"))


def _sample_pairs() -> Answer:
    first = BoughtTogether(0, 1, _("Tap"), _("Sealing tape"), None, None, 12, 40, 31, 320, 3.2)
    return _pairs([first, BoughtTogether(2, 3, _("Water filter"), _("Filter cartridge"), None, None, 9, 22, 58, 320, 2.4)], 320)


# what is missing


def ask_blanks(asked: Asked) -> Answer:
    """Kinds of customers against categories; or the single customers who lack what those like them buy."""
    if asked["show"] == "blanks":
        return _blanks(white_spaces.blanks(MOST))
    matrix = white_spaces.matrix()
    return _matrix(list(matrix.groups), list(matrix.categories), dict(matrix.cells))


def _matrix(groups: list[str], categories: list[str], cells: dict[tuple[str, str], Share]) -> Answer:
    shown = categories[:_WIDEST]
    sizes = {group: max((cells[group, one].of for one in categories if (group, one) in cells), default=0) for group in groups}
    return Answer(
        headings=(
            Heading("group", _("Kind of customer")),
            Heading("customers", _("Customers"), "count"),
            *(Heading(f"{_IN}{one}", one, "share", heat=True) for one in shown),
        ),
        lines=tuple(
            Line(group, (_group(group), sizes[group], *(_part(cells.get((group, one))) for one in shown))) for group in groups
        ),
        records=sum(sizes.values()),
        counted="customers",
        notes=(
            Note(_("A light field in a dark column: this kind of customers could be offered it.")),
            Note(_("Of fewer than {count} customers no share is said.").format(count=_LEAST)),
        ),
        chart=Chart("heat", "group", tuple(f"{_IN}{one}" for one in shown)) if shown else None,
    )


def _part(found: Share | None) -> float | None:
    return share(found.buyers, found.of) if found and found.of >= _LEAST else None


def _group(group: str) -> str:
    return {white_spaces.PEOPLE: _("People"), white_spaces.COMPANIES: _("Companies")}.get(group, group)


def _blanks(found: list[WhiteSpace]) -> Answer:
    return Answer(
        headings=(
            Heading("customer", _("Customer")),
            Heading("category", _("Has not bought")),
            Heading("because", _("But bought")),
            Heading("alike", _("Such customers"), "count"),
            Heading("buying", _("Of them bought it"), "count"),
            Heading("share", _("Share"), "share"),
        ),
        lines=tuple(
            Line(
                f"{one.customer}{_BY}{one.category}",
                (one.name, one.category, _(", ").join(one.because), one.of, one.alike, share(one.alike, one.of)),
            )
            for one in found
        ),
        total=(_("{count} chances").format(count=f"{len(found):,}"), None, None, None, None, None) if found else None,
        records=visits.buyers(),
        counted="customers",
    )


def say_blanks(answer: Answer) -> str:
    """The widest gap between kinds, or the best chance."""
    if not answer.lines:
        return _("Nobody lacks what others like them buy.")
    if answer.headings[0].key == "customer":
        sentence = _("{customer} has not bought {category} yet; of {alike} customers like them {buying} have.")
        return sentence.format(**told(answer, answer.lines[0]))
    at, column = max(((_gap(answer, column), column) for column in range(2, len(answer.headings))), default=(0.0, 0))
    if at < _WIDE:
        return ""
    low, high = _ends(answer, column)
    sentence = _("{category}: of {high} {most} buy it, of {low} only {least}.")
    least, most = (told(answer, one)[answer.headings[column].key] for one in (low, high))
    return sentence.format(category=answer.headings[column].title, high=high.cells[0], most=most, low=low.cells[0], least=least)


def _ends(answer: Answer, column: int) -> tuple[Line, Line]:
    """The lines with the least and the most in a column."""
    known = _large(answer, column)
    return min(known, key=lambda line: _cell(line, column)), max(known, key=lambda line: _cell(line, column))


def _large(answer: Answer, column: int) -> list[Line]:
    """The lines a share can be said of: of three customers none is a third."""
    return [line for line in answer.lines if _cell(line, 1) >= _FEW and line.cells[column] is not None]


def _gap(answer: Answer, column: int) -> float:
    if len(_large(answer, column)) < _PAIR:
        return 0.0
    low, high = _ends(answer, column)
    return _cell(high, column) - _cell(low, column)


def _cell(line: Line, column: int) -> float:
    return float(size(line.cells[column]))


def behind_blanks(asked: Asked, line: str, column: str) -> Behind | None:
    """Of a kind, its customers, or who has not bought the category; of a blank the customer, or those like them."""
    if not line:
        return None
    if asked["show"] == "blanks":
        return _behind_blank(line, column)
    if not column.startswith(_IN):
        return Behind("customers", white_spaces.customers(line), _group(line))
    category = column.removeprefix(_IN)
    title = _("{group}, not yet {category}").format(group=_group(line), category=category)
    return Behind("customers", white_spaces.customers(line, category, buying=False), title)


def _behind_blank(line: str, column: str) -> Behind | None:
    customer, _by, category = line.partition(_BY)
    if column not in ("alike", "buying", "share"):
        return Behind("customers", [int(customer)], "")
    found = next((one for one in white_spaces.blanks(MOST) if (one.customer, one.category) == (int(customer), category)), None)
    if found is None:
        return None
    ids = white_spaces.alike(found, buying=column != "alike")
    return Behind("customers", ids, _("Such customers") if column == "alike" else _("Of them bought it"))


def _sample_blanks() -> Answer:
    groups, categories = [white_spaces.PEOPLE, white_spaces.COMPANIES], [_("Taps"), _("Water filters"), _("Lamps")]
    counts = dict(zip(groups, ((61, 88, 42), (38, 6, 29)), strict=True))
    sizes = dict(zip(groups, (180, 52), strict=True))
    cells = {
        (group, one): Share(count, sizes[group]) for group in groups for one, count in zip(categories, counts[group], strict=True)
    }
    return _matrix(groups, categories, cells)


QUESTIONS: Final = (
    Question(
        key="pairs",
        title=N_("What is bought together?"),
        answers=N_("Which goods often stand on the same purchase."),
        group="sales",
        ask=ask_pairs,
        say=say_pairs,
        behind=behind_pairs,
        sample=_sample_pairs,
        needs="sales",
        how=N_(
            "Everything on one sale is one purchase; the last two years count. Share = purchases with both ÷ purchases with the"
            " first (confidence). Times as often = that share ÷ the share of all purchases that have the second (lift). Pairs of"
            " fewer than five purchases, or that could be chance, are left out. Textbooks call it market basket analysis."
        ),
    ),
    Question(
        key="white_space",
        title=N_("Who has not bought what yet?"),
        answers=N_("What a kind of customers could buy here, too, because others like them do."),
        group="customers",
        ask=ask_blanks,
        say=say_blanks,
        behind=behind_blanks,
        sample=_sample_blanks,
        needs="sales",
        parameters=(_SHOW,),
        how=N_(
            "Share of a kind of customers who bought something of the category. Customer by customer: of those of the same kind"
            " who buy two of the same categories, so many buy a third one as well. Textbooks call it white space analysis."
        ),
    ),
)
