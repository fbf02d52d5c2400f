"""A free line becomes a product by one tick beside the grid of lines."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from db.core.values.amounts import PRICED
from db.services.lines import LineForm
from resources.i18n import _
from ui.kit.labels import tip
from ui.kit.page import Shell
from ui.lines.grid import LinesGrid
from ui.trying import tried


class KeepAsProduct(QCheckBox):
    """Seen while the cursor is on a line with a name of its own; ticked, that line's product is there from now on."""

    def __init__(self, shell: Shell, grid: LinesGrid) -> None:
        super().__init__(_("Keep this line as a product"))
        tip(self, _("Next time it is found by its name, with this unit and price."))
        self._shell, self._grid = shell, grid
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing beside it moves when it comes and goes
        self.setSizePolicy(policy)
        grid.current_changed.connect(self._follow)
        self.clicked.connect(lambda _on: self.keep())
        self.hide()

    def _follow(self) -> None:
        form = self._grid.current_line()
        self.setChecked(False)
        self.setVisible(form is not None and is_free(form))

    def keep(self) -> None:
        """Make the product of the line the cursor is on; one of the same name and specification is it already."""
        self._grid.settle()
        form = self._grid.current_line()
        if form is None or not is_free(form):
            return
        from db.services import products

        if (done := tried(lambda: products.from_line(form), self._shell.asks)) is None:
            self._follow()
            return
        product, unit = done
        self._grid.replace_current(replace(form, product=product))
        words = _("“{name}” is a product from now on.") if unit else _("“{name}” was a product already.")
        self._shell.toast_undo(words.format(name=form.name), unit)


def is_free(form: LineForm) -> bool:
    """Whether this line sells something that is no product yet."""
    return form.kind in PRICED and form.product is None and bool(form.name.strip())
