"""同意與提供: who agreed to what, and to whom data was given."""

from functools import partial

from db.core import session
from db.services import attachments, consents, disclosures, laws, notices
from db.services.consents import ConsentForm, ConsentRow
from db.services.disclosures import DisclosureForm, DisclosureRow
from resources.i18n import N_, _
from ui.customer_box import CustomerBox
from ui.kit.boxes import Field
from ui.kit.days import written
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item


class RegisterCard(FoldCard):
    """Who is to be told of a correction, then consents, then disclosures, the latest first."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "The shop must be able to prove a consent ({consent}); whoever was given data is told when it is corrected ({given})."
        )
        acts = [(_("Write down a consent…"), self.add_consent), (_("Write down who was given data…"), self.add_disclosure)]
        super().__init__(shell, said.format(consent=laws.article("act", "7"), given=laws.article("act", "11")), acts)

    def refresh(self) -> None:
        """Both registers."""
        self._to_tell = {row.id for row in disclosures.to_tell()}
        given = sorted(disclosures.rows(), key=lambda row: row.id not in self._to_tell)
        pressing = len(self._to_tell)
        items = [*map(self._disclosure, given[:pressing]), *map(self._consent, consents.rows())]
        items += map(self._disclosure, given[pressing:])
        self.show_items(items, _("Nothing is written down yet. Ordinary buying needs no consent: it is a contract."))

    def _consent(self, row: ConsentRow) -> Item:
        what = notices.purpose_words(row.purpose)
        text = _("{name} agreed: {what}").format(name=row.name, what=what)
        version = _("notice version {version}").format(version=row.version) if row.version else ""
        how = _(dict(consents.METHODS)[row.method])
        below = " ・ ".join(filter(None, (written(row.given_on), how, version, session.shown(row.staff), row.note)))
        if row.withdrawn_on:
            ended = _("withdrawn on {day}").format(day=written(row.withdrawn_on))
            return Item(text, f"{below} ・ {ended}")
        acts = [(_("Withdrawn"), partial(self.withdraw, row))]
        if row.evidence:
            acts.append((_("Its paper"), partial(self.show_evidence, row.evidence)))
        elif attachments.of(row.customer):
            acts.append((_("Paper that shows it…"), partial(self.prove, row)))
        if row.notice:
            acts.append((_("Its text"), partial(self.print_text, row.notice)))
        return Item(text, below, acts=acts)

    def _disclosure(self, row: DisclosureRow) -> Item:
        text = _("{name}: given to {whom}").format(name=row.name, whom=row.to_whom)
        told = _("told of a correction on {day}").format(day=written(row.told_on)) if row.told_on else ""
        below = " ・ ".join(filter(None, (written(row.given_on), row.what, row.purpose, session.shown(row.staff), told)))
        acts = [] if row.told_on else [(_("Told of a correction"), partial(self.tell, row))]
        if row.id not in self._to_tell:
            return Item(text, below, acts=acts)
        return Item(text, f"{below} ・ {_('corrected since: tell them')}", "amber", acts)

    def withdraw(self, row: ConsentRow) -> None:
        """They no longer agree."""
        self.do(lambda: consents.withdraw(row.id), _("{name}: the consent is withdrawn from today on.").format(name=row.name))

    def prove(self, row: ConsentRow) -> None:
        """Which of the customer's papers shows that they agreed."""
        papers = [(str(one.id), one.name) for one in attachments.of(row.customer)]
        fields = [Field("evidence", N_("Which paper or picture?"), "choice", choices=papers)]

        def save(typed: Values) -> None:
            consents.prove(row.id, int(typed["evidence"]))

        said = _("The paper is kept with the consent.")
        self.ask(_("Paper that shows the consent"), fields, {"evidence": papers[0][0]}, save, said)

    def show_evidence(self, attachment: int) -> None:
        """The paper, in the program the system has for it."""
        from ui.attachments import copies

        if problem := copies.show(attachments.get(attachment)):
            self.shell.toast(problem)

    def tell(self, row: DisclosureRow) -> None:
        """Whoever was given it knows that it was corrected."""
        self.do(lambda: disclosures.tell([row.id]), _("{whom} was told.").format(whom=row.to_whom))

    def print_text(self, notice: int) -> None:
        """The version it was given to, as it was."""
        from reports import notice_pdf

        self.print_made(partial(notice_pdf.make, notice), _("Notice for customers"))

    def add_consent(self) -> None:
        """A new consent."""
        purposes = [(key, notices.purpose_words(key)) for key, _code, _words in notices.PURPOSES]
        fields = [
            Field("customers", N_("Customer"), make=CustomerBox),
            Field("purpose", N_("What they agreed to"), "choice", choices=purposes),
            Field("method", N_("How"), "choice", choices=[(key, _(words)) for key, words in consents.METHODS]),
            Field("given_on", N_("When"), "number", hint=_("today")),
            Field("note", N_("Note"), hint=_("such as where the signed paper lies")),
        ]
        values = {"customers": [], "purpose": "marketing", "method": "oral", "given_on": "", "note": ""}
        self.ask(_("Write down a consent"), fields, values, _save_consent, _("The consent is written down."))

    def add_disclosure(self) -> None:
        """Data was given to somebody."""
        fields = [
            Field("customers", N_("Customer"), make=CustomerBox),
            Field("to_whom", N_("To whom")),
            Field("what", N_("Which data"), hint=_("such as name and address")),
            Field("purpose", N_("What for"), hint=_("such as delivery")),
            Field("given_on", N_("When"), "number", hint=_("today")),
        ]
        values = {"customers": [], "to_whom": "", "what": "", "purpose": "", "given_on": ""}
        self.ask(_("Write down who was given data"), fields, values, _save_disclosure, _("It is written down."))


def _one(typed: Values) -> int:
    """The customer chosen; InputError: nobody."""
    from db.core.errors import InputError

    if not typed["customers"]:
        raise InputError(_("Please choose a customer."), field="customers")
    return int(typed["customers"][0])


def _save_consent(typed: Values) -> int:
    return consents.add(ConsentForm(_one(typed), typed["purpose"], typed["method"], typed["given_on"], note=typed["note"]))


def _save_disclosure(typed: Values) -> int:
    return disclosures.add(DisclosureForm(_one(typed), typed["to_whom"], typed["what"], typed["purpose"], typed["given_on"]))
