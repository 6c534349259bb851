"""The form of the diagnosis benchmark; no test here trains."""

from typing import Any

from benchmarks import diagnosis
from benchmarks.diagnosis import METHOD, figures_of
from tests.diagnosis.corpus import confusion

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
