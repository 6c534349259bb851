"""The command line: fixed forms on stdout, readable errors on stderr, exit codes."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from discern.commands.common import exit_code, shown
from discern.commands.predict import show
from discern.commands.train import row_numbers
from discern.errors import DatasetFailedError, DiscernError, JobFailedError, UnreachableError
from tests.discern.discern_fake import FakeServer, problem

Run = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("naps")


def test_train_json_is_one_document_with_exactly_the_fixed_keys(server: FakeServer, discern: Run, table: Path) -> None:
    ran = discern("train", table, "--target", "Class", "--name", "rice", "--json")

    document = json.loads(ran.out)
    assert ran.code == 0
    assert ran.err == ""
    assert set(document) == {"job_id", "status", "model", "version", "seconds", "metrics", "findings", "checks"}
    assert (document["job_id"], document["status"], document["model"], document["version"]) == (
        "job_1",
        "succeeded",
        "rice",
        1,
    )
    assert document["metrics"]["test"]["accuracy"] == 0.93
    assert document["metrics"]["test"]["roc_auc"] is None
    assert document["metrics"]["baselines"]["majority_class"]["accuracy"] == 0.57
    assert [finding["code"] for finding in document["findings"]] == ["data.note", "data.id", "data.imbalance"]
    assert {"code", "severity", "evidence", "fix"} <= set(document["findings"][2])
    assert document["checks"] == {
        "passed": ["data.missing", "data.rare_class"],
        "skipped": [{"code": "training.loss_flat", "reason": "The run ended before this check."}],
    }
    assert document["seconds"] > 0


def test_the_config_is_the_spec_and_target_and_test_rows_win(
    server: FakeServer, discern: Run, table: Path, tmp_path: Path
) -> None:
    config = tmp_path / "C.json"
    config.write_text(json.dumps({"target": "other", "split": {"seed": 7}, "training": {"epochs": 2}}))
    rows = tmp_path / "ROWS.txt"
    rows.write_text("0\n3\n\n9\n")

    ran = discern("train", table, "--target", "Class", "--config", config, "--test-rows", rows, "--json")

    assert ran.code == 0
    assert server.asked("POST", "/v1/training-jobs")[0].json["spec"] == {
        "target": "Class",
        "split": {"seed": 7, "test_rows": [0, 3, 9]},
        "training": {"epochs": 2},
    }


def test_a_target_in_the_config_is_enough(server: FakeServer, discern: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "C.json").write_text('{"target": "Class"}')

    assert discern("train", table, "--config", tmp_path / "C.json", "--json").code == 0


def test_settings_win_over_preset_and_config(server: FakeServer, discern: Run, table: Path, tmp_path: Path) -> None:
    config = tmp_path / "C.json"
    config.write_text(json.dumps({"target": "Class", "preset": "s0", "model": "auto", "training": {"epochs": 2}}))
    settings = [
        "model.family=rnn",
        'model.blocks=[{"units": 8}]',
        "training.epochs=5",
        "calibration=none",
        "split.folds=3",
    ]

    ran = discern("train", table, "--config", config, "--preset", "fast", "--json", *(f"--set={s}" for s in settings))

    assert ran.code == 0, ran.err
    assert server.asked("POST", "/v1/training-jobs")[0].json["spec"] == {
        "target": "Class",
        "preset": "fast",
        "model": {"family": "rnn", "blocks": [{"units": 8}]},
        "training": {"epochs": 5},
        "calibration": "none",
        "split": {"folds": 3},
    }


def test_the_members_of_a_run_are_shown_as_they_train(server: FakeServer, discern: Run, table: Path) -> None:
    server.members = 2

    ran = discern("train", table, "--target", "Class")

    assert "member 2/2  epoch 3/3  val acc 0.9000" in ran.err


def test_families_and_presets_are_told(server: FakeServer, discern: Run) -> None:
    families, presets = discern("families"), discern("presets")

    for told in ("rnn", "Recurrent network", "sequence, table", "cell"):
        assert told in families.out
    for told in ("fast", "A first answer.", '{"training": {"epochs": 30}}'):
        assert told in presets.out
    assert [json.loads(discern(name, "--json").out)[0]["name"] for name in ("families", "presets")] == ["rnn", "fast"]


def test_a_long_table_is_uploaded_with_what_its_columns_are(
    server: FakeServer, discern: Run, table: Path, tmp_path: Path
) -> None:
    series = "id=who,time=t,channels=a+b"
    commands = [
        ["train", table, "--target", "Class"],
        ["datasets", "upload", table],
        ["score", "rice", table, "-o", tmp_path / "out.csv"],
    ]

    ran = [discern(*command, "--series", series, "--json") for command in commands]

    assert [one.code for one in ran] == [0, 0, 0]
    posts = [*server.asked("POST", "/v1/datasets"), *server.asked("POST", "/v1/scoring-jobs/file")]
    sent = [json.loads(dict(request.query)["series"]) for request in posts]
    assert sent == [{"id": "who", "time": "t", "channels": ["a", "b"]}] * 3


def test_a_file_that_cannot_be_cut_is_predicted_whole(
    server: FakeServer, discern: Run, table: Path, tmp_path: Path
) -> None:
    image, long = tmp_path / "cat.png", tmp_path / "long.csv"
    image.write_bytes(b"pixels")
    long.write_text("Area\n1\n2\n3\n")

    whole = discern("predict", "cats", image, "--json")
    series = discern("predict", "rice", long, "--series", '{"id": "who"}', "--json")

    assert (whole.code, series.code) == (0, 0)
    image_sent, long_sent = (server.asked("POST", f"/v1/models/{name}/predict") for name in ("cats", "rice"))
    assert [request.body for request in image_sent] == [b"pixels"]
    assert [(request.body, request.query) for request in long_sent] == [
        (long.read_bytes(), [("series", '{"id": "who"}')])
    ]
    assert server.asked("GET", "/v1/limits") == []


def test_train_shows_progress_on_stderr_and_the_measures_on_stdout(
    server: FakeServer, discern: Run, table: Path
) -> None:
    ran = discern("train", table, "--target", "Class", "--name", "rice")

    assert ran.code == 0
    assert "Uploaded rice.csv" in ran.err
    assert "epoch 3/3  loss 0.3333  val acc 0.9000" in ran.err
    for told in (
        "0.9300",
        "majority class",
        "0.5700",
        "rice version 1",
        "warning: An id",
        "Next: discern predict rice",
    ):
        assert told in ran.out
    assert "roc_auc" in ran.out


def test_the_spread_of_several_networks_stands_under_the_table(server: FakeServer, discern: Run, table: Path) -> None:
    assert "networks" not in discern("train", table, "--target", "Class").out
    server.members = 2
    ran = discern("train", table, "--target", "Class")

    assert "2 networks, each on its own fold: accuracy 0.8000 ± 0.0200, log loss 0.5000 ± 0.0100" in ran.out
    assert "on the test split" not in ran.out
    document = json.loads(discern("train", table, "--target", "Class", "--json").out)
    assert document["metrics"]["spread"]["validation"]["accuracy"]["std"] == 0.02


def test_detach_returns_before_the_job_is_done(server: FakeServer, discern: Run, table: Path) -> None:
    ran = discern("train", table, "--target", "Class", "--detach", "--json")

    document = json.loads(ran.out)
    assert (document["status"], document["metrics"]) == ("queued", {"test": None, "baselines": None, "spread": None})
    assert server.asked("GET", "/v1/training-jobs/job_1") == []


def test_a_failed_job_is_exit_code_1_and_still_one_document(server: FakeServer, discern: Run, table: Path) -> None:
    server.job_status = "failed"

    ran = discern("train", table, "--target", "Class", "--json")

    document = json.loads(ran.out)
    assert (ran.code, document["status"], document["error"]["code"]) == (1, "failed", "diverged")
    assert document["model"] is None


def test_a_failed_job_is_told_with_its_hint(server: FakeServer, discern: Run, table: Path) -> None:
    server.job_status = "failed"

    ran = discern("train", table, "--target", "Class")

    assert ran.code == 1
    assert "loss is nan at epoch 3" in ran.err
    assert "Hint: lower it" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["train", "{table}"], "--target COLUMN"),
        (["train", "{table}.gone", "--target", "Class"], "there is no file"),
        (["train", "{table}", "--config", "{bad}"], "not valid JSON: NaN is not JSON"),
        (["train", "{table}", "--config", "{table}.gone"], "cannot read --config"),
        (["train", "{table}", "--target", "Class", "--test-rows", "{table}"], "line 1: expected a 0-based row number"),
        (["train", "{table}", "--target", "Class", "--column", "Area=number"], "--column takes NAME=WORD"),
        (["train", "{odd}", "--target", "Class"], "cannot tell the format"),
        (["train", "{table}", "--nonsense"], "No such option"),
        (["predict", "rice", "{table}", "--on-invalid", "maybe"], "must be fail or skip"),
        (["predict", "rice", "{table}", "--return", "words"], "--return must be some of"),
        (["predict", "rice", "{table}", "--return", "label,label"], "--return must be some of"),
        (["score", "rice", "{table}", "-o", "{table}.xlsx"], "the output must end in"),
        (["score", "rice", "{table}", "-o", "{table}.npz"], "the output must end in"),
        (["train", "{table}", "--target", "Class", "--set", "model.family"], "--set takes PATH=VALUE"),
        (["train", "{table}", "--target", "Class", "--set", "model..family=rnn"], "--set takes PATH=VALUE"),
        (["train", "{table}", "--target", "Class", "--series", "time=t"], "--series needs id=COLUMN"),
        (["train", "{table}", "--target", "Class", "--series", "id=a,step=t"], "got 'step=t'"),
        (["datasets", "upload", "{table}", "--series", "id=a,id=b"], "got 'id=b'"),
        (["predict", "rice", "{table}", "--series", '{{"id": '], "--series is not valid JSON"),
        (["score", "rice", "{table}", "-o", "{table}.gone/out.csv"], "there is no folder"),
        (["--url", "localhost:8000", "models", "list"], "must look like http://127.0.0.1:8000"),
        (["serve", "--no-auth", "--host", "0.0.0.0"], "--no-auth needs a loopback --host"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_to_change(
    server: FakeServer, discern: Run, table: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    bad, odd = table.with_name("bad.json"), table.with_suffix(".xlsx")
    bad.write_text('{"threshold": NaN}')
    odd.write_text("")
    monkeypatch.setenv("DISCERN_URL", server.url)  # --url changes it: put back afterwards

    ran = discern(*(word.format(table=table, bad=bad, odd=odd) for word in arguments))

    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""
    assert server.seen == []


def test_a_refused_request_is_exit_code_4_and_names_places_hint_and_id(
    server: FakeServer, discern: Run, table: Path
) -> None:
    faults = [
        {"code": "x", "message": f"bad cell {n}", "row": n, "column": "A\x1b[31m", "got": "n/a", "expected": "number"}
        for n in range(12)
    ]
    server.script("POST", "/v1/datasets", problem(422, "data_invalid", errors=faults, hint="Add 'n/a' to missing."))

    ran = discern("train", table, "--target", "Class", "--json")

    assert (ran.code, ran.out) == (4, "")
    assert "row 9, column 'A\\x1b[31m': bad cell 9 (got n/a, expected number)" in ran.err
    assert "bad cell 10" not in ran.err
    assert "… and 2 more" in ran.err
    assert "Hint: Add 'n/a' to missing." in ran.err
    assert "Code data_invalid, request req_1" in ran.err
    assert "\x1b[31m" not in ran.err


def test_no_server_is_exit_code_3(discern: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCERN_URL", "http://127.0.0.1:9")

    ran = discern("models", "list")

    assert ran.code == 3
    assert "discern serve" in ran.err


def test_a_refused_key_is_exit_code_3_and_says_how_to_get_one(server: FakeServer, discern: Run) -> None:
    server.script("GET", "/v1/jobs", problem(401, "unauthenticated"))

    ran = discern("jobs", "list")

    assert ran.code == 3
    assert "discern key create" in ran.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (JobFailedError("x", code="diverged"), 1),
        (UnreachableError("x", code="unreachable"), 3),
        (DiscernError("x", code="unauthenticated", status=401), 3),
        (DiscernError("x", code="scope_missing", status=403), 3),
        (DiscernError("x", code="internal", status=500), 3),
        (DiscernError("x", code="config_invalid", status=422), 4),
        (DiscernError("x", code="too_many_requests", status=429), 4),
        (DatasetFailedError("x", code="data_invalid"), 4),
    ],
)
def test_every_kind_of_trouble_has_its_exit_code(error: DiscernError, code: int) -> None:
    assert exit_code(error) == code


def test_predict_json_is_one_answer_for_a_file_above_the_row_limit(
    server: FakeServer, discern: Run, table: Path
) -> None:
    ran = discern("predict", "rice", table, "--json", "--threshold", "0.3")

    document = json.loads(ran.out)
    assert ran.code == 0
    assert [row["row"] for row in document["predictions"]] == list(range(10))
    assert [row["label"] for row in document["predictions"]] == ["a", "b"] * 5
    assert {"model", "version", "classes", "predictions", "errors", "ignored_columns"} <= set(document)
    assert len(server.asked("POST", "/v1/models/rice/predict")) == 1
    pinned = server.asked("POST", "/v1/models/rice/versions/1/predict")
    assert [request.query for request in pinned] == [[("threshold", "0.3")]] * 2


def test_predict_shows_the_parts_that_are_asked_for(server: FakeServer, discern: Run, table: Path) -> None:
    ran = discern("predict", "rice", table, "--return", "label,probabilities", "--top-k", "1")

    assert ran.code == 0
    queries = [request.query for request in server.seen if request.path.endswith("/predict")]
    assert queries[0] == [("return", "label"), ("return", "probabilities"), ("top_k", "1")]


@pytest.mark.parametrize(
    ("row", "heads", "cells"),
    [
        ({"label": "a", "probabilities": {"a": 0.75}}, ["label", "likeliest"], ["a 0.75"]),
        ({"probabilities": {"a": 0.75, "b": 0.25}}, ["p(a)", "p(b)"], ["0.75", "0.25"]),
        ({"label": "a", "logits": {"a": 1.5, "b": -2.5}}, ["label", "logit(a)", "logit(b)"], ["1.5", "-2.5"]),
    ],
)
def test_a_table_of_predictions_has_the_columns_that_were_asked_for(
    capsys: pytest.CaptureFixture[str], row: dict[str, object], heads: list[str], cells: list[str]
) -> None:
    document = {"model": "rice", "version": 1, "classes": ["a", "b"], "errors": [], "ignored_columns": []}
    show({**document, "predictions": [{"row": 0, **row, "warnings": []}]})

    shown = capsys.readouterr().out
    assert [text for text in (*heads, *cells) if text not in shown] == []
    assert ("label" in shown) == ("label" in row)


def test_predict_prints_a_table(server: FakeServer, discern: Run, table: Path) -> None:
    table.write_text("Area,extra\n0,1\n1,1\n")

    ran = discern("predict", "rice", table, "--version", "1")

    assert ran.code == 0
    assert "p(a)" in ran.out
    assert "Ignored columns: extra" in ran.out


def test_a_parquet_file_above_the_limit_points_to_score(
    server: FakeServer, discern: Run, table: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rice.parquet"
    path.write_bytes(b"PAR1")
    server.script("POST", "/v1/models/rice/predict", problem(413, "too_large"))

    ran = discern("predict", "rice", path, "--json")

    assert ran.code == 4
    assert f"discern score rice {path} -o OUT.csv" in ran.err


def test_score_writes_the_file_and_tells_the_counts(
    server: FakeServer, discern: Run, table: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.ndjson"

    ran = discern("score", "rice", table, "-o", output, "--id-column", "Area", "--json")

    document = json.loads(ran.out)
    assert ran.code == 0
    assert output.read_bytes() == server.output
    assert (document["num_scored"], document["num_refused"], document["output"]) == (7, 1, str(output))
    asked = dict(server.asked("POST", "/v1/scoring-jobs/file")[0].query)
    assert (asked["format"], asked["id_columns"], asked["columns"]) == ("ndjson", "Area", "ids")
    assert asked.keys() == {"model", "format", "id_columns", "columns", "on_invalid"}


def test_score_passes_every_option_on(server: FakeServer, discern: Run, table: Path, tmp_path: Path) -> None:
    said = "--alias night --routing-key k --columns all --logits --decimals 3 --top-k 2 --threshold 0.4"
    more = "--on-invalid fail --priority 1 --max-seconds 60 --version 2"

    ran = discern("score", "rice", table, "-o", tmp_path / "out.csv", *said.split(), *more.split(), "--json")

    assert ran.code == 0
    asked = dict(server.asked("POST", "/v1/scoring-jobs/file")[0].query)
    numbers = {
        "decimals": "3",
        "top_k": "2",
        "threshold": "0.4",
        "priority": "1",
        "max_seconds": "60.0",
        "version": "2",
    }
    words = {
        "model": "rice",
        "format": "csv",
        "alias": "night",
        "routing_key": "k",
        "columns": "all",
        "on_invalid": "fail",
    }
    assert asked.pop("logits").lower() == "true"
    assert asked == numbers | words


def test_score_names_the_refused_rows(server: FakeServer, discern: Run, table: Path, tmp_path: Path) -> None:
    ran = discern("score", "rice", table, "-o", tmp_path / "out.csv")

    assert "7 of 8 rows" in ran.out
    assert "refused row 7, column 'Area': 'x' is no number" in ran.out


def test_jobs_can_be_listed_shown_followed_and_cancelled(server: FakeServer, discern: Run, table: Path) -> None:
    discern("train", table, "--target", "Class", "--json")

    assert "job_1" in discern("jobs", "list").out
    assert json.loads(discern("jobs", "list", "--json").out)[0]["id"] == "job_1"
    assert json.loads(discern("jobs", "show", "job_1", "--json").out)["kind"] == "train"
    assert "status: succeeded" in discern("jobs", "show", "job_1").out
    lines = discern("jobs", "events", "job_1", "--follow", "--json").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(range(1, 9))
    assert "validation_accuracy=0.9" in discern("jobs", "events", "job_1").out
    cancelled = discern("jobs", "cancel", "job_1")
    assert (cancelled.code, cancelled.out) == (0, "job_1: cancelled\n")


def test_ctrl_c_leaves_the_job_running_and_says_how_to_go_on(
    server: FakeServer, discern: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("discern.resources.jobs.Jobs.events", interrupt)

    ran = discern("train", table, "--target", "Class")

    assert ran.code == 130
    assert "discern jobs cancel job_1" in ran.err
    assert server.asked("POST", "/v1/training-jobs/job_1/cancel") == []


def test_row_numbers_take_a_byte_order_mark_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_bytes("\ufeff3\r\n\r\n 1 \n".encode())

    assert row_numbers(path) == [3, 1]


def test_text_from_elsewhere_cannot_move_the_cursor() -> None:
    assert shown("a\x1b[2Jb\u202ec\n") == "a\\x1b[2Jb\\u202ec\\n"
    assert len(shown("x" * 1000)) == 200


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['discern', '--help']\n"
        "from discern.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'torch', 'pandas', 'numpy', 'pyarrow', 'sklearn', 'httpx', 'pydantic', 'service', 'store', 'classifier'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout
    assert time.monotonic() - started < 2.0  # 0.3 s on an idle core; a loaded one may take several times as long
