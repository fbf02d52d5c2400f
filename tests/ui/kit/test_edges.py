"""Nothing is cut or touched at its edge: short labels, cards beside a scroll bar, a search box without a key."""

from typing import Any

from PySide6.QtWidgets import QLabel

from ui.kit.card import Card
from ui.kit.fields import SearchBox
from ui.kit.labels import ShortLabel, plain_label
from ui.kit.scroll import ScrollColumn


def test_a_short_label_leaves_its_margins_free(qtbot: Any) -> None:
    label = ShortLabel("新北市永和區福和路八十八號五樓之三")
    qtbot.addWidget(label)
    label.setContentsMargins(8, 4, 8, 4)
    label.resize(100, 30)
    seen = label.grab().toImage()
    ground = seen.pixelColor(0, 0)
    painted = {x for x in range(seen.width()) for y in range(seen.height()) if seen.pixelColor(x, y) != ground}
    assert painted
    assert min(painted) >= 7  # a letter may lean out by a pixel
    assert max(painted) <= 92


def test_a_card_is_whole_beside_the_scroll_bar(qtbot: Any) -> None:
    area = ScrollColumn(wide=10)
    qtbot.addWidget(area)
    card = Card()
    for at in range(12):
        card.body.addWidget(plain_label(f"一張卡片的最小寬度由這行決定 {at}"))
    area.body.addWidget(card)
    area.resize(200, 120)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: card.width() >= card.minimumSizeHint().width() and card.geometry().right() < area.viewport().width())


def test_a_search_box_without_a_key_shows_none(qtbot: Any) -> None:
    for key, count in (("", 0), ("Ctrl K", 1)):
        box = SearchBox("找姓名或電話…", key)
        qtbot.addWidget(box)
        box.show()
        assert len([one for one in box.findChildren(QLabel) if one.isVisible()]) == count
        box.setText("陳")
        box.setText("")
        assert len([one for one in box.findChildren(QLabel) if one.isVisible()]) == count
