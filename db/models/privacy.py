"""What the law on personal data asks to be written down: notices, consents, requests, disclosures, breaches, reviews."""

from peewee import IntegerField, TextField

from db.models.attachment import Attachment
from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Flag, Json, Number, Text
from db.models.import_run import ImportRun


class Notice(Edited):
    """One version of the text that tells customers what their data is for (§8); never changed once it was used."""

    kind = Text(default="paper")  # paper, counter, line
    version = Number()
    purposes = Json(default="[]")  # keys such as "marketing"
    body = Text()
    hash = Text()  # SHA-256 of the body, hex
    valid_from = TextField()  # ISO date

    class Meta:
        """In table notice."""

        table_name = "notice"


class ListSource(Edited):
    """Where an imported list came from and why the shop may hold it (§9, §19), in the owner's words."""

    import_run = Reference(ImportRun, index=True)
    source = Text()
    basis = Text()  # as customer.basis

    class Meta:
        """In table list_source."""

        table_name = "list_source"


class Consent(Edited):
    """One yes of a customer to one purpose (§7), with what proves it."""

    customer = Reference(Customer, index=True)
    notice = Reference(Notice, null=True)
    purpose = Text()
    method = Text(default="oral")  # oral, paper, sms, line, mail, counter
    given_on = TextField()  # ISO date
    withdrawn_on = TextField(null=True)
    staff = Text()
    evidence = Reference(Attachment, null=True)
    note = Text()

    class Meta:
        """In table consent."""

        table_name = "consent"


class Request(Edited):
    """What a person asked of their data (§3): 查、複製、改、停、刪, with its clock (§13)."""

    customer = Reference(Customer, null=True, index=True)  # null: nobody of that name is kept, or they were erased
    kind = Text()  # view, copy, correct, stop, delete
    received_on = TextField()  # ISO date
    due_on = TextField()
    extended_on = TextField(null=True)  # when the written reason for more time was given
    extension_reason = Text()
    decided_on = TextField(null=True)
    decision = Text()  # "", done, partly, refused
    reason = Text()
    fee = Number()
    staff = Text()
    note = Text()

    class Meta:
        """In table request."""

        table_name = "request"


class Disclosure(Edited):
    """To whom a customer's data was given (§11(5): they are told of corrections)."""

    customer = Reference(Customer, index=True)
    given_on = TextField()  # ISO date
    to_whom = Text()
    what = Text()
    purpose = Text()
    told_on = TextField(null=True)  # when they were told of a correction
    staff = Text()

    class Meta:
        """In table disclosure."""

        table_name = "disclosure"


class RetentionReview(Edited):
    """What the owner decided about a customer who has not come for long (§11(3), Rules §21)."""

    customer = Reference(Customer, index=True)
    decided_on = TextField()  # ISO date
    decision = Text(default="keep")  # keep, stop, erase
    reason = Text()
    again_on = TextField(null=True)

    class Meta:
        """In table retention_review."""

        table_name = "retention_review"


class Breach(Edited):
    """An incident with personal data (§12), with what was found out and done."""

    title = Text()
    known_on = TextField()  # ISO date, of the shop's clock
    known_time = Text()  # HH:MM
    happened_on = TextField(null=True)
    kind = Text(default="leak")  # leak, theft, loss, change, other
    cause = Text()
    damage = Text()
    results = Text()
    measures = Text()
    affected = Number()
    is_special = Flag()
    was_encrypted = Flag()
    reported_on = TextField(null=True)
    reported_to = Text()
    notified_on = TextField(null=True)
    closed_on = TextField(null=True)
    note = Text()

    class Meta:
        """In table breach."""

        table_name = "breach"


class BreachPerson(Edited):
    """A customer an incident is about, and when they were told."""

    breach = Reference(Breach, index=True)
    customer = Reference(Customer, index=True)
    notified_on = TextField(null=True)
    how = Text()

    class Meta:
        """In table breach_person."""

        table_name = "breach_person"


class Processor(Edited):
    """Somebody who works with the data for the shop (§4): a printer, a LINE agency."""

    name = Text()
    work = Text()
    data = Text()
    contract_on = TextField(null=True)
    until = TextField(null=True)
    checked_on = TextField(null=True)
    note = Text()

    class Meta:
        """In table processor."""

        table_name = "processor"


class Review(Edited):
    """What was looked over: who may do what, the risks, the yearly round, a drill, a training."""

    kind = Text()  # rights, risk, yearly, audit, drill, training, plan, recovery, disposal, closing_down
    done_on = TextField()  # ISO date
    done_by = Text()
    answers = Json(default="{}")
    score = IntegerField(null=True)
    note = Text()
    paper_hash = TextField(null=True)  # the blob of the paper that was made

    class Meta:
        """In table review."""

        table_name = "review"
