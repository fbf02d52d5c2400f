"""Files kept with a customer; their bytes are blobs, written once under their hash."""

from peewee import BlobField, IntegerField, TextField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Text


class Blob(Table):
    """Bytes under their SHA-256 (hex). Outside audit."""

    hash = Text(unique=True)
    bytes = BlobField()

    class Meta:
        """In table blob."""

        table_name = "blob"


class Attachment(Edited):
    """A file of a customer."""

    customer = Reference(Customer, index=True)
    blob_hash = Text()
    name = Text()
    media_type = Text()
    size = IntegerField()  # bytes
    happened_on = TextField(null=True)  # ISO date
    label = Text()  # "", before, after, card
    note = Text()
    thumbnail_hash = Text()  # of a small JPEG; "" where there is none

    class Meta:
        """In table attachment."""

        table_name = "attachment"
