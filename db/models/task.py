"""What is to be done, and what Today was told to leave alone for a while."""

from peewee import TextField

from db.models.base import Edited, Reference, Table
from db.models.customer import Customer
from db.models.fields import Text
from db.models.interaction import Interaction
from db.models.quote import Quote
from db.models.sale import Sale


class Task(Edited):
    """Something to do on a day, perhaps for a customer."""

    customer = Reference(Customer, null=True)
    interaction = Reference(Interaction, null=True)  # the talk it was promised in
    title = Text()
    due_on = TextField()  # ISO date
    due_time = TextField(null=True)  # HH:MM
    first_due_on = TextField(null=True)  # ISO date it was due on before it was put off
    repeat = Text()  # "", or every so often: 7d, 1m, 1y
    staff = Text()  # who is to do it
    origin = Text(default="hand")  # hand, follow_up, ...
    done_on = TextField(null=True)  # ISO date
    done_by = Text()
    quote = Reference(Quote, null=True)  # it follows up
    sale = Reference(Sale, null=True)  # it comes of

    class Meta:
        """In table task."""

        table_name = "task"


Task.add_index(Task.customer, where=Task.customer.is_null(False), name="task_customer")
Task.add_index(Task.interaction, where=Task.interaction.is_null(False), name="task_interaction")
Task.add_index(Task.due_on, where=Task.done_on.is_null(), name="task_due_on")
Task.add_index(Task.quote, where=Task.quote.is_null(False), name="task_quote")
Task.add_index(Task.sale, where=Task.sale.is_null(False), name="task_sale")


class PutOff(Table):
    """Today does not show this customer for this reason before a day."""

    customer = Reference(Customer)
    kind = Text()  # birthday, greet, tidy
    until = TextField()  # ISO date it may be shown again

    class Meta:
        """In table put_off."""

        table_name = "put_off"
        indexes = ((("customer", "kind"), True),)
