"""印出他的匯出紀錄: what one person took out of the house in 90 days, for the folder of who left."""

from db.services import export_record, options
from reports import list_pdf
from reports.layout import Made
from reports.list_pdf import ListColumn
from resources.i18n import _

DAYS = 90


def make(name: str, roc: bool = False) -> Made:
    """The list as a paper; one line says that there is nothing."""
    columns = [
        ListColumn(_("When")),
        ListColumn(_("What")),
        ListColumn(_("File")),
        ListColumn(_("Rows"), "right"),
        ListColumn(_("What for")),
    ]
    rows = [
        (one.at, one.action, one.file, "" if one.count is None else f"{one.count:,}", one.purpose)
        for one in export_record.of(name, DAYS)
    ]
    title = _("What {name} exported").format(name=name)
    note = _("The last {count} days. {lines} lines.").format(count=DAYS, lines=len(rows))
    return list_pdf.make(title, columns, rows or [(_("Nothing"), "", "", "", "")], shop=options.text("shop_name"), note=note)
