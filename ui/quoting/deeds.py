"""What became of a quote, done from any page: each a function of the window and the quote's id, refused with a sentence."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

from db.services import quote_life, quote_rows, quotes
from resources.i18n import _, ngettext
from ui import papers, several
from ui.quoting import paper, words
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell


Deed = Callable[["Shell", int], None]


def _of_one_there(deed: Deed) -> Deed:
    """Done only while the quote is there: one thrown away meanwhile is told of."""

    @wraps(deed)
    def done(shell: "Shell", quote: int) -> None:
        if tried(lambda: quotes.record(quote), shell.asks):
            deed(shell, quote)

    return done


@_of_one_there
def open_(shell: "Shell", quote: int) -> None:
    """What a double click does: a draft is written on, what was issued is looked at."""
    (change if quotes.get(quote).row.state == "draft" else look)(shell, quote)


@_of_one_there
def look(shell: "Shell", quote: int) -> None:
    """看紙本: the paper as it was issued last, or the draft as it would be printed."""
    if made := tried(lambda: paper.of(quote), shell.asks):
        papers.look(shell, made[0])


@_of_one_there
def change(shell: "Shell", quote: int) -> None:
    """To the editor. What was issued is asked about first: 「客人拿到第 1 版了嗎？」"""
    row = quotes.get(quote).row
    if row.state == "draft" or _may_be_changed(shell, quote):
        shell.quote(quote=quote)


def _may_be_changed(shell: "Shell", quote: int) -> bool:
    """Whether it is a draft now: corrected under its number, or begun as the next version."""
    row = quotes.get(quote).row
    ways: list[tuple[str, Callable[[int], None]]] = [
        (_("Yes, make version {number}").format(number=row.version + 1), quote_life.revise)
    ]
    if row.state != "refused":  # who said no to it has seen it
        ways.insert(0, (_("Not yet, change it as it is"), quote_life.correct))
    answer = shell.asks.choose(
        _("Change {number}").format(number=words.titled(row)),
        _("Does the customer have version {version} already?").format(version=row.version),
        [said for said, _do in ways],
        detail=_("What was issued stays in the history with its paper, whichever you choose."),
    )
    return answer is not None and bool(tried(lambda: ways[answer][1](quote), shell.asks))


@_of_one_there
def accept(shell: "Shell", quote: int) -> None:
    """成交: what the customer took, what is on order, the deposit."""
    from ui.quoting import accept_dialog

    accept_dialog.ask(shell, quote)


@_of_one_there
def refuse(shell: "Shell", quote: int) -> None:
    """沒成, and why."""
    from ui.quoting import reason_dialog

    reason_dialog.refuse(shell, quote)


@_of_one_there
def void(shell: "Shell", quote: int) -> None:
    """作廢, and why; the number is not given again."""
    from ui.quoting import reason_dialog

    reason_dialog.void(shell, quote)


@_of_one_there
def again(shell: "Shell", quote: int) -> None:
    """再報一次: the same from today as a new draft, open in the editor."""
    if done := tried(lambda: quotes.add(quotes.copy_of(quote)), shell.asks):
        new, unit = done
        shell.quote(quote=new)
        shell.toast_undo(_("A new draft like {number}, from today").format(number=words.number(quotes.get(quote).row)), unit)


@_of_one_there
def discard(shell: "Shell", quote: int) -> None:
    """Throw a draft away that was never issued."""
    name = quotes.get(quote).row.name
    _do(shell, lambda: quotes.discard(quote), _("The draft for {name} is thrown away").format(name=name))


def discard_all(shell: "Shell", chosen: Sequence[int]) -> None:
    """Throw away what of these is a draft that was never issued, with one way back."""
    drafts = [row.id for row in quote_rows.of_ids(chosen) if "discard" in words.possible(row)]
    if drafts:
        several.each(shell, "quotes.discard", drafts, quotes.discard, _discarded)
    else:
        shell.toast(_("None of these is a draft. What was issued can be made void, one by one."))


def _discarded(count: int) -> str:
    return ngettext("{count} draft thrown away", "{count} drafts thrown away", count).format(count=f"{count:,}")


@_of_one_there
def give_up(shell: "Shell", quote: int) -> None:
    """The version that is being written is given up: what was issued last stands again."""
    row = quotes.get(quote).row
    _do(shell, lambda: quote_life.give_up_revision(quote), _("{number} stands as it was issued").format(number=row.number))


@_of_one_there
def reopen(shell: "Shell", quote: int) -> None:
    """It waits for an answer again; the sale of an accepted one goes."""
    row = quotes.get(quote).row
    if row.state == "accepted" and not _gives_sale_up(shell, quote):
        return
    number = words.number(row)
    _do(shell, lambda: quote_life.reopen(quote), _("{number} waits for an answer again").format(number=number))


def _gives_sale_up(shell: "Shell", quote: int) -> bool:
    """Whether the sale it became may go."""
    title = _("Wait for an answer again?")
    text = _("{quote} became a sale. That sale is deleted then.").format(quote=words.titled(quotes.get(quote).row))
    return shell.asks.confirm(title, text, _("Delete the sale, wait again"))


@_of_one_there
def versions(shell: "Shell", quote: int) -> None:
    """Every version as it left the house, and what two of them say differently."""
    from ui.quoting.versions_dialog import VersionsDialog

    VersionsDialog(shell, quote).open()


@_of_one_there
def template(shell: "Shell", quote: int) -> None:
    """存成範本: its lines and terms under a name."""
    from ui.quoting import template as keeping

    keeping.keep(shell, quotes.get(quote).form)


def _do(shell: "Shell", act: "Callable[[], Any]", said: str) -> None:
    """Do it, and say it with the way back."""
    if done := tried(act, shell.asks):
        shell.toast_undo(said, done[1])
