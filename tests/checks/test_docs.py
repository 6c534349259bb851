"""The documents name every setting, limit, error, route and command, and say what the code says."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from pydantic import BaseModel

from classifier.spec.limits import Limits
from classifier.spec.train import TrainSpec
from docs.codes import finding_codes, place_codes, problem_classes
from docs.generate import FOLDER, pages
from service.main import create_app
from service.settings import ApiSettings
from tests.checks.sources import ROOT
from tests.readme import code_blocks
from workers.settings import WorkerSettings

PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(ROOT / "docs").rglob("*.md"),
        *(path for path in ROOT.glob("examples/**/*.md") if "node_modules" not in path.parts),
    ]
)


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", ["api.md", "cli.md", "errors.md", "limits.md", "settings.md", "train-spec.md"])
def test_a_generated_page_is_what_the_code_says(generated: dict[str, str], name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == generated[name], "run `make docs` and commit the pages"


@pytest.mark.parametrize("settings", [ApiSettings, WorkerSettings])
def test_every_setting_is_documented(settings: type[BaseModel]) -> None:
    page = (FOLDER / "settings.md").read_text(encoding="utf-8")
    assert len(settings.model_fields) >= 5

    for name, field in settings.model_fields.items():
        assert name == "limits" or f"`DISCERN_{name.upper()}`" in page, name
        assert field.description, f"{settings.__name__}.{name} has no line under it"


def test_every_limit_is_documented() -> None:
    page = (FOLDER / "limits.md").read_text(encoding="utf-8")

    assert {name for name in Limits.model_fields if f"`{name}`" not in page} == set()


def test_every_error_code_is_documented() -> None:
    page = (FOLDER / "errors.md").read_text(encoding="utf-8")
    codes = {kind.code for kind in problem_classes()} | set(place_codes()) | set(finding_codes())
    assert {"not_found", "ragged_row", "data.id_like_column"} <= codes, "the walk over the code finds next to nothing"

    assert {code for code in codes if f"`{code}`" not in page} == set()


def test_every_code_in_a_class_is_found_by_the_walk() -> None:
    written = set()
    for package in ("classifier", "service", "store", "workers"):
        for path in (ROOT / package).rglob("*.py"):
            written |= set(re.findall(r'^    code = "(\w+)"$', path.read_text(encoding="utf-8"), re.MULTILINE))

    assert written - {kind.code for kind in problem_classes()} == set()


def test_every_problem_says_what_it_is() -> None:
    assert [kind.__name__ for kind in problem_classes() if not (kind.__doc__ or "").strip()] == []


def test_every_route_is_documented() -> None:
    page = (FOLDER / "api.md").read_text(encoding="utf-8")
    document = create_app(ApiSettings.model_construct()).openapi()
    routes = [f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods]
    assert len(routes) >= 30

    assert [route for route in routes if f"`{route}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]

    assert [link for link in links if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_can_be_read(page: Path) -> None:
    for block in code_blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        if block.language == "python":
            ast.parse(block.text, filename=where)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "bash":
            done = subprocess.run(["bash", "-n"], input=block.text, text=True, capture_output=True, check=False)
            assert done.returncode == 0, f"{where}: {done.stderr}"


def test_the_readme_goes_from_clone_to_prediction_with_real_output() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    tested = [block.text for block in code_blocks(ROOT / "README.md") if block.tested]

    for command in ("make run", "discern train", "discern predict", "curl"):
        assert command in text
    assert any("discern train" in block for block in tested)
    assert any("curl" in block for block in tested)
    assert "TODO" not in text


def test_the_example_config_is_a_train_spec() -> None:
    spec = TrainSpec.model_validate_json((ROOT / "examples" / "s0.json").read_text(encoding="utf-8"))

    assert spec.model.hidden == [25]
    assert (spec.training.batch_size, spec.training.epochs) == (8, 10)


def test_the_example_data_is_the_rice_set_with_its_attribution() -> None:
    lines = (ROOT / "examples" / "data" / "rice.csv").read_text(encoding="utf-8").splitlines()
    attribution = (ROOT / "examples" / "data" / "README.md").read_text(encoding="utf-8")

    assert len(lines) == 3_811
    assert sum(line.endswith(",Osmancik") for line in lines) == 2_180
    for words in ("Cinar", "Koklu", "CC BY 4.0", "10.24432/C5MW4Z", "**Changes:**"):
        assert words in attribution
