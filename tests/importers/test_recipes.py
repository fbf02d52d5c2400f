"""The mapping of a layout, remembered with the import and applied the next time."""

from pathlib import Path

from db.core import audit
from importers import ages, recipes
from importers.commit import commit
from importers.session import ImportSession, TableChoice
from importers.values import Source


def survey(path: Path) -> tuple[ImportSession, TableChoice]:
    session = ImportSession([Source(path=path)])
    session.survey()
    session.close()
    return session, session.files[0].tables[0]


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("姓名,電話,代碼2\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_changed_mapping_is_used_again(shop: Path, tmp_path: Path) -> None:
    session, table = survey(written(tmp_path, "a.csv", "王小明,02-2345-6789,A01", "林大同,02-2345-6780,A02"))
    last = table.guesses[2]
    last.field, last.own_title = None, "合約"
    table.options.rules_off = ["phone.area_code"]
    outcome = commit(session.plan())
    assert outcome.unit
    _again, table = survey(written(tmp_path, "b.csv", "陳美惠,02-2345-6781,A03"))
    assert table.from_recipe
    assert (table.guesses[2].field, table.guesses[2].own_title, table.guesses[2].why) == (None, "合約", "recipe")
    assert table.options.rules_off == ["phone.area_code"]
    assert table.is_sure
    audit.undo(outcome.unit)
    assert survey(tmp_path / "b.csv")[1].from_recipe  # outside audit: undoing an import does not forget it


def test_days_that_prove_an_order_win_over_what_is_remembered(shop: Path, tmp_path: Path) -> None:
    def dated(name: str, *days: str) -> tuple[ImportSession, TableChoice]:
        path = tmp_path / name
        lines = [f"王{n},09123456{n:02},{day}" for n, day in enumerate(days)]
        path.write_text("\n".join(["姓名,手機,生日", *lines]), encoding="utf-8")
        return survey(path)

    session, table = dated("a.csv", "3/4/1980", "5/6/1975")
    assert table.guesses[2].date_order == "ask"
    commit(session.plan())
    assert dated("b.csv", "13/4/1980", "5/6/1975")[1].guesses[2].date_order == "dmy"
    assert dated("c.csv", "3/4/1981", "5/6/1976")[1].guesses[2].date_order == "ask"
    session, table = dated("d.csv", "3/4/1982", "5/6/1977")
    table.guesses[2].date_order = "dmy"
    commit(session.plan())
    assert dated("e.csv", "3/4/1983", "5/6/1978")[1].guesses[2].date_order == "dmy"
    assert dated("f.csv", "4/13/1983", "5/6/1978")[1].guesses[2].date_order == "mdy"


def test_layout_is_the_headers_in_normal_form() -> None:
    assert recipes.layout("customers", ["客戶 名稱", "ＴＥＬ"]) == recipes.layout("customers", ["客戶名稱", "tel"])
    assert recipes.layout("customers", ["電話", "姓名"]) != recipes.layout("customers", ["姓名", "電話"])
    assert recipes.layout("customers", ["@A", "@B"]) == ""


def test_age_of_a_list_by_its_name() -> None:
    ages_of = {
        "2015客戶.xls": "2015-12-31",
        "客戶_20190305.csv": "2019-03-05",
        "客戶1100305.xls": "2021-03-05",
        "104年名單": "2015-12-31",
        "客戶.xls": "",
    }
    assert {name: ages.from_name(name) for name in ages_of} == ages_of
