"""Fitting the model of visits to CDNOW's buyers, against the package that is known for it."""

import importlib.util
import sys
import warnings
from collections.abc import Iterator

from db.analytics import bg_nbd
from tests.analytics import cdnow
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("bg_nbd",)
_CLOSE = 0.001  # in share: both found the same


def rows() -> Iterator[Row]:
    """Both get the customers as equal ones stand together, which is how either is fastest."""
    if importlib.util.find_spec("lifetimes") is None:
        sys.stderr.write("bg_nbd: lifetimes is not installed (pip install .[bench])\n")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it was made for older numbers
        yield _fitted()


def _fitted() -> Row:
    import numpy as np
    from lifetimes import BetaGeoFitter

    groups = cdnow.visits()
    columns = [np.array(column) for column in zip(*groups, strict=True)]
    peer = BetaGeoFitter()
    found = bg_nbd.fit(groups)
    peer.fit(*columns[:3], weights=columns[3])
    theirs = [peer.params_[name] for name in ("r", "alpha", "a", "b")]
    if any(abs(one / other - 1) > _CLOSE for one, other in zip((found.r, found.alpha, found.a, found.b), theirs, strict=True)):
        raise AssertionError(f"{found} and {theirs}: not the same parameters")
    both = alternate(
        lambda: seconds(lambda: bg_nbd.fit(groups)),
        lambda: seconds(lambda: BetaGeoFitter().fit(*columns[:3], weights=columns[3])),
        runs=9,
    )
    return row("bg_nbd", "the model of visits fitted to CDNOW's 2,357 buyers, against lifetimes", both, 1.0, 0.5)
