"""Labels and envelopes saved as a PDF: people's addresses leave the shop, so the history says it."""

from pathlib import Path

from db.core import trouble
from db.core.blanks import ranges
from db.core.errors import InputError
from db.services import errands
from db.services.letters import Letters
from reports import excel
from reports.layout import Made
from resources.i18n import _


def write(path: Path, made: Made, letters: Letters) -> None:
    """The paper made for these, wholly there or not at all, in one `customers.export` unit. UserErrors say why not."""
    trouble.refuse_read_only()
    if path.suffix.casefold() != ".pdf":
        raise InputError(_("“{name}” must end in .pdf.").format(name=path.name))
    count, left_out = len(letters.addressees), letters.left_out_count
    noted = errands.taking(
        "customers.export", file=path.name, format="pdf", count=count, left_out=left_out, purpose="post",
        people=ranges([one.customer for one in letters.addressees if one.customer is not None]),
    )  # fmt: skip
    excel.replace(path, lambda part: part.write_bytes(made.pdf), noted)
