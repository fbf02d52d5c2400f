"""Every sentence an error dialog can show, found in the code; run it to give new ones their code in resources/errors.json."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
CATALOGUE: Final = ROOT / "resources" / "errors.json"
AREAS: Final = {"db/core": 100, "db/services": 200, "importers": 600, "reports": 700, "ui": 800}  # folder: its first number
_CLASSES: Final = {
    node.name
    for node in ast.parse((ROOT / "db/core/errors.py").read_text("utf-8")).body
    if isinstance(node, ast.ClassDef) and node.name != "CancelledError"
}
_CARRIED: Final[dict[str, tuple[str, tuple[int | str, ...]]]] = {  # functions that raise the sentence they are given, as what
    "free_names.free": ("InputError", ("needed", "taken")),
    "seen.refuse": ("ChangedSinceError", (2,)),
}
HANDED_ON: Final = {  # the sentence of an error made elsewhere, or several of them
    "error", "error.sentence", "damaged().sentence", "needed", "taken", "sentence", "fault", "BusyError(sentence)",
    "trouble.explain(error)", "payments.NO_CHEQUE_DAY",
    "faults", "refused", "trouble.damaged().sentence", "session.refused()",
}  # fmt: skip
_SAYS_SAFE: Final = ("othing was", "othing is", "othing of", "s safe", "not touched", "not changed", "unchanged", "as it was")


class Module:
    """One file of the program: its functions and what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.path, self.tree = path, ast.parse(path.read_text("utf-8"))
        self.unknown: list[str] = []
        self._seen: set[str] = set()
        self._functions = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)}
        self._names: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value):
                    self._names.setdefault(name, []).extend([value] if value else [])

    def sentences(self) -> Iterator[tuple[str, str]]:
        """English id and class of every sentence of an error made or shown here."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[said, *_]) if name in _CLASSES:
                    yield from ((one, name) for one in self._ids(said))
                case ast.Call(func=ast.Attribute(attr="error", value=ast.Attribute(attr="asks" | "_asks")), args=[said, *_]):
                    yield from ((one, "UserError") for one in self._ids(said))

                case ast.FunctionDef(name="fault"):  # says what is wrong, for who raises it
                    yield from ((one, "InputError") for one in self._returned("fault"))
                case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name), args=given, keywords=named):
                    kind, at = _CARRIED.get(f"{module}.{name}", ("", ()))
                    carried = [given[one] for one in at if isinstance(one, int)]
                    carried += [one.value for one in named if one.arg in at]
                    yield from ((one, kind) for said in carried for one in self._ids(said))

    def _ids(self, said: ast.expr) -> Iterator[str]:  # noqa: PLR0912 - a case a kind of expression
        match said:
            case ast.Call(func=ast.Name(id="_" | "N_" | "ngettext"), args=[ast.Constant(value=str(words)), *_]):
                yield words
            case ast.Call(func=ast.Name(id="_"), args=[inner]):
                yield from self._ids(inner)
            case ast.Call(func=ast.Attribute(attr="format" | "replace", value=inner)):
                yield from self._ids(inner)
            case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
                yield from self._ids(one)
                yield from self._ids(other)
            case (
                ast.BoolOp(values=[*parts]) | ast.List(elts=[*parts]) | ast.Tuple(elts=[*parts]) | ast.JoinedStr(values=[*parts])
            ):
                for part in parts:
                    yield from self._ids(part)
            case ast.Dict(values=[*parts]):
                for part in parts:
                    yield from self._ids(part)
            case ast.FormattedValue(value=inner) | ast.Subscript(value=inner):
                yield from self._ids(inner)
            case ast.Call(func=ast.Attribute(attr="join"), args=[inner]):
                yield from self._ids(inner)
            case ast.Starred(value=inner):
                yield from self._ids(inner)
            case ast.Call(func=ast.Name(id=name)) if name in self._functions:
                yield from self._returned(name)
            case ast.Name(id=name) if name in self._names:
                yield from self._assigned(name)
            case ast.Constant():
                pass
            case _:
                self.unknown.append(ast.unparse(said))

    def _returned(self, name: str) -> Iterator[str]:
        if name not in self._seen:
            self._seen.add(name)
            for node in ast.walk(self._functions[name]):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from self._ids(node.value)
            self._seen.discard(name)

    def _assigned(self, name: str) -> Iterator[str]:
        if name not in self._seen:
            self._seen.add(name)
            for value in self._names[name]:
                yield from self._ids(value)
            self._seen.discard(name)


def found() -> tuple[dict[str, tuple[str, str]], list[str]]:
    """By English id its area and class; and the places whose sentence can't be read from the code."""
    sentences: dict[str, tuple[str, str]] = {}
    unknown = []
    for area in AREAS:
        for path in sorted((ROOT / area).rglob("*.py")):
            module = Module(path)
            for words, kind in module.sentences():
                sentences.setdefault(words, (area, kind))
            unknown += [f"{path.relative_to(ROOT)}: {one}" for one in module.unknown]
    return sentences, unknown


def catalogued() -> list[dict[str, str]]:
    """The catalogue as it stands."""
    return list(json.loads(CATALOGUE.read_text("utf-8"))) if CATALOGUE.exists() else []


def extend() -> None:
    """Give every new sentence the next number of its area; a number that was given is never used for another sentence."""
    kept = catalogued()
    known = {one["sentence"] for one in kept}
    used = {int(one["code"].removeprefix("SKB-")) for one in kept}
    last = max(AREAS.values()) + 400
    ends = dict(zip(AREAS, [*list(AREAS.values())[1:], last], strict=True))
    for words, (area, kind) in found()[0].items():
        if words in known:
            continue
        number = max((one for one in used if AREAS[area] <= one < ends[area]), default=AREAS[area]) + 1
        used.add(number)
        safe = "said" if any(part in words for part in _SAYS_SAFE) else "unchanged"
        kept.append({"code": f"SKB-{number}", "kind": kind, "safe": safe, "sentence": words})
    kept.sort(key=lambda one: one["code"])
    lines = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in kept)
    CATALOGUE.write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    extend()
