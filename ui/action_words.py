"""What one action of the history is called, in the same words wherever it is named."""

from db.core.audit import UnitRow


def what(unit: UnitRow, customer: str = "") -> str:
    """The action in words, with its files, names or keys, or the one customer it was about."""
    detail = unit.detail
    named = detail.get("files") or detail.get("tags") or detail.get("name") or detail.get("trade") or customer
    return f"{unit.label}：{'、'.join(named) if isinstance(named, list) else named}" if named else unit.label
