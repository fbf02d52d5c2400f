"""The customer form, wherever it opens: its fields as declared, and the way from a CustomerForm to the boxes and back."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from db.core.values import dates, phones
from db.services import customers, own_fields, settings, terms
from db.services.customer_form import AGREED, CALLED, AddressForm, ContactForm, CustomerForm, PointForm, is_company
from db.services.own_fields import OwnFieldRow
from resources.i18n import N_, _
from ui.field_words import point_kinds
from ui.kit.boxes import Field
from ui.kit.days import written

if TYPE_CHECKING:
    from ui.kit.form import FormDialog

DRAFT: Final = "customer"  # what the drafts of this form are called
_TEXTS = (
    "name", "kind", "code", "short_name", "company", "title", "gender", "tax_id", "website", "category", "source", "referrer",
    "staff", "preferred_channel", "note",
)  # fmt: skip
_OWN = "own:"
_NO_PHONE = ("too long", "unreadable")
_DIGITS = 3  # and more digits than other signs: no name
_KINDS = {"text": "text", "number": "number", "date": "number", "choice": "choice", "yes_no": "yes_no"}


def new_draft() -> str:
    """What the draft of a new customer is called: several may be open."""
    return f"{DRAFT}:{uuid4().hex}"


def titles() -> list[tuple[str, str]]:
    """Forms of address to pick from; any other may be typed."""
    words = (_("Mr."), _("Miss"), _("Ms."), _("Mrs."), _("Teacher"), _("Doctor"), _("Manager"), _("Boss"), _("Master"))
    return [(word, word) for word in words]


def fields() -> list[Field]:
    """The form's fields in their order, the shop's own ones at the end."""
    sources = [(word, word) for word in settings.texts("sources")]
    staff = [(word, word) for word in settings.texts("staff")]
    head = [
        Field("name", N_("Name or company"), hint=_("A nickname is enough")),
        Field("points", N_("Phone, mail, LINE"), "rows", parts=_point_parts(), add=_("Another phone or mail")),
        Field("addresses", N_("Address"), "rows", parts=_address_parts(), add=_("Another address")),
        Field("title", N_("Title"), choices=titles()),
        Field("kind", N_("Kind"), "choice", choices=(("person", _("Person")), ("company", _("Company")))),
        Field("note", N_("Note"), "lines"),
    ]
    more = [
        Field("birthday", N_("Birthday"), "number", N_("More"), hint=_("1984/12/3, 73/12/3 or 12/3")),
        Field("tax_id", N_("Tax ID"), "number", N_("More")),
        Field("company", N_("Works at"), group=N_("More")),
        Field("contacts", N_("People there"), "rows", N_("More"), parts=_contact_parts(), add=_("Another person")),
        Field("source", N_("Source"), group=N_("More"), choices=sources),
        Field("referrer", N_("Introduced by"), group=N_("More")),
        Field("staff", N_("Looked after by"), group=N_("More"), choices=staff),
        Field("customer_since", N_("Customer since"), "number", N_("More")),
        Field("code", N_("Code"), "number", N_("More")),
        *(_agreed_box(one) for one in terms.TERMS.values()),
    ]
    return [*head, *more, *map(_own_box, own_fields.rows())]


def _point_parts() -> tuple[Field, ...]:
    return (
        Field("kind", N_("Kind"), "choice", choices=point_kinds(), stretch=3),
        Field("text", N_("Number or address"), "number", hint="0912-345-678", stretch=6),
        Field("label", N_("Label"), hint=_("home…"), stretch=3),
    )


def _address_parts() -> tuple[Field, ...]:
    return (
        Field("text", N_("Address"), stretch=9),
        Field("label", N_("Label"), hint=_("home…"), stretch=3),
    )


def _contact_parts() -> tuple[Field, ...]:
    return (
        Field("name", N_("Name"), stretch=5, hint=_("Name")),
        Field("title", N_("Title"), stretch=3, hint=_("Title")),
        Field("note", N_("Note"), stretch=5, hint=_("Note")),
        Field("points", N_("Phone, mail, LINE"), "rows", parts=_point_parts(), add=_("This person's phone or mail")),
    )


def _agreed_box(term: terms.Term) -> Field:
    kind: Any = "choice" if term.is_chosen else "number"
    return Field(term.key, term.label, kind, N_("Prices and payment"), choices=term.choices if term.is_chosen else ())


def _own_box(row: OwnFieldRow) -> Field:
    choices = (("", "—"), *((word, word) for word in row.options)) if row.kind == "choice" else ()
    kind: Any = _KINDS[row.kind]
    return Field(f"{_OWN}{row.key}", row.title, kind, N_("Your own fields"), choices=choices, own=True)


def to_values(form: CustomerForm) -> dict[str, Any]:
    """What the boxes hold for this form; plain JSON, so that it can be kept as a draft."""
    values: dict[str, Any] = {name: getattr(form, name) for name in (*_TEXTS, *AGREED)}
    values |= {f"{_OWN}{key}": "" if value is None else str(value) for key, value in form.own.items()}
    values["birthday"] = written(form.birthday)
    values["customer_since"] = written(form.customer_since)
    values["points"] = [asdict(point) for point in sorted(form.points, key=lambda point: point.kind not in CALLED)]
    values["addresses"] = [asdict(address) for address in form.addresses]
    values["contacts"] = [asdict(contact) for contact in form.contacts]
    values |= {"tags": list(form.tags), "seen": form.seen}
    return values


def to_form(values: dict[str, Any], before: CustomerForm) -> CustomerForm:
    """The form of these boxes. `before`: as it was read; a birthday that was not touched stays as it is (lunar ones too)."""
    form = CustomerForm()
    for name in (*_TEXTS, *AGREED):
        setattr(form, name, str(values.get(name) or ""))
    form.kind = form.kind or "person"
    form.own = {key.removeprefix(_OWN): value for key, value in values.items() if key.startswith(_OWN)}
    typed = str(values.get("birthday") or "")
    form.birthday = before.birthday if typed == to_values(before)["birthday"] else dates.parse(typed) if typed else None
    form.customer_since = str(values.get("customer_since") or "")
    order = [point.id for point in before.points]  # the boxes show the telephones first; what is stored keeps its order
    form.points = [PointForm(**_known(one, PointForm)) for one in values.get("points", [])]
    form.points.sort(key=lambda point: order.index(point.id) if point.id in order else len(order))
    known = {address.id: address.text for address in before.addresses}
    form.addresses = [_address(one, known) for one in values.get("addresses", [])]
    form.contacts = [_contact(one) for one in values.get("contacts", [])]
    form.tags = list(values.get("tags", []))
    form.seen = str(values.get("seen") or "")
    return form


def _known(one: dict[str, Any], kind: type) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key in kind.__dataclass_fields__}  # type: ignore[attr-defined]


def _address(one: dict[str, Any], known: dict[int | None, str]) -> AddressForm:
    """The address; where its text was changed, city, district and zip are found anew."""
    made = AddressForm(**_known(one, AddressForm))
    if made.id is not None and made.text != known.get(made.id):
        made.zip = made.city = made.district = ""
    return made


def _contact(one: dict[str, Any]) -> ContactForm:
    """The person; without a name they are called by their title, so that neither they nor their numbers are lost."""
    made = ContactForm(**_known(one, ContactForm))
    made.points = [PointForm(**_known(point, PointForm)) for point in one.get("points", [])]
    if not made.name.strip():
        made.name, made.title = made.title.strip() or _("Contact"), ""
    return made


def unread(values: dict[str, Any], before: CustomerForm) -> dict[str, str]:
    """What was typed into boxes for days and is none, by the box: 2/30, 1151131."""
    own = [f"{_OWN}{row.key}" for row in own_fields.rows() if row.kind == "date"]
    known = to_values(before)
    typed = {key: str(values.get(key) or "").strip() for key in ("birthday", "customer_since", *own)}
    return {key: text for key, text in typed.items() if text and text != known.get(key, "") and not _is_day(key, text)}


def _is_day(key: str, text: str) -> bool:
    return bool(dates.entry(text) if key == "customer_since" else dates.parse(text))


def warned(values: dict[str, Any], before: CustomerForm) -> dict[str, str]:
    """What is doubtful, said beside the boxes: days that can't be read, too."""
    said = {one.place: one.sentence for one in customers.warnings(to_form(values, before))}
    words = _("There is no day “{value}”. Please look again; saved as it is, it goes into the note.")
    return said | {key: words.format(value=text) for key, text in unread(values, before).items()}


