"""The calendar: a month of reminders, birthdays and closed days, and one day's list beside it."""
