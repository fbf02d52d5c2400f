"""Papers, labels and envelopes in both languages and all sizes, on both small screens: nothing is clipped."""

from pathlib import Path
from typing import Any

import pytest

from db.services import blacklist, customers, opt_outs
from db.services.customer_form import AddressForm, CustomerForm
from reports.layout import Made
from reports.test_pages import grid
from tests.screens.letters import LettersScreen
from tests.screens.papers import Papers
from tests.ui.test_looks import LONG, Look, _looks, look  # noqa: F401
from ui import labels, papers
from ui.labels.left_out import LeftOutDialog
from ui.papers.memory import Printed
from ui.papers.offset_dialog import OffsetDialog
from ui.papers.paper import Confirm, Paper
from ui.print_again import AgainDialog

pytestmark = [
    pytest.mark.parametrize("size", ["standard", "large", "extra"]),
    pytest.mark.parametrize("language", ["zh_TW", "en"]),
]


def _paper() -> Paper:
    def make(_wish: Any) -> Made:
        made = grid(210, 297)
        return Made(made.pdf, made.pages, frozenset("𡘙"))

    facts = (("客戶", LONG), ("總計", "NT$ 1,234,567"), ("有效期限", "2026/12/22"))
    return Paper(f"報價單 1151121-001 {LONG}", LONG, make, 1, "林經理您好，" * 12, "quote", facts=facts, excel=lambda _path: None)


def test_a_paper(shop: Path, look: Look) -> None:  # noqa: F811
    customers.add(CustomerForm(name=LONG))
    screen = Papers(look.window)
    for confirm in (None, Confirm("Issue and print 定稿並列印", lambda _wish: None, "What was issued is not changed any more.")):
        papers.look(look.window.window, _paper(), confirm)
        look.at("paper", screen.dialog)
        OffsetDialog(look.window.window, "quote", screen.dialog.pdf, screen.dialog).open()
        (offset,) = screen.dialog.findChildren(OffsetDialog)
        look.at("offset", offset)
        offset.reject()
        screen.dialog.reject()
    again = AgainDialog(look.window.window, [Printed(f"{LONG}{at}", ("quote", "1")) for at in range(12)])
    again.open()
    look.at("again", again)
    again.reject()


def test_labels_and_envelopes(shop: Path, look: Look) -> None:  # noqa: F811
    ids = [
        customers.add(
            CustomerForm(name=f"{LONG}{at}", addresses=[AddressForm("新北市永和區中正路一二三巷四十五弄六十七號")] if at else [])
        )
        for at in range(4)
    ]
    blacklist.put([ids[1]], "欠款")
    opt_outs.put([ids[2]], ["post"])
    labels.labels(look.window.window, ids)
    screen = LettersScreen(look.window)
    for sheet in ("3x8", "own", "roll"):
        screen.choose(screen.dialog.sheet, sheet)  # type: ignore[attr-defined]
        look.at(f"labels {sheet}", screen.dialog)
    LeftOutDialog(screen.dialog._found, screen.dialog).open()  # type: ignore[arg-type]
    (out,) = screen.dialog.findChildren(LeftOutDialog)
    look.at("left out", out)
    out.reject()
    screen.dialog.reject()
    labels.envelopes(look.window.window, ids)
    look.at("envelopes", screen.dialog)
    screen.dialog.reject()
