"""The form of the families benchmark, and that its configs are taken; no test here trains on the real sets."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import families, harness
from benchmarks.blobs import CONFIGS, over_seeds
from benchmarks.families import AtLeast, FamilyRun, figures_of, figures_of_run, shortened
from benchmarks.family_configs import SETS, spec_of, wanted_of
from benchmarks.harness import Figure, Measured, Options
from classifier.spec.train import TrainSpec
from discern.objects import Job
from discern.recipes import Measured as MeasuredRun
from discern.recipes import recipes
from tests.checks.sources import ROOT

CASES = recipes(ROOT / "examples")
PAIRS = [(name, family) for name, data in SETS.items() for family in data.families]


def test_the_targets_are_those_that_were_issued() -> None:
    assert {name: (data.measure, data.wanted) for name, data in SETS.items()} == {
        "rice_jasmine_gonen": ("accuracy", 0.985),
        "rice_cammeo_osmancik": ("accuracy", 0.92),
        "letter_recognition": ("accuracy", 0.95),
        "credit_status": ("roc_auc", 0.84),
        "italy_power_demand": ("accuracy", 0.965),
        "japanese_vowels": ("accuracy", 0.97),
        "mnist_2000": ("accuracy", 0.95),
        "heart_rate": ("accuracy", 0.995),
    }
    assert {family for _, family in PAIRS} == {"logistic", "mlp", "resnet", "tabm", "rnn", "cnn1d", "rocket", "cnn"}


@pytest.mark.parametrize(("name", "family"), PAIRS)
def test_a_config_is_a_train_spec_of_its_family(name: str, family: str) -> None:
    spec = TrainSpec.model_validate(spec_of(SETS[name], family, [1, 2]))

    assert spec.model != "auto"
    assert spec.model.family == family
    assert (spec.target, spec.split.test_rows) == (SETS[name].target, [1, 2])
    assert SETS[name].quick in SETS[name].families


def test_the_family_that_validation_prefers_stands_for_the_set() -> None:
    runs = {
        "logistic": FamilyRun(value=0.77, validation_log_loss=0.8, details={}),
        "mlp": FamilyRun(value=0.96, validation_log_loss=0.1, details={}),
        "resnet": FamilyRun(value=0.97, validation_log_loss=0.2, details={}),
    }

    figures = figures_of("letter_recognition", SETS["letter_recognition"], runs)

    assert list(figures) == ["letter_recognition", *(f"letter_recognition.{family}" for family in runs)]
    assert figures["letter_recognition"].as_json() == {
        "value": 0.96,
        "target": 0.95,
        "unit": "accuracy",
        "holds": True,
    }
    assert figures["letter_recognition.logistic"].target == wanted_of(SETS["letter_recognition"], "logistic") == 0.766


def test_a_figure_that_must_be_large_holds_from_its_target_on() -> None:
    assert AtLeast(0.95, 0.95, "accuracy").holds
    assert not AtLeast(0.9499, 0.95, "accuracy").holds
    assert not AtLeast(0.95, 0.95, "accuracy", strictly=True).holds


def case_run(case: str, name: str, **measures: Any) -> MeasuredRun:
    run = next(run for run in CASES[case].runs if run.name == name)
    return MeasuredRun(run=run, jobs=[Job(id="job_1", status="succeeded")], seconds=1.0, **measures)


def test_what_a_recipe_wants_becomes_figures() -> None:
    s4 = figures_of_run("s4", case_run("s4", "ours", accuracy=0.917, swing=0.006))
    s2 = figures_of_run("s2", case_run("s2", "per_epoch", accuracy=0.68, logistic_accuracy=0.68))

    assert {name: (figure.target, figure.holds) for name, figure in s4.items()} == {
        "s4.ours": (0.913, True),
        "s4.ours.swing": (0.005, False),
    }
    assert not s2["s2.per_epoch"].holds
    assert figures_of_run("s1", case_run("s1", "raw", accuracy=0.6)) == {}


def test_a_failed_job_fails_the_benchmark() -> None:
    failed = case_run("s4", "ours", accuracy=0.9).model_copy(update={"jobs": [Job(id="job_1", status="failed")]})

    with pytest.raises(RuntimeError, match="s4 ours"):
        figures_of_run("s4", failed)


def test_a_quick_run_leaves_the_slow_cases_out() -> None:
    assert shortened("s2", CASES["s2"]).runs == []
    assert [run.name for run in shortened("s3", CASES["s3"]).runs] == ["slim"]
    assert [run.seeds for run in shortened("s4", CASES["s4"]).runs if run.mends is None] == [3, 3]


def test_only_and_data_are_handed_on_and_leave_the_kept_result(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(harness, "RESULTS", tmp_path / "kept")
    asked: list[Options] = []

    def measure(options: Options) -> Measured:
        asked.append(replace(options, folder=tmp_path))
        return Measured(figures={"a": Figure(1.0, 2.0, "s")}, method={})

    arguments = ["--only", "a", "--only", "b", "--data", str(tmp_path), "--json"]
    code = harness.main("families", measure, parts=["a", "b"], data_folder=tmp_path / "usual", arguments=arguments)

    assert code == 0
    assert asked == [Options(quick=False, data=tmp_path, folder=tmp_path, only=("a", "b"))]
    assert json.loads(capsys.readouterr().out)["a"]["holds"] is True


def test_sets_that_are_not_here_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class NoServer:
        url = "http://127.0.0.1:9"

        def __init__(self, *_: object):
            pass

        def __enter__(self) -> "NoServer":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(families, "Server", NoServer)

    measured = families.measure(Options(quick=True, data=tmp_path, folder=tmp_path, only=("heart_rate",)))

    assert measured.figures == {}
    assert measured.details == {"heart_rate": "left out: the file is not here"}


def test_the_blobs_are_measured_after_each_epoch_of_each_seed(tmp_path: Path) -> None:
    config = json.loads((CONFIGS / "ours.json").read_text())
    config["training"]["epochs"] = 30
    (tmp_path / "short.json").write_text(json.dumps(config))

    found = over_seeds(tmp_path / "short.json", 2)

    assert found["num_seeds"] == 2
    assert found["last_epoch"]["min"] <= found["last_epoch"]["mean"] <= found["luckiest_epoch"] <= 1.0
    assert found["luckiest_epoch"] > 0.5  # four clouds: a guess is right for a quarter
