"""The verbs a user would say, one file a noun."""

from db.services import figures as _figures  # noqa: F401 - it registers itself: what is derived follows every unit
