"""Whether the shop has anything of a kind yet: what a report needs before it can answer."""

from typing import Final

from db.core.connection import rows as read

_FIRST: Final = {
    "customers": "SELECT 1 FROM customer WHERE archived_at IS NULL AND merged_into IS NULL LIMIT 1",
    "sales": "SELECT 1 FROM sale LIMIT 1",
    "quotes": "SELECT 1 FROM quote WHERE state <> 'draft' LIMIT 1",
    "talks": "SELECT 1 FROM interaction LIMIT 1",
    "payments": "SELECT 1 FROM payment LIMIT 1",
    "debts": "SELECT 1 FROM sale UNION ALL SELECT 1 FROM customer_figures WHERE owing <> 0 LIMIT 1",
    "lost": "SELECT 1 FROM customer WHERE lost_on IS NOT NULL LIMIT 1",
    "tasks": "SELECT 1 FROM task LIMIT 1",
    "birthdays": "SELECT 1 FROM customer WHERE birth_month IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL LIMIT 1",
}


def is_there(noun: str) -> bool:
    """Whether there is one at least: customers, sales, quotes (beyond drafts), talks, payments, debts (who only
    sells for cash knows that nobody owes), customers closed as lost, tasks or birthdays."""
    return bool(read(_FIRST[noun]))
