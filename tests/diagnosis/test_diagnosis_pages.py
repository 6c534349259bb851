"""Every finding has a page, and the example on the page makes the finding."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from classifier.findings.catalogue.kinds import KINDS
from tests.checks.sources import ROOT
from tests.diagnosis.harness import read, serve, train, upload
from tests.readme import code_blocks

FOLDER = ROOT / "docs" / "findings"


@pytest.mark.parametrize("code", list(KINDS))
def test_every_kind_of_finding_has_a_page(code: str) -> None:
    page = (FOLDER / f"{code}.md").read_text(encoding="utf-8")

    assert page.startswith(f"# `{code}`")
    assert "## A minimal example" in page


def test_no_page_is_about_a_code_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.*.md")} == set(KINDS)


@pytest.mark.parametrize("code", list(KINDS))
def test_the_example_of_a_page_makes_the_finding(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page's Python writes `data.*` beside the spec in JSON, or watches a loop of its own and leaves `watch` behind.

    Where it writes `rows.csv` too, those rows are served by the model that was trained.
    """
    blocks = code_blocks(FOLDER / f"{code}.md")
    [script] = [block.text for block in blocks if block.language == "python"]
    specs = [block.text for block in blocks if block.language == "json"]
    monkeypatch.chdir(tmp_path)
    Path("example.py").write_text(script, encoding="utf-8")
    left: dict[str, Any] = runpy.run_path("example.py")

    if specs:
        [path] = Path().glob("data.*")
        uploaded = upload(*read(path), overrides=left.get("overrides"))
        diagnosed = train(uploaded, json.loads(specs[0]))
        found = [finding.code for finding in uploaded.diagnosis.findings] + diagnosed.codes
        if Path("rows.csv").exists():
            found = [finding.code for finding in serve(diagnosed, Path("rows.csv").read_bytes()).findings]
    else:
        found = [finding.code for finding in left["watch"].findings]

    assert code in found
