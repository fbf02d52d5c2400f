"""The one style sheet: resources/theme/window.qss filled with the tokens and the size of the letters."""

from pathlib import Path
from string import Template

from ui.kit.tokens import Palette


def build(tokens: Palette, px: int, line: int, theme: Path, dark: bool) -> str:
    """The sheet for these colours; `px` is the base size of the letters, `line` the height of one line in pixels."""
    return Template((theme / "window.qss").read_text("utf-8")).substitute(
        tokens._asdict(),
        title=round(px * 1.33),
        number=round(px * 1.2),
        answer=max(18, round(px * 1.2)),
        small=round(px * 0.9),
        side_small=max(13, round(px * 0.9)),
        button=max(34, line + 12),
        button_s=line + 2,
        field=max(34, line + 12),
        chip=line + 5,
        chip_r=(line + 7) // 2,
        side_row=line + 13,
        side_tight=line + 4,
        head=line + 10,
        pad_s=round(px * 0.4),
        icon=round(px * 1.15),
        accent_hover="#0C655E",
        focus_on_accent="#FFFFFF" if dark else "#06403B",
        theme=theme.as_posix(),
        shade="dark" if dark else "light",
    )
