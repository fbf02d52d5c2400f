"""How to reach a customer: people of a company, phones and other points, addresses."""

from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Flag, Number, Text
from db.models.import_run import came_from, came_row


class Contact(Edited):
    """A person at a company."""

    customer = Reference(Customer, index=True)
    name = Text()
    title = Text()
    note = Text()
    position = Number()
    came_from = came_from()
    came_row = came_row()

    class Meta:
        """In table contact."""

        table_name = "contact"


class ContactPoint(Edited):
    """A phone number, mail address or handle: as given, and in the normal form it is matched by."""

    customer = Reference(Customer, index=True)
    contact = Reference(Contact, null=True)
    kind = Text()  # phone mobile fax email line_id line_name line_uid fb ig
    text = Text()
    normal = Text()
    label = Text()
    is_primary = Flag()
    position = Number()
    came_from = came_from()
    came_row = came_row()

    class Meta:
        """In table contact_point."""

        table_name = "contact_point"


class Address(Edited):
    """A postal address: as given, and its parts where they are known."""

    customer = Reference(Customer, index=True)
    text = Text()
    zip = Text()
    city = Text()
    district = Text()
    label = Text()
    is_primary = Flag()
    position = Number()
    came_from = came_from()
    came_row = came_row()

    class Meta:
        """In table address."""

        table_name = "address"


ContactPoint.add_index(ContactPoint.normal, where=(ContactPoint.normal != ""), name="contact_point_normal")
ContactPoint.add_index(ContactPoint.contact, where=ContactPoint.contact.is_null(False), name="contact_point_contact")
