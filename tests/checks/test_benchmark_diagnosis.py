"""The form of the diagnosis benchmark, and that its committed result and its page agree; no test here trains."""

import json
from typing import Any

from benchmarks import diagnosis
from benchmarks.diagnosis import METHOD, figures_of
from docs import accuracy
from tests.checks.sources import ROOT
from tests.diagnosis.corpus import confusion, loops
from tests.diagnosis.corpus.faults import FAULTS

RESULT = ROOT / "benchmarks" / "results" / "diagnosis.json"

MEASURED = {"num_rows": 100, "least_rows": 40, "accuracy": 0.9, "log_loss": 0.3}
SOUND: dict[str, Any] = {"findings": [], "metrics": MEASURED, "error": None, "seconds": 0.1}


def broken(base: str, *, found: bool, fixed: bool | None = None) -> dict[str, Any]:
    told = [["training.not_converged", "warning", None]] if found else [["data.missing", "info", "a"]]
    fix = {"code": "training.not_converged", "severity": "warning", "fix": [], "metrics": MEASURED, "restored": fixed}
    return {
        "fault": "one_epoch",
        "base": base,
        "number": 0,
        "measure": "accuracy",
        "detected": found,
        "control": [],
        "healthy": SOUND,
        "broken": {**SOUND, "findings": told, "metrics": {**MEASURED, "accuracy": 0.5}},
        "fixes": [] if fixed is None else [fix],
    }


def test_records_become_figures_with_targets() -> None:
    faults = [broken("moons:1", found=True, fixed=True), broken("moons:2", found=False)]
    runs = [{"run": "iris/default", **SOUND}, {"run": "wine/default", **faults[0]["broken"]}]

    details = diagnosis.details_of(faults, runs)
    figures = {name: figure.as_json() for name, figure in figures_of(details).items()}

    assert figures["recall.one_epoch"] == {"value": 0.5, "target": 0.95, "unit": "share", "holds": False}
    assert figures["false_alarms"] == {"value": 0.5, "target": 0.02, "unit": "share", "holds": False}
    assert figures["fix.training.not_converged"] == {"value": 1.0, "target": 0.9, "unit": "share", "holds": True}
    assert figures["controls"]["holds"]
    assert not figures["fault_kinds"]["holds"]
    assert details["kinds"]["one_epoch"]["missed"] == ["moons:2"]
    assert details["healthy"]["false_alarms"] == {"wine/default": ["training.not_converged"]}
    assert details["runs"]["broken"]["one_epoch moons:2"] == "accuracy 0.500: (data.missing)"


def test_a_fix_of_a_symptom_is_counted_apart() -> None:
    record = {**broken("moons:1", found=True, fixed=False), "fault": "leaking_number"}

    [fix] = confusion.fixes([record]).values()

    assert (fix["applied"], fix["applied_elsewhere"], fix["failed_elsewhere"]) == (0, 1, {"leaking_number": 1})


def test_every_figure_says_how_it_is_measured() -> None:
    figures = figures_of(diagnosis.details_of([broken("moons:1", found=True, fixed=True)], [{"run": "a/b", **SOUND}]))

    for name in figures:
        assert (
            name in METHOD or f"{name.partition('.')[0]}.KIND" in METHOD or f"{name.partition('.')[0]}.CODE" in METHOD
        )


def test_the_committed_result_is_a_full_run_and_its_figures_are_of_its_details() -> None:
    kept = json.loads(RESULT.read_text(encoding="utf-8"))

    assert kept["quick"] is False
    assert {name: figure.as_json() for name, figure in figures_of(kept["details"]).items()} == kept["figures"]
    assert set(kept["details"]["kinds"]) == {*FAULTS, *loops.FAULTS}
    assert {"overhead.s0", "overhead.200k_x_50", "false_alarms", "controls"} <= set(kept["figures"])
    assert len(kept["details"]["runs"]["healthy"]) == kept["details"]["healthy"]["runs"] >= 100


def test_the_page_says_what_the_committed_result_says() -> None:
    kept = json.loads(RESULT.read_text(encoding="utf-8"))

    assert accuracy.PAGE.read_text(encoding="utf-8") == accuracy.page(kept), "run `python -m docs.accuracy`"


def test_the_page_names_every_miss() -> None:
    page = accuracy.PAGE.read_text(encoding="utf-8").partition("## Misses")[2]
    details = json.loads(RESULT.read_text(encoding="utf-8"))["details"]

    for name, kind in details["kinds"].items():
        assert not kind["missed"] or f"`{name}`: {', '.join(kind['missed'])}" in page
    for code, fix in details["fixes"].items():
        assert not fix["failed"] or f"`{code}`: {', '.join(fix['failed'])}" in page
