"""The settings page: the shop, own fields, language, letters."""
