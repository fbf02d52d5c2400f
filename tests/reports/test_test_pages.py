"""The page with millimetres: what it says stands inside its frame, on every size of paper."""

import pytest

from reports import test_pages
from tests.reports.papers import places


@pytest.mark.parametrize(("width", "height"), [(210, 297), (241.3, 139.7), (100, 60), (62, 29)])
def test_its_words_stand_inside_the_frame(width: float, height: float, qapp: object) -> None:
    for _left, _top, right, bottom in places(test_pages.grid(width, height).pdf):
        assert right <= width - 4
        assert bottom <= height - 10
