"""The repository's files, as the checks read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("classifier", "discern", "migrations", "service", "store", "workers")


def shipped_files() -> list[Path]:
    """Every Python file that is installed on a user's machine."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """`folder/file.py:12`, as editors open it."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{name}:{getattr(node, 'lineno', 0)}"


def dotted(node: ast.expr) -> str:
    """`a.b.c` of a chain of names; "" of anything else.

    >>> dotted(ast.parse("np.random.rand", mode="eval").body)
    'np.random.rand'
    """
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f"?.{node.attr}"
    return ""


def kept_files() -> list[Path]:
    """What git keeps or would keep; outside a git checkout, nothing can be told apart and the answer is empty."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())
