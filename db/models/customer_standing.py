"""Derived: where a customer stands who has bought: rhythm, scores, stage, what may still come; all worked out anew each day."""

from peewee import FloatField, IntegerField, Model, TextField

from db.models.base import database
from db.models.fields import Json, Number, Text


class CustomerStanding(Model):
    """Who never bought, and of whom nothing was said by hand, has no row here."""

    customer = IntegerField(primary_key=True)
    first_on = TextField(null=True)  # ISO date of the first purchase
    last_on = TextField(null=True)  # ISO date of the last one
    visits = Number()  # days on which something was bought
    total = Number()  # whole dollars
    margin = IntegerField(null=True)  # whole dollars, of the lines whose cost is known; null: of none
    interval = FloatField(null=True)  # days between two visits, in the mean
    spread = FloatField(null=True)  # their standard deviation, days
    gap_before = IntegerField(null=True)  # days between the last visit and the one before
    recent = Number()  # whole dollars of the last 365 days
    earlier = Number()  # of the 365 before
    recency = Number()  # 1 to 5, quintiles
    frequency = Number()
    monetary = Number()
    tier = Text()  # A, B, C by share of margin
    stage = Text()  # as db.analytics.stages calls them
    sureness = Text()  # steady, watch, slipping, lost; "": never bought
    alive = FloatField(null=True)  # the chance that they still are a customer
    expected = FloatField(null=True)  # purchases of the next twelve months
    value = IntegerField(null=True)  # whole dollars they may still bring (CLV), by margin
    overdue = Number()  # whole dollars
    worked_on = TextField()  # ISO date

    class Meta:
        """In table customer_standing."""

        database = database
        table_name = "customer_standing"


class ModelFit(Model):
    """What was fitted to the shop's own sales, and the bounds of scores."""

    name = TextField(primary_key=True)
    at = TextField()  # UTC
    body = Json()

    class Meta:
        """In table model_fit."""

        database = database
        table_name = "model_fit"


CustomerStanding.add_index(CustomerStanding.stage, CustomerStanding.customer, name="customer_standing_stage")
