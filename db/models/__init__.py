"""The tables, one file a noun. The frozen SQL of db/migrations makes them; a test compares the two."""

from db.models.attachment import Attachment, Blob
from db.models.base import Edited, Table
from db.models.blacklist import Blacklist, OptOut
from db.models.contact import Address, Contact, ContactPoint
from db.models.customer import Customer
from db.models.customer_figures import CustomerFigures
from db.models.customer_standing import CustomerStanding, ModelFit
from db.models.import_run import ImportLine, ImportRun, Recipe
from db.models.insight import CustomerCost, KnowledgeRule, Suggestion
from db.models.interaction import Interaction
from db.models.own_field import OwnField
from db.models.payment import Payment
from db.models.privacy import (
    Breach,
    BreachPerson,
    Consent,
    Disclosure,
    ListSource,
    Notice,
    Processor,
    Request,
    RetentionReview,
    Review,
)
from db.models.product import Product, ProductPart
from db.models.quote import IssuedQuote, Quote, QuoteLine, QuoteTemplate
from db.models.relation import NotSame, Relation
from db.models.sale import Sale, SaleLine
from db.models.sale_fact import Item, SaleDay, SaleFact, SaleMonth
from db.models.segment import SavedView, Segment
from db.models.setting import Counter, Draft, Setting
from db.models.tag import CustomerTag, Tag
from db.models.task import PutOff, Task
from db.models.unit import Change, OpenUnit, Unit
from db.models.user import Erased, Pin, Secret, User
from db.models.waiting import Waiting
from db.models.wanted import Wanted

ALL = (
    Unit, Change, OpenUnit, ImportRun, ImportLine, Recipe, Customer, Contact, ContactPoint, Address, Relation, NotSame, Tag,
    CustomerTag, Blacklist, OptOut, OwnField, Product, Sale, SaleLine, Interaction, Waiting, Blob, Attachment, Setting, Counter,
    Draft, CustomerFigures, Task, PutOff, Segment, SavedView, ProductPart, Quote, QuoteLine, IssuedQuote, QuoteTemplate, Wanted,
    Payment, CustomerCost, KnowledgeRule, Suggestion, Item, SaleFact, SaleDay, SaleMonth,
    CustomerStanding, ModelFit, User, Pin, Secret, Erased, Notice, ListSource, Consent, Request, Disclosure, RetentionReview,
    Breach, BreachPerson, Processor, Review,
)  # fmt: skip

__all__ = [
    "ALL", "Address", "Attachment", "Blacklist", "Blob", "Breach", "BreachPerson", "Change", "Consent", "Contact",
    "ContactPoint", "Counter", "Customer", "CustomerCost", "CustomerFigures", "CustomerStanding", "CustomerTag", "Disclosure",
    "Draft", "Edited", "Erased", "ImportLine", "ImportRun", "Interaction", "IssuedQuote", "Item", "KnowledgeRule",
    "ListSource", "ModelFit",
    "NotSame", "Notice", "OpenUnit", "OptOut", "OwnField", "Payment", "Pin", "Processor", "Product", "ProductPart", "PutOff",
    "Quote", "QuoteLine", "QuoteTemplate", "Recipe", "Relation", "Request", "RetentionReview", "Review", "Sale", "SaleDay",
    "SaleFact", "SaleLine", "SaleMonth", "SavedView", "Secret", "Segment", "Setting", "Suggestion", "Table", "Tag", "Task",
    "Unit", "User", "Waiting", "Wanted",
]  # fmt: skip
