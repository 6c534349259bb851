"""What an import costs: light parts stay light."""

import ast
import subprocess
import sys

import pytest

from tests.checks.sources import ROOT, parsed, place

HEAVY = ("numba", "numpy", "onnxruntime", "pandas", "pyarrow", "scipy", "sklearn", "torch")


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("service.main", HEAVY),
        ("service.bootstrap", HEAVY),
        ("store.jobs", HEAVY),
        ("workers.supervisor", ("numba", "pandas", "pyarrow", "scipy", "sklearn", "torch")),
        ("classifier.table.encode", ("torch",)),
        ("classifier.neural.native.driver", ("numba",)),
        ("classifier.metrics.report", ("torch",)),
        ("classifier.spec.resolve", HEAVY),
        ("discern.client", (*HEAVY, "fastapi", "sqlalchemy")),
        ("discern.cli", (*HEAVY, "fastapi", "sqlalchemy")),
        ("discern.doctor", ("httpx", "pandas", "pyarrow", "pydantic", "rich", "scipy", "sklearn", "typer")),
        ("classifier.findings.catalogue.kinds", (*HEAVY, "pydantic")),
        ("classifier.findings.signatures", (*HEAVY, "pydantic")),
    ],
)
def test_an_import_brings_nothing_heavy(module: str, banned: tuple[str, ...]) -> None:
    program = f"import sys, {module}; print(*sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)

    assert set(done.stdout.split()) & set(banned) == set()


def test_the_doctor_brings_nothing_that_torch_does_not() -> None:
    """In two fresh processes, for torch itself may bring whatever it finds installed."""
    program = "import sys, {}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    alone, with_doctor = (
        set(
            subprocess.run(
                [sys.executable, "-c", program.format(name)], capture_output=True, text=True, check=True, cwd=ROOT
            ).stdout.split()
        )
        for name in ("torch", "discern.doctor")
    )

    assert with_doctor - alone - set(sys.stdlib_module_names) == {"classifier", "discern"}


def test_values_import_pydantic_and_the_standard_library_only() -> None:
    allowed = {"classifier", "pydantic", "pydantic_core", *sys.stdlib_module_names}
    strangers = []
    for path in [ROOT / "classifier" / "errors.py", *sorted((ROOT / "classifier" / "spec").rglob("*.py"))]:
        for node in ast.walk(parsed(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            strangers += [f"{place(path, node)}: {name}" for name in names if name.partition(".")[0] not in allowed]

    assert strangers == []


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    doors = {"discern/doctor/__init__.py"}  # `from discern import doctor; doctor.watch(...)`: all of it or none
    packages = ("classifier", "discern", "service", "store", "workers", "migrations")
    full = []
    for path in (file for package in packages for file in (ROOT / package).rglob("__init__.py")):
        body = parsed(path).body
        if len(body) != 1 or ast.get_docstring(parsed(path)) is None:
            full.append(path.relative_to(ROOT).as_posix())

    assert set(full) == doors
