"""安全維護計畫 on paper: eleven chapters, what is true of this shop, and what is not set yet as a list to tick off."""

from collections.abc import Iterator

from db.core.progress import Progress, silent
from db.core.values import dates
from db.services import laws, options, security_plan
from db.services.security_plan import Chapter, SecurityPlan
from reports import prose
from reports.layout import Made
from reports.prose import Part
from resources.i18n import _


def make(progress: Progress = silent) -> Made:
    """The plan as the shop stands now."""
    return of(security_plan.of(), progress)


def of(plan: SecurityPlan, progress: Progress = silent) -> Made:
    """This plan."""
    day = dates.shown(plan.day, options.shows_republic_years())
    title = _("Plan to keep personal data safe")
    parts = [Part("text", _basis()), *(part for chapter in plan.chapters for part in _chapter(chapter)), *_foot()]
    return prose.make(title, parts, shop=plan.shop, note=_("as of {day}").format(day=day), progress=progress)


def _basis() -> str:
    words = _(
        "By {act} and {rules}. Every sentence is filled in from what is set in the program; nothing is stated that is not so."
    )
    return words.format(act=laws.article("act", "27"), rules=laws.article("rules", "12"))


def _chapter(chapter: Chapter) -> Iterator[Part]:
    yield Part("head", f"{chapter.number}. {chapter.title}")
    for said in chapter.true:
        yield Part("item", said)
    for said in chapter.missing:
        yield Part("tick", _("To do: {what}").format(what=said))


def _foot() -> list[Part]:
    signed = _("Looked over by") + prose.blank(10) + "　" + _("Date") + prose.blank(8)
    return [Part("gap"), Part("text", signed), Part("small", _(laws.NOT_ADVICE))]
