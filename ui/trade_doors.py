"""The window's doors to buying and selling, which every page may ask for: quotes, sales, payments."""

from ui.late_parts import LateParts


class TradeDoors(LateParts):
    """Each imports its dialog or page when it is first asked for."""

    def quote(self, customer: int | None = None, quote: int | None = None) -> None:
        """報價: a new one, or the one of this id; from there back to the page in view."""
        self._whole.go("quote", customer=customer, quote=quote, back=self._whole.key)

    def sell(self, customer: int | None = None) -> None:
        """記銷售 of this customer, of the one in view where nobody is named and one is; among sales it is the next one's turn."""
        from ui.selling.entry import sell

        sell(self._whole, self, customer if self._whole.key == "sales" else self._meant(customer))

    def open_sale(self, sale: int) -> None:
        """A sale as it stands, and what can be done with it."""
        from ui.selling.detail import show

        show(self._whole, self, sale)

    def pay(self, customer: int | None = None, sale: int | None = None) -> None:
        """收款 of this customer, of the one in view where nobody is named and one is."""
        from ui.paying.dialog import pay

        pay(self._whole, self, self._meant(customer), sale)

    def _meant(self, customer: int | None) -> int | None:
        in_view = self._whole.page.in_view() if customer is None else []
        return in_view[0] if len(in_view) == 1 else customer
