"""What was erased stays erased, whichever copy is fetched back; what would be missing is told by kind."""

from pathlib import Path

from db.core import clock, file
from db.services import backup_contents, backups, customers, erasing, interactions, restoring
from db.services.backup_contents import Kind
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from reports import quote_pdf


def test_a_copy_that_is_fetched_back_erases_them_again(shop: Path) -> None:
    gone = customers.add(CustomerForm(name="歐陽晴嵐"))
    stays = customers.add(CustomerForm(name="陳美惠"))
    copy = backups.make("erase").path
    erasing.erase(gone, "本人要求", quote_pdf.make)
    backups.restore(copy)
    with file.opened(shop):
        assert customers.form(gone).name == "歐陽晴嵐"
        assert restoring.erase_again(quote_pdf.make) == 1
        assert restoring.erase_again(quote_pdf.make) == 0
        assert "歐陽晴嵐" not in str(customers.form(gone))
        assert customers.form(stays).name == "陳美惠"


def test_what_would_be_missing_is_told_by_kind(shop: Path) -> None:
    known = customers.add(CustomerForm(name="王小明"))
    copy = backups.make("close")
    customers.add(CustomerForm(name="陳美惠"))
    for text in ("問價", "說好了"):
        interactions.add(InteractionForm(known, text=text))
    loss = backup_contents.look_into(copy, shop).loss
    assert loss is not None
    today = clock.today().isoformat()
    assert loss.kinds == (Kind(today, "customer", 1, ("陳美惠",)), Kind(today, "interaction", 2))
