"""What is stored beside contacts and means something to the program: words that lists, Today and figures look for."""

from typing import Final

NO_ANSWER: Final = "沒接"  # a talk with this outcome is no contact
TOUCH: Final = "touch"  # the kind of `put_off` that moves keeping in touch to another day
CAUGHT_UP: Final = 3  # days a birthday that is over is still told: nobody was there on a closed day
NOT_REFUSED: Final = (  # SQL of customer_figures f: a call is not refused
    "NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = f.customer AND o.channel IN ('all', 'phone'))"
)
TO_CALL: Final = (  # and the shop still deals with them
    f"{NOT_REFUSED} AND (f.is_blacklisted = 0 OR NOT EXISTS"
    " (SELECT 1 FROM blacklist l WHERE l.customer = f.customer AND l.level = 'stop'))"
)
