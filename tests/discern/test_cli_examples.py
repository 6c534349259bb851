"""`discern examples`: recipes found, run through the server, and set beside what their texts report."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse

from tests.discern.discern_fake import FakeServer

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("naps")

GENERATE = """
import sys
from pathlib import Path
rows = 4 if "--small" in sys.argv else 8
Path(sys.argv[1], "points.csv").write_text("x,y\\n" + "".join(f"{i},{'ab'[i % 2]}\\n" for i in range(rows)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Recipes of our own: one case of two runs, the second with two seeds and something wanted."""
    case = tmp_path / "recipes" / "s9"
    case.mkdir(parents=True)
    (case / "generate.py").write_text(GENERATE)
    (case / "config.json").write_text(json.dumps({"target": "y", "training": {"epochs": 3, "batch_size": 8}}))
    first = {"name": "raw", "about": "as it is", "config": "config.json", "data": "points.csv", "text": "50 %, stuck"}
    second = {
        **first,
        "name": "ours",
        "text": None,
        "seeds": 2,
        "accuracy_at_least": 0.9,
        "swing_at_most": 0.005,
        "small": {"training": {"epochs": 1}},
    }
    (case / "recipe.json").write_text(json.dumps({"title": "Points", "runs": [first, second]}))
    return case.parent


def metrics(accuracy: float, *, last: float = 0.9) -> JSONResponse:
    """What a job measured: 40 epochs, the last of which may stand apart."""
    epochs = [{"epoch": i, "validation_accuracy": 0.9, "train_loss": 0.5} for i in range(40)]
    epochs.append({"epoch": 40, "validation_accuracy": last, "train_loss": 0.25, "learning_rate": 0.01})
    evaluation = {"test": {"num_rows": 100, "accuracy": accuracy, "log_loss": 0.2}}
    baselines = {"logistic_regression": {"accuracy": 0.8}}
    return JSONResponse({"epochs": epochs, "evaluation": evaluation, "baselines": baselines})


def answers(server: FakeServer, *accuracies: float, last: float = 0.9) -> None:
    for number, accuracy in enumerate(accuracies, start=1):
        server.script("GET", f"/v1/training-jobs/job_{number}/metrics", metrics(accuracy, last=last))


def test_each_run_of_a_case_is_measured_over_its_seeds(server: FakeServer, discern: Run, folder: Path) -> None:
    answers(server, 0.5, 0.92, 0.96)

    ran = discern("examples", "run", "s9", "--folder", folder, "--json")

    document = json.loads(ran.out)
    raw, ours = document["runs"]
    assert (ran.code, ran.err) == (0, "")
    assert (document["case"], document["small"]) == ("s9", False)
    assert (raw["accuracy"], raw["text"], raw["holds"]) == (0.5, "50 %, stuck", None)
    assert raw["standard_error"] == pytest.approx(0.05)
    assert ours["accuracy"] == pytest.approx(0.94)
    assert ours["accuracy_std"] == pytest.approx(0.02)
    assert (ours["logistic_accuracy"], ours["train_loss"], ours["last_accuracy"]) == (0.8, 0.25, 0.9)
    assert (ours["swing"], ours["holds"]) == (0.0, True)
    assert ours["job_ids"] == ["job_2", "job_3"]
    assert [finding["code"] for finding in ours["findings"]] == ["data.note", "data.id", "data.imbalance"]
    assert ours["findings"][2]["fix"]
    assert ours["findings"][2]["evidence"]


def test_what_was_found_in_a_run_stands_under_the_table(server: FakeServer, discern: Run, folder: Path) -> None:
    lines = discern("examples", "run", "s9", "--folder", folder).out.splitlines()

    assert [line for line in lines if "warning:" in line] == [
        "raw: warning: An id",
        "raw: warning: A imbalance (fix: discern jobs fix job_1 fnd_data_imbalance)",
        "ours: warning: An id",
        "ours: warning: A imbalance (fix: discern jobs fix job_2 fnd_data_imbalance)",
    ]
    assert "A note" not in "".join(lines)


def test_a_file_is_uploaded_once_and_each_seed_is_a_job(server: FakeServer, discern: Run, folder: Path) -> None:
    discern("examples", "run", "s9", "--folder", folder, "--json")

    (upload,) = server.asked("POST", "/v1/datasets")
    jobs = [asked.json for asked in server.asked("POST", "/v1/training-jobs")]
    assert upload.body.count(b"\n") == 9
    assert [job["spec"]["training"] for job in jobs] == [
        {"epochs": 3, "batch_size": 8, "seed": 0},
        {"epochs": 3, "batch_size": 8, "seed": 0},
        {"epochs": 3, "batch_size": 8, "seed": 1},
    ]
    assert [job["model_name"] for job in jobs] == ["s9-raw", "s9-ours", "s9-ours"]


def test_a_swing_that_is_too_large_misses_what_is_wanted(server: FakeServer, discern: Run, folder: Path) -> None:
    answers(server, 0.5, 0.95, 0.95, last=0.85)

    ours = json.loads(discern("examples", "run", "s9", "--folder", folder, "--json").out)["runs"][1]

    assert ours["swing"] == pytest.approx(0.05)
    assert ours["holds"] is False


def test_a_small_run_has_less_to_do_and_proves_nothing(server: FakeServer, discern: Run, folder: Path) -> None:
    ran = discern("examples", "run", "s9", "--folder", folder, "--small", "--json")

    (upload,) = server.asked("POST", "/v1/datasets")
    assert upload.body.count(b"\n") == 5
    assert server.asked("POST", "/v1/training-jobs")[1].json["spec"]["training"]["epochs"] == 1
    assert [run["holds"] for run in json.loads(ran.out)["runs"]] == [None, None]


def test_the_run_ends_in_a_table_of_the_texts_result_and_ours(server: FakeServer, discern: Run, folder: Path) -> None:
    answers(server, 0.5, 0.92, 0.96)

    ran = discern("examples", "run", "s9", "--folder", folder)

    assert ran.code == 0
    assert "Uploaded points.csv" in ran.err
    assert "s9 raw: as it is" in ran.err
    for told in (
        "s9: Points",
        "text's result",
        "50 %, stuck",
        "50.0 % ± 5.0 (100 rows)",
        "94.0 % ± 2.4 (100 rows), 2 seeds ± 2.0",
        "≥ 90.0 %, swing ≤ 0.5: reached",
    ):
        assert told in ran.out


def test_the_url_names_the_server(
    server: FakeServer, discern: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.url
    monkeypatch.setenv("DISCERN_URL", "http://127.0.0.1:9")

    assert discern("examples", "run", "s9", "--folder", folder, "--url", url, "--json").code == 0


def test_a_failed_job_is_told_and_makes_the_exit_code_1(server: FakeServer, discern: Run, folder: Path) -> None:
    server.job_status = "failed"

    ran = discern("examples", "run", "s9", "--folder", folder, "--json")

    assert ran.code == 1
    assert [run["error"]["code"] for run in json.loads(ran.out)["runs"]] == ["diverged", "diverged"]


def test_a_generator_that_fails_is_named_with_what_it_said(server: FakeServer, discern: Run, folder: Path) -> None:
    (folder / "s9" / "generate.py").write_text("raise SystemExit('no disk left')")

    ran = discern("examples", "run", "s9", "--folder", folder)

    assert ran.code == 2
    assert "no disk left" in ran.err
    assert server.seen == []


def test_data_that_the_generator_did_not_make_is_named(server: FakeServer, discern: Run, folder: Path) -> None:
    (folder / "s9" / "generate.py").write_text("")

    ran = discern("examples", "run", "s9", "--folder", folder)

    assert ran.code == 2
    assert "made no file points.csv" in ran.err


def test_a_folder_without_recipes_says_where_they_are(discern: Run, tmp_path: Path) -> None:
    for command in (["list"], ["run", "s0"]):
        ran = discern("examples", *command, "--folder", tmp_path)

        assert ran.code == 2
        assert "part of Discern's repository, not of the installed package" in ran.err


def test_an_unknown_case_is_refused_before_anything_is_made(server: FakeServer, discern: Run) -> None:
    ran = discern("examples", "run", "s7")

    assert ran.code == 2
    assert "there is no case 's7'" in ran.err
    assert server.seen == []


def test_a_clone_lists_the_five_founding_cases(discern: Run) -> None:
    found = json.loads(discern("examples", "list", "--json").out)

    assert [recipe["name"] for recipe in found] == ["s0", "s1", "s2", "s3", "s4"]
    assert "Four clouds of points" in discern("examples", "list").out
