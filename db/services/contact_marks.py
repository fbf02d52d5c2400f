"""What is stored beside contacts and means something to the program: words that lists, Today and figures look for."""

from typing import Final

NO_ANSWER: Final = "沒接"  # a talk with this outcome is no contact
TOUCH: Final = "touch"  # the kind of `put_off` that moves keeping in touch to another day
