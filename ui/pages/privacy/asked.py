"""The three big buttons, two steps each: who it is, then what becomes of it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.core import clock, file
from db.core.chain import ERASE
from db.core.errors import InputError
from db.core.journal import saving
from db.core.progress import Progress
from db.services import backups, customers, erasing, requests, rotation
from db.services.erasing import ErasePlan
from resources.i18n import N_, _, ngettext
from ui.allowed import allowed
from ui.customer_box import CustomerBox
from ui.kit import jobs
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.form_rules import Notice
from ui.kit.page import Shell

_SHOWN: Final = 4  # others who say the name


class Asked:
    """Opens the dialogs over the page."""

    def __init__(self, page: QWidget, shell: Shell) -> None:
        self._page = page
        self._shell = shell

    def show(self) -> None:
        """客人問我有他什麼資料."""
        if allowed(self._shell, "requests.report"):
            self.who(_("A customer asks what I keep of them"), self.report)

    def erase(self) -> None:
        """要我刪掉他."""
        if allowed(self._shell, ERASE):
            self.who(_("A customer wants to be erased"), self.erase_one)

    def stop(self) -> None:
        """不要再收訊息."""
        self.who(_("No more messages, please"), self.stop_one)

    def who(self, title: str, then: Callable[[int], object]) -> None:
        """Step one: who it is."""
        chosen: list[int] = []

        def save(typed: Values) -> None:
            if not typed["customers"]:
                raise InputError(_("Please choose a customer."), field="customers")
            chosen.append(int(typed["customers"][0]))

        fields = [Field("customers", N_("Who is it?"), make=partial(CustomerBox, is_known=True))]
        self._open(title, fields, {"customers": []}, FormRules(save), _("Next"), lambda: then(chosen[-1]))

    def report(self, customer: int, kind: str = "view") -> None:
        """The report is shown to be printed, and it is in the register."""
        from reports import subject_report_pdf

        def work(_progress: Progress) -> bytes:
            made = subject_report_pdf.make(customer)
            requests.answered(customer, kind)
            return bytes(made.pdf)

        self._shell.print_out(work, _("What we keep of you"), "privacy")

    def stop_one(self, customer: int) -> None:
        """Step two: only advertising, or any use."""
        name = customers.form(customer).name
        told = _("{name} gets no advertising any more, by no channel, at once. Calls about orders stay possible.").format(
            name=name
        )
        ways = [("", _("No more messages")), ("1", _("No longer use the data at all"))]
        fields = [Field("everything", N_("Only that?"), "choice", choices=ways)]
        units: list[int | None] = []
        rules = FormRules(
            lambda typed: units.append(saving(lambda: requests.stop(customer, everything=bool(typed["everything"])))[1]),
            notices=lambda _typed: [Notice(told)],
        )
        done = _("{name} gets nothing any more.").format(name=name)
        self._open(
            _("No more messages, please"),
            fields,
            {"everything": ""},
            rules,
            _("Stop it"),
            lambda: self._shell.toast_undo(done, units[-1]),
        )

    def erase_one(self, customer: int) -> None:
        """What would go and what stays is looked up, then it is asked."""
        jobs.start(lambda _progress: erasing.plan(customer), self._sure, of=self._page)

    def _sure(self, plan: ErasePlan) -> None:
        """Step two: what goes, what stays and why; the name or number is typed."""

        def save(typed: Values) -> None:
            if not plan.is_meant(typed["sure"]):
                if plan.has_namesake:
                    raise InputError(
                        _("There are others of this name: please type the phone number. Nothing was erased."), field="sure"
                    )
                raise InputError(_("This is neither the name nor a number of theirs. Nothing was erased."), field="sure")

        fields = [
            Field("reason", N_("Why"), "choice", choices=[(_(one), _(one)) for one in erasing.REASONS]),
            Field(
                "sure",
                N_("To be sure, type the phone number") if plan.has_namesake else N_("To be sure, type the name or phone number"),
            ),
        ]
        rules = FormRules(save, notices=lambda _typed: [Notice(one) for one in told(plan)])
        made: list[FormDialog] = []
        made.append(
            self._open(
                _("Erase {name}").format(name=plan.name), fields, {"reason": _(erasing.REASONS[0]), "sure": ""}, rules,
                _("Erase for good"),
                lambda: self._do(plan, made[0].values()["reason"]),
            )
        )  # fmt: skip

    def _do(self, plan: ErasePlan, reason: str) -> None:
        def work(progress: Progress) -> int:
            from reports import quote_pdf

            progress(_("Backing up…"), 0, 0)
            backups.make("erase")
            return erasing.erase(plan.customer, reason, quote_pdf.make)

        jobs.start(work, partial(self._done, plan), title=_("Erasing"), of=self._page)

    def _done(self, plan: ErasePlan, _unit: int) -> None:
        from ui.attachments import copies

        requests.answered(plan.customer, "delete")
        copies.forget()
        kept = (
            _("The papers that must be kept still say the name.")
            if plan.keeps_name
            else _("Nothing of their own data says the name any more.")
        )
        self._shell.asks.tell(_("Erased"), f"{kept}\n{_copies()}", _others(plan))

    def _open(
        self, title: str, fields: list[Field], values: Values, rules: FormRules, save: str, then: Callable[[], object]
    ) -> FormDialog:
        made = FormDialog(self._page.window(), title, fields, values, rules, save=save)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.accepted.connect(then)
        made.open()
        return made


def told(plan: ErasePlan) -> list[str]:
    """The plan in sentences: what goes, what stays and why, the copies, who else says the name."""
    goes = _(", ").join(_("{what} ({count})").format(what=_(one.what), count=one.count) for one in plan.goes)
    lines = [" · ".join(filter(None, plan.known_by))]
    lines += [_("Goes: name, {parts}").format(parts=goes) if goes else _("Goes: the name and everything on the card")]
    lines += [_("Stays: {what}, {count} ({why})").format(what=_(one.what), count=one.count, why=_(one.why)) for one in plan.stays]
    lines.append(_copies())
    return [*lines, *filter(None, [_others(plan)])]


def _copies() -> str:
    """Which copies still hold them and until when; that fetching one back erases them again."""
    last = written(rotation.gone_by(clock.today()).isoformat())
    said = _(
        "Older backups still hold this person, with the usual use of the program until about {day}."
        " Copies on sticks stay until you overwrite them."
    ).format(day=last)
    if aside := len(backups.put_aside(file.current_path())):
        said += " " + ngettext(
            "So does {count} file that was put aside when a backup was fetched back.",
            "So do {count} files that were put aside when backups were fetched back.",
            aside,
        ).format(count=aside)
    return f"{said} {_('Whichever of them is fetched back: this person is erased again by itself.')}"


def _others(plan: ErasePlan) -> str:
    if not plan.mentions:
        return ""
    said = ngettext(
        "{count} note of others says this name; please look at it yourself: {where}",
        "{count} notes of others say this name; please look at them yourself: {where}",
        len(plan.mentions),
    )
    where = _(", ").join(f"{one.name or _('Shop')}（{_(one.what)}）" for one in plan.mentions[:_SHOWN])
    return said.format(count=len(plan.mentions), where=where)
