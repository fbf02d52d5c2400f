"""Pure functions on single values: text, phones, dates, money, addresses, tax ids, names. They know no database."""
