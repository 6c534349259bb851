"""Only `store/session.py` commits: an action that commits would cut its caller's transaction in two."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.checks.sources import dotted, parsed, place, shipped_files

COMMITTER = Path("store/session.py")
# A staged blob is committed too: a file takes its name. It has no transaction, and is called what it is.
BLOB_NAMES = {"staged", "blob", "upload", "output_blob", "errors_blob"}


def test_one_file_commits() -> None:
    committing = {path for path in shipped_files() for _ in _commits(parsed(path))}

    assert {path.as_posix() for path in committing if path.parts[-2:] == COMMITTER.parts} != set(), (
        "nothing commits at all"
    )
    elsewhere = [
        place(path, call)
        for path in sorted(committing)
        if path.parts[-2:] != COMMITTER.parts
        for call in _commits(parsed(path))
    ]
    assert elsewhere == []


def test_a_commit_of_a_session_is_told_from_that_of_a_blob() -> None:
    tree = ast.parse("tx.commit()\nself.session.commit()\nstaged.commit()\nconnection.commit()\nengine.begin()\n")

    assert [call.lineno for call in _commits(tree)] == [1, 2, 4]


def _commits(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            owner = dotted(node.func.value).rpartition(".")[2]
            if owner.lstrip("_") not in BLOB_NAMES:
                yield node
