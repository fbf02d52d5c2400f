"""What every record and every action stands on: the file, the unit, the audit, search and values."""
