"""One customer's data: whether it is disputed or no longer used, who was given it, and everything they may ask for."""

from collections.abc import Callable, Iterator
from functools import partial

from db.services import customers, disclosures, laws, opt_outs, requests
from db.services.disclosures import DisclosureRow
from resources.i18n import _
from ui.kit.days import written
from ui.kit.page import Shell
from ui.pages.privacy.asked import Asked
from ui.pages.privacy.fold_card import Act, FoldCard, Item


class AboutCard(FoldCard):
    """Who it is with the three big acts, how it stands, who is to be told of a correction."""

    def __init__(self, shell: Shell, asked: Asked, customer: int) -> None:
        self._asked, self.customer = asked, customers.follow(customer)
        said = _("Whatever they say is wrong is not used until it is settled ({law}); then it is corrected on their card.")
        super().__init__(shell, said.format(law=laws.article("act", "11")))

    def refresh(self) -> None:
        """As it stands now."""
        self.show_items(list(self._items()))

    def _items(self) -> Iterator[Item]:
        one = self.customer
        name = customers.form(one).name
        yield Item(
            name, "", "",
            [
                (_("What I keep of them"), partial(self._asked.report, one)),
                (_("No more messages"), partial(self._asked.stop_one, one)),
                (_("Erase…"), partial(self._asked.erase_one, one)),
                (_("Open the card"), partial(self.shell.open_card, one)),
            ],
        )  # fmt: skip
        yield self._use(name)
        if "all" in opt_outs.of(one):
            yield Item(_("They get no advertising."), _("It is taken back on their card: What may be sent."))
        to_tell = {row.id for row in disclosures.to_tell()}
        for row in disclosures.of(one):
            yield self._given(row, row.id in to_tell)

    def _use(self, name: str) -> Item:
        disputed, stopped = requests.state(self.customer)
        used = _("The data of {name} is used again.")
        again: list[Act] = [(_("Use it again"), partial(self._do, requests.use_again, used, name))]
        if disputed:
            below = _("In no list that leaves the shop, in no suggestion, until it is settled.")
            return Item(_("Disputed since {day}").format(day=written(disputed)), below, "amber", again)
        if stopped:
            below = _("Kept, but in no list that leaves the shop and in no suggestion.")
            return Item(_("Not used since {day}").format(day=written(stopped)), below, "amber", again)
        said = _("The data of {name} is disputed and not used.")
        act = (_("They say it is wrong"), partial(self._do, requests.dispute, said, name))
        return Item(_("Used as usual"), "", "", [act])

    def _given(self, row: DisclosureRow, is_due: bool) -> Item:
        text = _("given to {whom} on {day}").format(whom=row.to_whom, day=written(row.given_on))
        if row.told_on:
            return Item(text, _("told of a correction on {day}").format(day=written(row.told_on)))
        said = _("{whom} was told.").format(whom=row.to_whom)
        act = (_("Told of a correction"), partial(self.do, partial(disclosures.tell, [row.id]), said))
        return Item(text, _("corrected since: tell them") if is_due else "", "amber" if is_due else "", [act])

    def _do(self, act: Callable[[int], object], said: str, name: str) -> None:
        self.do(partial(act, self.customer), said.format(name=name))
