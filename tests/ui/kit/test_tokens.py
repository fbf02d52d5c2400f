"""Every text can be read on its ground, in both schemes."""

import pytest

from ui.kit.tokens import DARK, LIGHT, PAIRS, Palette, contrast, names


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS, ids=str)
def test_contrast(palette: Palette, text: str, ground: str, least: float) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= least


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_every_text_token_is_in_a_pair() -> None:
    grounds = {"paper", "card", "line", "edge", "side", "accent", "side_soft"} | {
        name for name in names() if name.endswith("_soft")
    }
    assert set(names()) - grounds <= {text for text, _ground, _least in PAIRS}
