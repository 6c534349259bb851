"""The stable codes in the source: of problems, of places in the input, of findings."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from classifier.errors import DomainError
from classifier.findings.catalogue.kinds import KINDS

ROOT = Path(__file__).parent.parent
PACKAGES = ("classifier", "service", "store", "workers")
CODE = re.compile(r"[a-z][a-z0-9_]*")


def problem_classes() -> list[type[DomainError]]:
    """Every kind of `DomainError`, by code; two classes may share one."""
    for path in _files():
        if "class " in path.read_text(encoding="utf-8") and path.name != "__main__.py":
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return sorted(set(_subclasses(DomainError)), key=lambda kind: (kind.code, kind.__name__))


def finding_codes() -> list[str]:
    """Every dotted code of a finding, e.g. `data.id_like_column`, in the order of the phases."""
    return list(KINDS)


def place_codes() -> dict[str, list[str]]:
    """Every other literal code that is not a problem's, with the packages that give it."""
    known = {kind.code for kind in problem_classes()}
    found = {code: packages for code, packages in _literal_codes().items() if CODE.fullmatch(code)}
    return {code: sorted(packages) for code, packages in sorted(found.items()) if code not in known}


def _literal_codes() -> dict[str, set[str]]:
    """Texts given as `code="..."`, as `{"code": "..."}`, or as an argument of that name to a function of ours."""
    positions = _positions()
    found: dict[str, set[str]] = defaultdict(set)
    for path, node in _nodes():
        for value in _code_values(node, positions):
            for text in _texts(value):
                found[text].add(path.relative_to(ROOT).parts[0])
    return found


def _files() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def _nodes() -> Iterator[tuple[Path, ast.AST]]:
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def _subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for subclass in kind.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _positions() -> dict[str, int]:
    """Where functions of ours take an argument called `code`, by the function's name."""
    positions = {}
    for _, node in _nodes():
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
            if "code" in names:
                positions[node.name] = names.index("code")
    return positions


def _code_values(node: ast.AST, positions: dict[str, int]) -> Iterator[ast.expr]:
    if isinstance(node, ast.Dict):
        yield from (v for k, v in zip(node.keys, node.values, strict=True) if _is(k, "code"))
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "code")
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in positions and positions[name] < len(node.args):
            yield node.args[positions[name]]


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def _is(node: ast.expr | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text
