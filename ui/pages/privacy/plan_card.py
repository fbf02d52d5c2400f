"""安全維護計畫: what is set in this shop, what is not, and the plan on paper."""

from db.services import laws, reviews, security_plan
from db.services.security_plan import SecurityPlan
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item


class PlanCard(FoldCard):
    """A row a chapter; what is not set yet stands below it."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "Eleven chapters as {rules} asks, filled in from what is really set; change a setting, and the sentence changes."
        )
        acts = [
            (_("Print the plan"), self.print_plan),
            (_("I looked it over today"), self.looked_over),
            (_("Names…"), lambda: shell.go("settings", section="privacy")),
        ]
        super().__init__(shell, said.format(rules=laws.article("rules", "12")), acts)

    def refresh(self) -> None:
        """Put together on the worker."""
        jobs.start(lambda _progress: security_plan.of(), self._show, quiet=True, of=self)

    def _show(self, plan: SecurityPlan) -> None:
        words = ngettext("{count} thing is not set yet", "{count} things are not set yet", plan.missing)
        head = (
            Item(words.format(count=plan.missing), tone="amber") if plan.missing else Item(_("All of it is set."), tone="green")
        )
        rows = [_chapter(one) for one in plan.chapters]
        self.show_items([head, *rows])

    def looked_over(self) -> None:
        """The yearly look."""
        self.do(lambda: reviews.save("yearly"), _("It is written down that the plan was looked over."))

    def print_plan(self) -> None:
        """The plan on paper."""
        from reports import security_plan_pdf

        self.print_made(security_plan_pdf.make, _("Plan to keep data safe"))


def _chapter(chapter: security_plan.Chapter) -> Item:
    below = [*chapter.true, *(_("To do: {what}").format(what=one) for one in chapter.missing)]
    return Item(f"{chapter.number}. {chapter.title}", "\n".join(below))
