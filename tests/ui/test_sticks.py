"""Which of the mounted volumes are sticks one can back up to."""

import sys
from pathlib import Path

import pytest

from db.core import file
from ui import sticks
from ui.sticks import Stick, Volume, among


@pytest.mark.skipif(sys.platform == "win32", reason="mounts of Linux")
def test_what_is_mounted_where_sticks_are(tmp_path: Path) -> None:
    volumes = [
        Volume(Path("/"), "", 9, True),
        Volume(Path("/home"), "資料", 9, True),
        Volume(Path("/run/media/boss/備份"), "備份", 7, True),
        Volume(Path("/media/boss/USB2"), "", 5, True),
        Volume(Path("/mnt/disk"), "外接硬碟", 6, True),
        Volume(Path("/media/cdrom"), "光碟", 0, False),
        Volume(Path("/media/boss/home"), "店裡", 8, True),
    ]
    assert among(volumes, Path("/media/boss/home")) == [
        Stick(Path("/media/boss/USB2"), "USB2", 5),
        Stick(Path("/run/media/boss/備份"), "備份", 7),
        Stick(Path("/mnt/disk"), "外接硬碟", 6),
    ]


def test_the_disk_of_the_shop_file_is_no_stick() -> None:
    home = file.data_folder()
    home.mkdir(parents=True)
    assert all(not str(home).startswith(f"{stick.folder}/") for stick in sticks.look(home / "shop.crm"))
