"""What ships beside the code: fonts, icons, words, samples. `path()` finds it, also in a frozen program."""

from pathlib import Path

_ROOT = Path(__file__).parent


def path(*parts: str) -> Path:
    """The path of a shipped file, such as `path("fonts", "NotoSansTC-Regular.ttf")`."""
    return _ROOT.joinpath(*parts)
