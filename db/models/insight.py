"""What the shop knows beside its sales: money spent on a customer, rules of what follows what, how suggestions were answered."""

from peewee import IntegerField, TextField

from db.models.base import Edited, Reference
from db.models.customer import Customer
from db.models.fields import Flag, Number, Text
from db.models.product import Product


class CustomerCost(Edited):
    """Money spent on one customer, taken off what they brought."""

    customer = Reference(Customer, index=True)
    happened_on = TextField()  # ISO date
    kind = Text(default="service")  # marketing, service
    amount = IntegerField()  # whole dollars
    note = Text()
    staff = Text()

    class Meta:
        """In table customer_cost."""

        table_name = "customer_cost"


class KnowledgeRule(Edited):
    """Who bought this will want that, so many months later."""

    title = Text()
    bought = Text()  # a word in the product's name or category
    months = Number()  # after the purchase; 0: with it
    offer = Text()  # what to offer, in words
    product = Reference(Product, null=True)  # the same as a product of the shop
    phrase = Text()  # what to say
    is_on = Flag(default=True)
    position = Number()

    class Meta:
        """In table knowledge_rule."""

        table_name = "knowledge_rule"


class Suggestion(Edited):
    """How one suggestion for one customer was answered."""

    customer = Reference(Customer)
    kind = Text()  # rule, cross, up, white, slipping, ...
    subject = Text()  # what it was about: the rule's id, the product's, a category
    answer = Text()  # accepted, dismissed
    answered_on = TextField()  # ISO date
    staff = Text()

    class Meta:
        """In table suggestion."""

        table_name = "suggestion"
        indexes = ((("customer", "kind"), False),)


KnowledgeRule.add_index(KnowledgeRule.product, where=KnowledgeRule.product.is_null(False), name="knowledge_rule_product")
Suggestion.add_index(Suggestion.answered_on, name="suggestion_answered_on")
