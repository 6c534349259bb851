"""What may not stand in shipped code: doors through which data would become code or SQL."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.checks.sources import dotted, place

BANNED_MODULES = ("cloudpickle", "dill", "joblib", "jsonpickle", "marshal", "pickle", "shelve", "skops")
BANNED_CALLS = {
    "eval": "runs text as code",
    "exec": "runs text as code",
    "compile": "makes code of text",
    "torch.load": "unpickles",
    "torch.save": "pickles",
    "torch.jit.load": "runs a stored program",
    "torch.hub.load": "runs a downloaded program",
    "yaml.load": "builds any object",
    "yaml.unsafe_load": "builds any object",
    "os.system": "a shell",
    "os.popen": "a shell",
    "pd.read_pickle": "unpickles",
    "pd.eval": "runs text as code",
}
BANNED_METHODS = {
    "eval": "DataFrame.eval runs text as code",
    "read_pickle": "unpickles",
    "to_pickle": "pickles",
}
# SQL travels through these; a session's `.query` and a network's `.eval()` share only their names with DataFrame's.
SQL_CALLS = ("exec_driver_sql", "literal_column", "text")


def banned(tree: ast.AST, path: Path) -> Iterator[str]:
    """Each banned use in a file: where it stands, and why it is banned."""
    glued_names = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _is_glued(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for module in _modules(node):
                if module.partition(".")[0] in BANNED_MODULES:
                    yield f"{place(path, node)}: {module}: what it reads may run as code"
        elif isinstance(node, ast.Call):
            yield from (f"{place(path, node)}: {reason}" for reason in _reasons(node, glued_names))


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]


def _reasons(call: ast.Call, glued_names: set[str]) -> Iterator[str]:
    name = dotted(call.func)
    last = name.rpartition(".")[2]
    if name in BANNED_CALLS:
        yield f"{name}: {BANNED_CALLS[name]}"
    elif name != last and last in BANNED_METHODS and (call.args or call.keywords):
        yield f".{last}(): {BANNED_METHODS[last]}"
    elif name != last and last == "query" and call.args and _is_text(call.args[0]):
        yield ".query() of a text: DataFrame.query runs it as code"
    for keyword in call.keywords:
        if keyword.arg in ("allow_pickle", "shell") and not _is_false(keyword.value):
            yield f"{keyword.arg}: {'unpickles' if keyword.arg == 'allow_pickle' else 'a shell reads the command'}"
    if last in SQL_CALLS and call.args:
        sql = call.args[0]
        if _is_glued(sql) or (isinstance(sql, ast.Name) and sql.id in glued_names):
            yield f"{last}: SQL put together from parts; bind parameters instead"


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_glued(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return not (isinstance(node.left, ast.Constant) and isinstance(node.left.value, int | float))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