def to_saved(values: dict[str, Any], before: CustomerForm) -> CustomerForm:
    """The form as it is saved: a day that can't be read goes into the note, so that it neither blocks nor is lost."""
    form, boxes = to_form(values, before), {field.key: field for field in fields()}
    for key, text in unread(values, before).items():
        line = _("{field}: {value}").format(field=boxes[key].shown_title, value=text)
        form.note = "\n".join(part for part in (form.note, line) if part)
        if key == "customer_since":
            form.customer_since = ""
        elif key != "birthday":
            form.own[key.removeprefix(_OWN)] = None
    return form


def with_contact(text: str) -> CustomerForm:
    """A new form with what was searched in it: a number as phone, a code a scanner read as code, else as name."""
    digits = sum(letter.isdigit() for letter in text)
    if digits < _DIGITS or digits * 2 <= len(text):
        return CustomerForm(name=text, kind="company" if is_company(text) else "person")
    if is_code(text):
        return CustomerForm(code=text)
    return CustomerForm(points=[PointForm("mobile" if text.lstrip("+8６6").startswith(("09", "9", "０９")) else "phone", text)])


def follow_name(dialog: "FormDialog") -> None:
    """Who is named like a company becomes one in the form of somebody new, once; a choice made after that stays."""
    name, kind = dialog.boxes["name"], dialog.boxes["kind"]
    told = [kind.value() == "company"]

    def follow() -> None:
        if not told[0] and is_company(str(name.value())):
            told[0] = True
            kind.fill("company")

    name.changed.connect(follow)


def heading_of_new(before: CustomerForm) -> str:
    """What stands over the form of a new customer: a code that was read is seen, its box may stand a screen below."""
    return _("New customer with the code {code}").format(code=before.code) if before.code else _("New customer")


def is_code(text: str) -> bool:
    """Whether it is the code of a card or a label and no phone: letters and digits in one, or more digits than a number has."""
    if " " in text or not text.isascii():
        return False
    if text.isdigit():
        return any(one.problem in _NO_PHONE for one in phones.parse(text))
    return any(letter.isalpha() for letter in text)
