"""個資盤點: which data is held, of how many, what for; what has no purpose, and texts that hold too much."""

from functools import partial

from db.core.progress import Progress
from db.services import inventory, laws, lists, notices, sensitive
from db.services.inventory import Held
from db.services.sensitive import Place
from resources.i18n import N_, _, ngettext
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item

_MOST = 50  # customers whose texts are named


class InventoryCard(FoldCard):
    """What presses first, then every kind of data."""

    def __init__(self, shell: Shell) -> None:
        said = _("Only what the work needs is kept ({act}); medical data, crime, sex life and the like not at all ({special}).")
        super().__init__(shell, said.format(act=laws.article("act", "5"), special=laws.article("act", "6")))

    def refresh(self) -> None:
        """Counted on the worker."""
        jobs.start(_look, self._show, quiet=True, of=self)

    def _show(self, found: tuple[list[Held], list[tuple[Place, str]], int]) -> None:
        held, places, count = found
        items = [self._flagged(one) for one in held if one.is_flagged]
        if count:
            words = ngettext(
                "In {count} text stands what does not belong there", "In {count} texts stands what does not belong there", count
            )
            items.append(Item(words.format(count=f"{count:,}"), tone="amber"))
        items += [self._place(place, name) for place, name in places]
        known = [one for one in held if one.count and not one.is_flagged]
        unused = [one for one in held if one.is_unused]
        self.show_items([*items, *map(_item, known), *([_unused(unused)] if unused else [])])

    def _flagged(self, one: Held) -> Item:
        below = _("known of {count}; nobody said what for").format(count=f"{one.count:,}")
        return Item(
            _("Own field “{title}”").format(title=one.what), below, "amber", [(_("What for…"), partial(self.say, one.what))]
        )

    def _place(self, place: Place, name: str) -> Item:
        what = _(", ").join(_(sensitive.KINDS[one]) for one in place.kinds)
        text = _("{name}, {where}: {what}").format(name=name, where=_(place.where), what=what)
        return Item(text, acts=[(_("Open the card"), partial(self.shell.open_card, place.customer))])

    def say(self, title: str) -> None:
        """What an own field is for."""
        purposes = [(key, notices.purpose_words(key)) for key, _code, _words in notices.PURPOSES]
        fields = [Field("purpose", N_("What for"), "choice", choices=purposes)]

        def save(typed: Values) -> None:
            inventory.give_purpose(title, typed["purpose"])

        self.ask(_("What is “{title}” for?").format(title=title), fields, {"purpose": "service"}, save, _("It is written down."))


def _look(_progress: Progress) -> tuple[list[Held], list[tuple[Place, str]], int]:
    places = sensitive.places()
    shown = places[:_MOST]
    names = {row.id: row.name for row in lists.brief(dict.fromkeys(one.customer for one in shown))}
    return inventory.held(), [(one, names.get(one.customer, "")) for one in shown], len(places)


def _item(one: Held) -> Item:
    what = one.what if one.own else _(one.what)
    text = _("{what}: {count}").format(what=what, count=f"{one.count:,}")
    below = _(", ").join(map(notices.purpose_words, one.purposes))
    return Item(text, f"{one.category}　{below}".strip())


def _unused(unused: list[Held]) -> Item:
    names = _(", ").join(one.what if one.own else _(one.what) for one in unused)
    return Item(_("Known of nobody, could go: {names}").format(names=names))
