"""The form of a product: a new one, or one that is there; kept as a draft while it is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core.journal import saving
from db.services import drafts, product_saving, products
from db.services.products import ProductForm
from resources.i18n import _
from ui import left_open
from ui.kit import counter
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.page import Shell
from ui.products import fields
from ui.products.boxes import PartsBox, ProductBox
from ui.products.picture import PictureBox

if TYPE_CHECKING:
    from db.services.drafts import DraftRow

_DRAFT: Final = "product"
_NUMBER: Final = "id"  # of the product, in a draft
_CODE: Final = 8  # digits that are a barcode and no name
Then = Callable[[int], object]


def add(shell: Shell, parent: QWidget, text: str, then: Then) -> None:
    """A new product; `text` is what was searched: its name, or its barcode."""
    is_code = len(text) >= _CODE and text.isdecimal()
    begun = ProductForm("", barcode=text) if is_code else ProductForm(text)
    _Editing(shell, parent, None, begun, then).open()


def change(shell: Shell, parent: QWidget, product: int, then: Then) -> None:
    """The form of a product that is there; it shows every price, so at the counter it is asked for twice."""
    counter.opening(shell, lambda: _Editing(shell, parent, product, products.form(product), then).open())


class _Editing:
    """One form, from its opening until it is saved."""

    def __init__(
        self, shell: Shell, parent: QWidget, product: int | None, before: ProductForm, then: Then, slot: str = ""
    ) -> None:
        self._shell, self._parent, self._product, self._before, self._then = shell, parent, product, before, then
        self._slot = slot or f"{_DRAFT}:{uuid4().hex}"
        self._saved: list[tuple[int, int | None]] = []  # the product, the unit
        self._picture: PictureBox | None = None

    def open(self, typed: Values | None = None) -> None:
        parts = products.parts_of(self._product) if self._product else []
        rules = FormRules(
            self._save,
            lambda values: fields.warned(values, self._product),
            keep=lambda values: drafts.keep(self._slot, None, {**values, _NUMBER: self._product}),
            discard=lambda: drafts.discard(self._slot, None),
            dropped=offering_again(self._shell, lambda values: str(values["name"]), self.open),
        )
        makes = {"parts": PartsBox, "next_model": ProductBox, "picture": self._picture_box}
        title = _("Edit product") if self._product else _("New product")
        dialog = FormDialog(self._parent.window(), title, fields.fields(makes), fields.to_values(self._before, parts), rules)
        if typed:
            dialog.fill(typed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._told)
        dialog.open()

    def _picture_box(self, thumbnail_hash: str) -> PictureBox:
        self._picture = PictureBox(self._shell.asks, thumbnail_hash)
        return self._picture

    def _save(self, values: Values) -> None:
        form, parts = fields.to_form(values, self._before)
        picture = self._picture.of_this_save() if self._picture else "as it is"
        self._saved.append(saving(lambda: product_saving.save(self._product, form, parts, picture)))

    def _told(self) -> None:
        product, unit = self._saved[-1]
        self._shell.toast_undo(_("Saved") if self._product else _("Product added"), unit)
        self._then(product)


def offer_left(shell: Shell, parent: QWidget, then: Then) -> None:
    """After a power cut: offer the forms of products that were left open."""

    def told(draft: "DraftRow") -> tuple[str, str] | None:
        is_ours = draft.form.partition(":")[0] == _DRAFT
        return (_("A product was left open"), str(draft.body.get("name") or _("without a name"))) if is_ours else None

    def reopen(draft: "DraftRow") -> None:
        known = next(iter(products.of_ids([draft.body.get(_NUMBER) or 0])), None)
        before = products.form(known.id) if known else ProductForm("")
        _Editing(shell, parent, known.id if known else None, before, then, draft.form).open(draft.body)

    left_open.offer(shell.asks, told, reopen)
