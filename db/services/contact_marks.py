"""What is stored beside contacts and means something to the program: words that lists, Today and figures look for."""

from typing import Final

NO_ANSWER: Final = "沒接"  # a talk with this outcome is no contact
TOUCH: Final = "touch"  # the kind of `put_off` that moves keeping in touch to another day
CAUGHT_UP: Final = 3  # days a birthday that is over is still told: nobody was there on a closed day
KEPT_BACK: Final = "coalesce(stopped_on, disputed_on, erased_on) IS NOT NULL"  # SQL of a customer: their data is not used (§11)
NOT_REFUSED: Final = (  # SQL of customer_figures f: a call is not refused; `opted_out` stands where anything is
    "(f.opted_out = 0 OR NOT EXISTS (SELECT 1 FROM opt_out o WHERE o.customer = f.customer AND o.channel IN ('all', 'phone'))"
    f" AND NOT EXISTS (SELECT 1 FROM customer k WHERE k.id = f.customer AND {KEPT_BACK}))"
)
TO_CALL: Final = (  # and the shop still deals with them
    f"{NOT_REFUSED} AND (f.is_blacklisted = 0 OR NOT EXISTS"
    " (SELECT 1 FROM blacklist l WHERE l.customer = f.customer AND l.level = 'stop'))"
)
