"""The settings page: the shop, own fields, tags, language, letters."""
