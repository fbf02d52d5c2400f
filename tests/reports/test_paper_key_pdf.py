"""The paper of the spare password: every group is read off it in order, the code holds the same, and it says only what is so."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QSize

from db.core import wrapping
from reports import paper_key_pdf
from tests.reports.papers import opened

Read = Callable[[bytes], list[str]]


def _paper(encrypted: bool = True) -> tuple[str, bytes]:
    paper = wrapping.new_paper()
    return paper, paper_key_pdf.make(paper, "順發水電材料行", date(2026, 11, 23), encrypted=encrypted).pdf


def test_its_groups_are_read_off_in_order(read_pdf: Read) -> None:
    paper, pdf = _paper()
    (page,) = read_pdf(pdf)
    groups = re.findall(r"\b(?:[0-9A-Z] ){3,}[0-9A-Z]\b", page)
    assert "-".join(group.replace(" ", "") for group in groups) == paper
    assert "順發水電材料行" in page


def test_a_phone_reads_the_same_from_the_code() -> None:
    paper, pdf = _paper()
    with opened(pdf) as document:
        page = QBuffer()
        document.render(0, QSize(1240, 1754)).save(page, "PNG")  # transparent where nothing is drawn
    drawn = Image.open(BytesIO(page.data().data()))
    photo = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn.convert("RGBA"))
    (code,) = zxingcpp.read_barcodes(photo.convert("L"))
    assert wrapping.read(code.text) == wrapping.read(paper)


@pytest.mark.parametrize(("encrypted", "advice"), [(True, "換一把鑰匙"), (False, "印一張新的")])
def test_a_lost_paper_leads_to_what_helps(read_pdf: Read, encrypted: bool, advice: str) -> None:
    said = re.sub(r"\s+", "", read_pdf(_paper(encrypted)[1])[0])
    assert advice in said
    assert ("更早以前的備份" in said) == encrypted  # the old paper goes on opening those
