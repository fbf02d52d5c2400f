"""What the wizard's strip says while a list is read: one thing after the other, nothing twice."""

from itertools import groupby
from pathlib import Path

from importers.session import ImportSession
from importers.values import Source


def test_reading_speaks_with_one_voice(shop: Path) -> None:
    rows = "\n".join(f"客戶{at}\t0912-{at:06d}" for at in range(9_000))
    session = ImportSession([Source(text=f"姓名\t手機\n{rows}", name="名單")])
    said: list[str] = []
    session.survey()
    session.plan(lambda what, _done, _total: said.append(what))
    session.close()
    order = [what for what, _times in groupby(filter(None, said))]
    assert len(order) == len(set(order))
    assert "正在檢查和整理" in order
