"""`discern codegen`: the module that it writes, and that a compiler refuses a wrong column by it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.responses import JSONResponse

from service.models.inputs import row_schema
from service.models.typescript import declarations
from tests.discern.conftest import Ran
from tests.discern.discern_fake import FakeServer

Run = Callable[..., Ran]

WEB = Path(__file__).parents[2] / "web"
TSC = WEB / "node_modules" / ".bin" / "tsc"
COLUMNS = [
    {"name": "sepal length", "kind": "numeric"},
    {"name": "colour", "kind": "categorical", "levels": ["red"], "rare_levels": []},
]
TYPES = declarations(row_schema(COLUMNS), ["setosa", "virginica"])

GOOD = """
import { createDiscern } from "@discern/client";
import { type Label, model, type Row } from "./iris";

const row: Row = { "sepal length": 5.1, colour: "red" };
const answer = await model(createDiscern()).predictOne(row);
const label: Label = answer.label;
const probability: number = answer.probabilities.virginica;
export { label, probability };
"""


@pytest.fixture
def iris(server: FakeServer) -> FakeServer:
    """A server with the model `iris`, whose alias `default` is at 3 and `live` at 2."""
    for alias, version in (("default", 3), ("live", 2)):
        of = {"object": "model_alias", "model": "iris", "alias": alias, "version": version, "etag": '"1"'}
        answer = JSONResponse({**of, "weights": None, "shadow": None})
        server.script("GET", f"/v1/models/iris/aliases/{alias}", *[answer] * 2)
    for version in (1, 2, 3):
        schema = {"object": "input_schema", "model": "iris", "version": version, "typescript": TYPES}
        server.script("GET", f"/v1/models/iris/versions/{version}/schema", *[JSONResponse(schema)] * 2)
    return server


@pytest.mark.parametrize(
    ("options", "head", "asked"),
    [
        ((), "// Model iris, version 3.", '("iris");'),
        (("--version", "1"), "// Model iris, version 1.", '("iris", { version: 1 });'),
        (("--alias", "live"), "// Model iris, version 2.", '("iris", { alias: "live" });'),
    ],
)
def test_the_module_asks_what_it_was_told(
    iris: FakeServer, discern: Run, options: tuple[str, ...], head: str, asked: str
) -> None:
    ran = discern("codegen", "iris", *options)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(head)
    assert TYPES in ran.out
    assert f"return client.model<Row, Label>{asked}" in ran.out


def test_the_module_goes_to_a_file(iris: FakeServer, discern: Run, tmp_path: Path) -> None:
    printed = discern("codegen", "iris").out

    ran = discern("codegen", "iris", "--output", tmp_path / "iris.ts")

    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "iris.ts").read_text() == printed


def test_a_version_and_an_alias_exclude_each_other(server: FakeServer, discern: Run) -> None:
    ran = discern("codegen", "iris", "--version", "1", "--alias", "live")

    assert ran.code == 2
    assert "exclude each other" in ran.err


def test_a_folder_that_is_not_there_is_told(iris: FakeServer, discern: Run, tmp_path: Path) -> None:
    ran = discern("codegen", "iris", "--output", tmp_path / "nowhere" / "iris.ts")

    assert ran.code == 2
    assert "cannot be written" in ran.err


def compiled(folder: Path, program: str) -> list[str]:
    """The compiler's errors over a program beside the module."""
    (folder / "program.ts").write_text(program)
    target = ["--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2023,dom"]
    command = [TSC, "--noEmit", "--strict", "--skipLibCheck", *target, "program.ts"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return [line for line in ran.stdout.splitlines() if "error TS" in line]


@pytest.mark.skipif(shutil.which("node") is None or not TSC.exists(), reason="needs web's packages: npm ci in web/")
def test_a_wrong_column_is_an_error_of_the_compiler(iris: FakeServer, discern: Run, tmp_path: Path) -> None:
    (tmp_path / "node_modules" / "@discern").mkdir(parents=True)
    built = tmp_path / "node_modules" / "@discern" / "client"
    subprocess.run(
        [TSC, "-p", WEB / "packages" / "client", "--outDir", built / "dist", "--tsBuildInfoFile", built / "info"],
        check=True,
        timeout=300,
    )
    shutil.copy(WEB / "packages" / "client" / "package.json", built)
    (tmp_path / "node_modules" / "openapi-fetch").symlink_to(WEB / "node_modules" / "openapi-fetch")
    discern("codegen", "iris", "--output", tmp_path / "iris.ts")

    assert compiled(tmp_path, GOOD) == []
    [unknown] = compiled(tmp_path, GOOD.replace('"sepal length"', '"sepal lenght"'))
    assert "TS2561" in unknown or "TS2353" in unknown
    [missing] = compiled(tmp_path, GOOD.replace(', colour: "red"', ""))
    assert "TS2741" in missing
    [label] = compiled(tmp_path, GOOD.replace("probabilities.virginica", "probabilities.versicolor"))
    assert "TS2339" in label
