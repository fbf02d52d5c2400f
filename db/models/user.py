"""Who may do what: the people of a guarded shop, their PINs, and small secrets of the file."""

from peewee import BlobField, IntegerField, TextField

from db.models.base import Edited, Reference, Table
from db.models.fields import Flag, Number, Text


class User(Edited):
    """One person of the shop with a role; the wrapped data key stands in the keyring beside the file, never here."""

    name = Text(unique=True)
    role = Text(default="staff")  # owner, staff, reader
    sees_contacts = Flag()  # phones, mails and addresses in full, without asking for each
    may_export = Flag()
    left_on = TextField(null=True)  # ISO date; may no longer come in

    class Meta:
        """In table user."""

        table_name = "user"


class Pin(Table):
    """The PIN a person switches with while the file is open, and how often a wrong one was typed. Outside audit."""

    user = Reference(User, unique=True)
    hash = Text()  # Argon2id, encoded
    failed = Number()
    wait_until = TextField(null=True)  # UTC

    class Meta:
        """In table pin."""

        table_name = "pin"


class Secret(Table):
    """A small secret of this file, such as the key that marks of erased people are made with. Outside audit and dump."""

    name = Text(unique=True)
    value = BlobField()

    class Meta:
        """In table secret."""

        table_name = "secret"


class Erased(Table):
    """A person whose data was erased: nothing that names them, enough to erase them again in an old copy. Outside audit."""

    customer = IntegerField()  # the id that is gone; no foreign key
    born = Text()  # created_at of its row: tells it from a later customer of the same id in another copy
    at = TextField()  # UTC
    unit = IntegerField(null=True)
    reason = Text()
    keeps_name = Flag()  # papers the law wants kept still say the name
    marks = Text()  # JSON: keyed hashes of numbers and mails that must not be written to again

    class Meta:
        """In table erased."""

        table_name = "erased"
        indexes = ((("customer",), False),)
