"""記一筆 and 提醒我: the dialogs of the window that write down talks and reminders, from any page."""
