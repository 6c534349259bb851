"""Clients that others' tools make of openapi.json, in Python and in TypeScript: no warning, and they get the answers of /v1."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.environments import ROOT, node_modules, python_environment, ran
from tests.databases import SqliteDatabases
from tests.journeys.stack import Stack
from tests.journeys.tables import QUICK, cloud_rows, csv_of

DOCUMENT = ROOT / "openapi.json"
CONFIG = ROOT / "docs" / "clients" / "openapi-python-client.yaml"
ROWS = cloud_rows(60)
SAYS = re.compile(r"warn|error|unable|unsupported|skip|will not be|⚠|✘|✖", re.IGNORECASE)
"""What a tool says of a thing that it leaves out or does not understand."""


@pytest.fixture(scope="module")
def fresh_url(sqlite_databases: SqliteDatabases) -> str:
    """What a client sees does not depend on the database: one is enough."""
    return sqlite_databases.fresh()


@pytest.fixture(scope="module")
def dataset_id(shared_stack: Stack) -> str:
    """A dataset, and the model `clouds` that was trained on it."""
    shared_stack.worker()
    table = shared_stack.upload(csv_of(ROWS), name="clouds")
    shared_stack.ended(shared_stack.train(table["id"], QUICK, "clouds"), "succeeded")
    return str(table["id"])


@pytest.fixture
def expected(stack: Stack, dataset_id: str) -> dict[str, Any]:
    """What /v1 says of the model's example row."""
    example = stack.json("GET", "/v1/models/clouds/versions/1/schema")["example"]
    [row] = stack.json("POST", "/v1/models/clouds/predict", json={"rows": [example]})["predictions"]
    return dict(row)


def complaints(said: str) -> list[str]:
    """The lines in which a tool tells of something it did not like."""
    return [line for line in said.splitlines() if SAYS.search(line)]


def python_client(document: Path, folder: Path, *options: str | Path) -> tuple[int, list[str]]:
    """Make the package `made` in the folder; the exit status and the complaints."""
    tools = python_environment("openapi")
    command = (tools / "openapi-python-client", "generate", "--meta", "none", "--fail-on-warning", "--path", document)
    made = ran((*command, "--output-path", folder / "made", *options), folder, {"PATH": f"{tools}:/usr/bin:/bin"})
    return made.returncode, complaints(made.stdout)


def typescript_types(document: Path, folder: Path) -> tuple[int, list[str]]:
    """Make `api.d.ts` in the folder; the exit status and the complaints."""
    tool = node_modules("clients") / ".bin" / "openapi-typescript"
    made = ran((tool, document, "--default-non-nullable", "false", "-o", folder / "api.d.ts"), folder)
    return made.returncode, complaints(made.stdout)


def test_a_generated_python_client_lists_models_predicts_and_uploads(
    stack: Stack, expected: dict[str, Any], tmp_path: Path
) -> None:
    assert python_client(DOCUMENT, tmp_path, "--config", CONFIG) == (0, [])
    table = tmp_path / "rows.csv"
    table.write_bytes(csv_of(ROWS[:3]))
    rows = stack.json("POST", "/v1/models/clouds/predict", json={"rows": ROWS[:3]})["predictions"]

    python, program = python_environment("openapi") / "python", ROOT / "tests" / "clients" / "generated.py"
    url = f"http://127.0.0.1:{stack.port}"
    done = ran((python, program, url, stack.key, "clouds", table), tmp_path, {"PYTHONPATH": str(tmp_path)})

    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout) == {
        "names": ["clouds"],
        "label": expected["label"],
        "probabilities": expected["probabilities"],
        "labels": [row["label"] for row in rows],
        "uploaded": "generated",
        "nobody": "not_found",
    }


def test_a_strict_typescript_program_narrows_unions_and_predicts(
    stack: Stack, dataset_id: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    modules = node_modules("clients")
    assert typescript_types(DOCUMENT, tmp_path) == (0, [])
    for name in ("program.mts", "tsconfig.json", "package.json"):
        shutil.copy(modules.parent / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(modules)

    compiled = ran((modules / ".bin" / "tsc", "--project", "."), tmp_path)
    url = f"http://127.0.0.1:{stack.port}"
    done = ran(("node", "made/program.mjs", url, stack.key, "clouds", dataset_id), tmp_path)

    assert (compiled.returncode, compiled.stdout) == (0, "")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout) == {
        "names": ["clouds"],
        "rows": [expected["label"]],
        "columns": [expected["label"]],
        "refused": "request_invalid",
        "told": "mlp of 16, 16 bins",
    }


def test_a_models_own_types_know_its_columns_and_labels(stack: Stack, expected: dict[str, Any], tmp_path: Path) -> None:
    told = stack.json("GET", "/v1/models/clouds/versions/1/schema")
    (tmp_path / "row.ts").write_text(told["typescript"], encoding="utf-8")
    program = f"""import type {{ Label, Row }} from "./row";
export const row: Row = {json.dumps(told["example"])};
export const label: Label = {json.dumps(expected["label"])};
// @ts-expect-error  there is no such column
export const other: Partial<Row> = {{ nowhere: 1 }};
// @ts-expect-error  there is no such label
export const none: Label = "nowhere";
"""
    (tmp_path / "program.ts").write_text(program, encoding="utf-8")
    tsc = node_modules("clients") / ".bin" / "tsc"

    compiled = ran((tsc, "--strict", "--noEmit", "program.ts"), tmp_path)

    assert (compiled.returncode, compiled.stdout) == (0, "")


def test_a_document_that_the_tools_cannot_read_whole_is_noticed(tmp_path: Path) -> None:
    """The control: a tool that says nothing of a bad document would pass the tests above whatever it is given."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    document["components"]["schemas"]["MlpSpec"]["properties"]["hidden"] = {"$ref": "#/components/schemas/Nowhere"}
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(document), encoding="utf-8")

    for status, said in (python_client(bad, tmp_path, "--config", CONFIG), typescript_types(bad, tmp_path)):
        assert status != 0
        assert said
