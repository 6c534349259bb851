"""The first five minutes of a stranger: `discern serve`, then train, predict and score from the command line."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
import pytest

from tests.databases import Databases
from tests.journeys.processes import ROOT, WAIT_SECONDS, free_port, is_gone, until
from tests.journeys.stack import JOB_SECONDS


class Served:
    """One `discern serve` and what it printed."""

    def __init__(self, data: Path, database_url: str | None, log: Path, *options: str):
        self.port, self.log = free_port(), log
        clean = {name: value for name, value in os.environ.items() if not name.startswith("DISCERN_")}
        self.environment = {**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        named = ["--database-url", database_url] if database_url else []
        began = time.monotonic()
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "discern",
                    "serve",
                    "--data",
                    str(data),
                    "--port",
                    str(self.port),
                    *named,
                    *options,
                ],
                env=self.environment,
                cwd=data.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                process_group=0,
            )
        try:
            until(self._ready, "readiness")
        except BaseException:
            self.kill()
            raise
        self.seconds_to_ready = time.monotonic() - began

    @property
    def printed(self) -> str:
        return self.log.read_text(errors="replace")

    def _ready(self) -> bool:
        assert self.process.poll() is None, self.printed
        return "Ctrl-C stops it." in self.printed

    def descendants(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]

    def interrupt(self) -> int:
        """Ctrl-C: the signal goes to the whole group in the foreground."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(WAIT_SECONDS)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def run(self, *arguments: str, key: str | None = None) -> Any:
        """What a command printed as JSON."""
        environment = {**self.environment, "DISCERN_URL": f"http://127.0.0.1:{self.port}"}
        if key is not None:
            environment["DISCERN_KEY"] = key
        done = subprocess.run(
            [sys.executable, "-m", "discern", *arguments, "--json"],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=JOB_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}\n{self.printed}"
        return json.loads(done.stdout)


@pytest.fixture
def url(databases: Databases, request: pytest.FixtureRequest) -> str | None:
    """A database that nobody has migrated: `serve` does that. On SQLite none is named: it is in the data folder."""
    return None if "sqlite" in request.node.callspec.id else databases.empty()


def test_a_stranger_trains_predicts_and_scores_with_six_commands(
    tmp_path: Path, url: str | None, example: Path
) -> None:
    data = tmp_path / "data"
    first = Served(data, url, tmp_path / "first.log")
    try:
        key = re.search(r"API key, shown only now: (\S+)", first.printed)
        assert key, first.printed
        assert f"http://127.0.0.1:{first.port}" in first.printed
        assert "discern train examples/data/rice.csv --target Class" in first.printed

        trained = first.run("train", str(example), "--target", "Class", "--name", "rice", key=key[1])
        assert (trained["status"], trained["model"], trained["version"]) == ("succeeded", "rice", 1)
        assert trained["metrics"]["test"]["accuracy"] >= 0.92
        assert {"macro_f1", "roc_auc", "log_loss", "ece"} <= trained["metrics"]["test"].keys()
        assert trained["metrics"]["baselines"]
        assert trained["job_id"].startswith("job_")
        assert isinstance(trained["findings"], list)

        with open(example, newline="") as file:
            rows = list(csv.DictReader(file))[::300]
        few = tmp_path / "few.csv"
        with open(few, "w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        answer = first.run("predict", "rice", str(few), key=key[1])
        assert len(answer["predictions"]) == len(rows)
        assert set(answer["predictions"][0]["probabilities"]) == {"Cammeo", "Osmancik"}

        out = tmp_path / "out.parquet"
        scored = first.run("score", "rice", str(example), "-o", str(out), key=key[1])
        assert scored["status"] == "succeeded"
        labels = pq.read_table(out).column("label").to_pylist()
        with open(example, newline="") as file:
            truth = [row["Class"] for row in csv.DictReader(file)]
        assert len(labels) == len(truth)
        assert sum(a == b for a, b in zip(labels, truth, strict=True)) / len(truth) >= 0.92

        children = first.descendants()
        assert len(children) >= 2
        assert first.interrupt() == 0, first.printed
        until(lambda: all(is_gone(pid) for pid in children), "the end of API and worker")
    finally:
        first.kill()

    second = Served(data, url, tmp_path / "second.log")
    try:
        print(
            f"ready after {first.seconds_to_ready:.1f} s at the first start, {second.seconds_to_ready:.1f} s at the second"
        )
        assert "shown only now" not in second.printed
        assert [model["name"] for model in listed(second.run("models", "list", key=key[1]))] == ["rice"]
        children = second.descendants()
        assert second.interrupt() == 0
        until(lambda: all(is_gone(pid) for pid in children), "the end of API and worker")
    finally:
        second.kill()


def listed(document: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["data"] if isinstance(document, dict) else document
    return found
