"""安全維護計畫: the eleven measures of Rules §12(2), each filled from what is really set in this shop; what is not is said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from db.core import clock, session
from db.core.connection import database, value
from db.core.connection import rows as read
from db.core.values import dates
from db.services import backups, breaches, inventory, notices, options, retention, reviews
from resources.i18n import N_, _, ngettext

TITLES: Final = (
    N_("People and means"),
    N_("What data there is"),
    N_("Risks"),
    N_("Incidents: prevented, told of, answered"),
    N_("How data is asked for, used and kept"),
    N_("Security of data and people"),
    N_("Training"),
    N_("Security of devices"),
    N_("Checks"),
    N_("Records and proof"),
    N_("Getting better"),
)
_ROLES: Final = {"owner": N_("owner"), "staff": N_("staff"), "reader": N_("only looks")}


@dataclass(slots=True)
class Chapter:
    """One measure: what is true, and what is not set yet."""

    number: int
    title: str
    true: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SecurityPlan:
    """The plan as it stands today."""

    shop: str
    day: str  # ISO
    chapters: tuple[Chapter, ...]

    @property
    def missing(self) -> int:
        """How many things are not set yet."""
        return sum(len(one.missing) for one in self.chapters)


def of() -> SecurityPlan:
    """The plan of the open shop; it counts all the file holds: for the worker in a large shop."""
    chapters = tuple(Chapter(at, _(title)) for at, title in enumerate(TITLES, 1))
    for chapter, fill in zip(chapters, _FILL, strict=True):
        fill(chapter)
    shop = options.text("registered_name") or options.text("shop_name")
    return SecurityPlan(shop, clock.today().isoformat(), chapters)


def _people(chapter: Chapter) -> None:
    person, auditor = options.text("privacy_person"), options.text("privacy_auditor")
    if person:
        chapter.true.append(_("{name} looks after personal data.").format(name=person))
    else:
        chapter.missing.append(_("Nobody is named who looks after personal data."))
    if not auditor:
        chapter.missing.append(_("Nobody is named who checks it."))
    elif auditor == person:
        chapter.missing.append(_("Who checks it must be somebody else than who looks after it (retail rules §5)."))
    else:
        chapter.true.append(_("{name} checks it.").format(name=auditor))


def _scope(chapter: Chapter) -> None:
    held = inventory.held()
    people = breaches.total()
    said = ngettext("The file holds {count} customer.", "The file holds {count} customers.", people)
    chapter.true.append(said.format(count=f"{people:,}"))
    kinds = [
        _("{what} {count}").format(what=one.what if one.own else _(one.what), count=f"{one.count:,}") for one in held if one.count
    ]
    if kinds:
        chapter.true.append(_("Held: {kinds}.").format(kinds=_(", ").join(kinds)))
    chapter.missing += [
        _("Nobody said what the field “{title}” is for.").format(title=one.what) for one in held if one.is_flagged
    ]


def _risks(chapter: Chapter) -> None:
    if found := reviews.last("risk"):
        words = _("Looked over on {day} by {name}: {score} of {most} risks are dealt with.")
        chapter.true.append(
            words.format(day=_day(found.done_on), name=_by(found), score=found.score or 0, most=len(reviews.QUESTIONS))
        )
    else:
        chapter.missing.append(_("The risks were never looked over."))


def _incidents(chapter: Chapter) -> None:
    found = breaches.rows()
    words = ngettext(
        "{count} incident is written down, {open} of them open.",
        "{count} incidents are written down, {open} of them open.",
        len(found),
    )
    chapter.true.append(words.format(count=len(found), open=sum(not one.closed_on for one in found)))
    chapter.true.append(
        _("An incident is written down when it is known; the hours left to report it are shown (72, as drafted).")
    )
    _reviewed(chapter, "drill", _("An incident was rehearsed on {day}."), _("An incident was never rehearsed."))


def _procedures(chapter: Chapter) -> None:
    if notice := notices.latest():
        words = _("Customers are told by version {version} of the notice, since {day}; its purposes are: {purposes}.")
        chapter.true.append(
            words.format(
                version=notice.version,
                day=_day(notice.valid_from),
                purposes="、".join(map(notices.purpose_words, notice.purposes)),
            )
        )
    else:
        chapter.missing.append(_("There is no notice for customers yet."))
    refused = _count("SELECT count(DISTINCT customer) FROM opt_out")
    words = ngettext(
        "{count} customer refused to be written to and is left out.",
        "{count} customers refused to be written to and are left out.",
        refused,
    )
    chapter.true.append(words.format(count=f"{refused:,}"))
    asked = _count("SELECT count(*) FROM request")
    words = ngettext("{count} request about data was written down.", "{count} requests about data were written down.", asked)
    chapter.true.append(words.format(count=f"{asked:,}"))
    chapter.true.append(_("Who was not here for {months} months is looked at again.").format(months=retention.months()))
    if waiting := _count("SELECT count(*) FROM customer WHERE to_be_told = 1 AND archived_at IS NULL"):
        words = ngettext(
            "{count} customer was not told yet where their data is from.",
            "{count} customers were not told yet where their data is from.",
            waiting,
        )
        chapter.missing.append(words.format(count=f"{waiting:,}"))


def _security(chapter: Chapter) -> None:
    is_encrypted, is_guarded = database.key is not None, session.is_guarded()
    if is_encrypted:
        chapter.true.append(_("The shop file and its backups are encrypted (AES-256)."))
    else:
        chapter.missing.append(_("The shop file is not encrypted."))
    if not is_guarded:
        chapter.missing.append(_("No password is asked for when the program starts."))
        return
    chapter.true.append(_("A password is asked for when the program starts."))
    found = read("SELECT name, role, sees_contacts, may_export FROM user WHERE left_on IS NULL ORDER BY id")
    for name, role, sees, exports in found:
        rights = [_("sees whole numbers") if sees or role == "owner" else _("sees masked numbers")]
        rights.append(_("may export") if exports or role == "owner" else _("may not export"))
        words = _("{name} ({role}): {rights}.")
        chapter.true.append(words.format(name=name, role=_(_ROLES.get(role, role)), rights=_(", ").join(rights)))
    left = _count("SELECT count(*) FROM user WHERE left_on IS NOT NULL")
    if left:
        words = ngettext(
            "{count} person who left can’t come in any more.", "{count} people who left can’t come in any more.", left
        )
        chapter.true.append(words.format(count=left))
    _reviewed(chapter, "rights", _("Who may do what was looked over on {day}."), _("Who may do what was never looked over."))


def _training(chapter: Chapter) -> None:
    _reviewed(chapter, "training", _("The last training was on {day}."), _("There was no training yet."))


def _devices(chapter: Chapter) -> None:
    _lock(chapter)
    if last := backups.last():
        chapter.true.append(_("The last backup is of {at}; it was opened and read to try it.").format(at=_moment(last.at)))
    else:
        chapter.missing.append(_("There is no backup yet."))
    outside = value("SELECT max(at) FROM unit WHERE action = 'backups.copy'")
    if outside:
        chapter.true.append(_("The last backup on a stick is of {at}.").format(at=_moment(str(outside))))
    else:
        chapter.missing.append(_("There is no backup on a stick yet."))
    gone = reviews.rows("disposal")
    if gone:
        words = ngettext(
            "{count} scrapped computer or disk is written down.",
            "{count} scrapped computers or disks are written down.",
            len(gone),
        )
        chapter.true.append(words.format(count=len(gone)))


def _lock(chapter: Chapter) -> None:
    """The lock of its own accord; without passwords nothing locks."""
    minutes = int(options.text("lock_after")) if session.is_guarded() else 0
    if not minutes:
        chapter.missing.append(_("The screen does not lock itself."))
        return
    words = ngettext(
        "The screen locks itself after {count} minute without a key.",
        "The screen locks itself after {count} minutes without a key.",
        minutes,
    )
    chapter.true.append(words.format(count=minutes))


def _checks(chapter: Chapter) -> None:
    _reviewed(chapter, "audit", _("The half-year check was on {day}."), _("There was no half-year check yet."))


def _records(chapter: Chapter) -> None:
    deeds = _count("SELECT count(*) FROM unit")
    since = value("SELECT min(at) FROM unit")
    words = ngettext(
        "The history holds {count} deed, who did it and when", "The history holds {count} deeds, who did them and when", deeds
    )
    said = words.format(count=f"{deeds:,}")
    if since:
        said = _("{what}, since {day}; nothing is taken out of it.").format(what=said, day=_day(clock.shown(str(since))[:10]))
    chapter.true.append(said)
    chapter.true.append(_("Each deed is chained to the one before; a deed changed, deleted or put in between is found."))


def _improving(chapter: Chapter) -> None:
    _reviewed(chapter, "yearly", _("This plan was looked over on {day}."), _("This plan was never looked over."))
    late = [one.words for one in reviews.due() if one.is_due and one.last_on]
    chapter.missing += [_("It is time again for: {what}.").format(what=one) for one in late]


_FILL: Final[tuple[Callable[[Chapter], None], ...]] = (
    _people, _scope, _risks, _incidents, _procedures, _security, _training, _devices, _checks, _records, _improving,
)  # fmt: skip


def _reviewed(chapter: Chapter, kind: str, done: str, never: str) -> None:
    if found := reviews.last(kind):
        chapter.true.append(done.format(day=_day(found.done_on)))
    else:
        chapter.missing.append(never)


def _by(found: reviews.ReviewRow) -> str:
    return session.shown(found.done_by)


def _count(sql: str) -> int:
    return int(value(sql) or 0)


def _day(iso: str) -> str:
    return dates.shown(iso, options.shows_republic_years())


def _moment(stamp: str) -> str:
    shown = clock.shown(stamp)
    return f"{_day(shown[:10])} {shown[11:]}"
