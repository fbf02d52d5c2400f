"""The customer."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference
from db.models.fields import Flag, Json, Text
from db.models.import_run import came_from, came_row


class Customer(Edited):
    """A person or a company the shop knows."""

    code = Text()
    kind = Text(default="person")  # person, company
    name = Text()
    short_name = Text()
    company = Text()  # the employer as text
    title = Text()
    gender = Text()  # male, female, or nothing
    tax_id = Text()
    birth_year = IntegerField(null=True)
    birth_month = IntegerField(null=True)
    birth_day = IntegerField(null=True)
    birth_lunar = Flag()
    birth_leap = Flag()
    website = Text()
    category = Text()
    source = Text()
    referrer = Text()
    staff = Text()  # who looks after them
    customer_since = TextField(null=True)  # ISO date
    preferred_channel = Text()
    note = Text()
    extra = Json()  # the shop's own fields: {"f7": value}
    merged_into = Reference("self", null=True)
    archived_at = TextField(null=True)  # UTC
    archive_reason = Text()
    came_from = came_from()
    came_row = came_row()
    contact_interval = IntegerField(null=True)  # days between talks; 0 never, -1 their own rhythm, null as their tags say
    contact_start = TextField(null=True)  # ISO date the interval is counted from until there is a later talk
    price_level = Text()  # "" retail, wholesale, project
    tax_mode = Text()  # of quotes and sales; "": as the shop decides
    credit_limit = IntegerField(null=True)  # whole dollars
    credit_days = IntegerField(null=True)
    closing_day = IntegerField(null=True)  # of a monthly account: 5, 10, 15, 20, 25, 31 the month's last
    stage = Text()  # where the owner says they stand; "": as they buy
    stage_since = TextField(null=True)  # ISO date they were put there
    stage_until = TextField(null=True)  # ISO date up to which that counts
    lost_on = TextField(null=True)  # ISO date they were closed as lost
    lost_reason = Text()  # moved, price, service, rival, closed, unknown
    basis = Text(default="contract")  # why the shop may hold the data (§19): contract, consent, public, law
    to_be_told = Flag()  # came from a list of somebody else's; what §9 asks to be said has not been said
    told_on = TextField(null=True)  # ISO date they were told
    disputed_on = TextField(null=True)  # ISO date since which they say it is wrong: not used until settled (§11(1))
    stopped_on = TextField(null=True)  # ISO date since which their data is kept but no longer used (§11(2))
    erased_on = TextField(null=True)  # ISO date they were erased; what stands here is nobody

    class Meta:
        """In table customer."""

        table_name = "customer"


Customer.add_index(Customer.code, unique=True, where=(Customer.code != ""), name="customer_code")
Customer.add_index(Customer.tax_id, where=(Customer.tax_id != ""), name="customer_tax_id")
Customer.add_index(Customer.name, name="customer_name")
Customer.add_index(Customer.merged_into, where=Customer.merged_into.is_null(False), name="customer_merged_into")
