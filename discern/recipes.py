"""The founding cases as recipes: a folder with data to make, configs to train, and what the text had."""

import contextlib
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from discern.objects import Dataset, Finding, Job, Metrics

if TYPE_CHECKING:
    from discern.client import Discern

LAST_EPOCHS = 20
NOTHING_WANTED: dict[str, Any] = {
    "accuracy_at_least": None,
    "swing_at_most": None,
    "above_logistic": False,
    "finds": [],
}
FOLDER = Path(__file__).parent.parent / "examples"
"""Beside the package in a clone; an installed package has none."""


class Mending(BaseModel):
    """A fix that a finding of an earlier run brought."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: str
    """The earlier run, on the same data."""
    finding: str
    """Code of the finding, whose fix is applied to each of that run's jobs that has it."""


class Run(BaseModel):
    """One config of a recipe on one file, and what is wanted of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    about: str
    """What sets it apart from the recipe's other runs."""
    config: str | None = None
    """File with the TrainSpec, in the recipe's folder; none for a run that mends another."""
    mends: Mending | None = None
    data: str
    """A file that `generate.py` makes, or one that is shipped, as a path from the recipe's folder."""
    text: str | None
    """What the text reports of it; null when the text has no such run."""
    seeds: int = Field(default=1, ge=1)
    """Jobs, with `training.seed` 0, 1, ...; the measures are means over them."""
    small: dict[str, Any] = {}
    """What is changed in the config where a first look must be quick."""
    accuracy_at_least: float | None = None
    swing_at_most: float | None = None
    above_logistic: bool = False
    """The test accuracy must beat that of logistic regression on the same rows."""
    finds: list[str] = []
    """Codes of findings that more than half of its jobs must have: a fault of luck does not strike from every seed."""

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.config is None) == (self.mends is None):
            raise ValueError(f"run {self.name!r} takes a config or what it mends, not both")
        return self


class Recipe(BaseModel):
    """A founding case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path
    title: str
    runs: list[Run]

    @model_validator(mode="after")
    def _mends_what_ran_before(self) -> Self:
        earlier: dict[str, str] = {}
        for run in self.runs:
            if run.mends is not None and earlier.get(run.mends.run) != run.data:
                raise ValueError(f"run {run.name!r} mends {run.mends.run!r}, which is no earlier run on {run.data}")
            earlier[run.name] = run.data
        return self


class Measured(BaseModel):
    """What the jobs of one run gave; means over its seeds, null where nothing was measured."""

    run: Run
    jobs: list[Job]
    seconds: float
    num_test_rows: int | None = None
    accuracy: float | None = None
    """On test rows, of the epoch with the best validation loss."""
    accuracy_std: float | None = None
    """Over seeds."""
    log_loss: float | None = None
    logistic_accuracy: float | None = None
    """Of logistic regression on the same test rows."""
    last_accuracy: float | None = None
    """On validation rows, of the last epoch: what a loop without a best epoch would keep."""
    train_loss: float | None = None
    """Of the last epoch."""
    learning_rate: float | None = None
    """At the last step."""
    swing: float | None = None
    """Largest less smallest validation accuracy within the last 20 epochs, or the second half of fewer than 40."""

    @property
    def error(self) -> dict[str, Any] | None:
        """What went wrong with the first job that did not succeed."""
        return next((job.error or {"code": job.status} for job in self.jobs if job.status != "succeeded"), None)

    def count_of(self, code: str) -> int:
        """Jobs with a finding of this code."""
        return sum(has_finding(job, code) for job in self.jobs)

    @property
    def standard_error(self) -> float | None:
        """Of the accuracy, by the number of test rows alone.

        >>> Measured(run=Run(name="", about="", config="", data="", text=None), jobs=[], seconds=0, num_test_rows=200,
        ...     accuracy=0.92).standard_error
        0.019183326093250876
        """
        if self.accuracy is None or not self.num_test_rows:
            return None
        return math.sqrt(self.accuracy * (1 - self.accuracy) / self.num_test_rows)

    @property
    def holds(self) -> bool | None:
        """Whether everything wanted of the run came true; None when nothing is wanted."""
        run = self.run
        if not (run.accuracy_at_least is not None or run.swing_at_most is not None or run.above_logistic or run.finds):
            return None
        if self.accuracy is None or any(2 * self.count_of(code) <= len(self.jobs) for code in run.finds):
            return False
        return (
            self.accuracy >= (run.accuracy_at_least or 0.0)
            and (run.swing_at_most is None or (self.swing is not None and self.swing <= run.swing_at_most))
            and (
                not run.above_logistic
                or (self.logistic_accuracy is not None and self.accuracy > self.logistic_accuracy)
            )
        )

    @property
    def findings(self) -> list[tuple[Job, Finding]]:
        """What the run's jobs found: each thing once, with the first of them that tells it."""
        first: dict[str, tuple[Job, Finding]] = {}
        for job in self.jobs:
            for finding in job.findings or []:
                first.setdefault(finding.id, (job, finding))
        return list(first.values())

    def to_json(self) -> dict[str, Any]:
        """The run as one JSON object."""
        measures = self.model_dump(mode="json", exclude={"run", "jobs"})
        return {
            **self.run.model_dump(mode="json", exclude={"small"}),
            "job_ids": [job.id for job in self.jobs],
            "model": self.jobs[-1].model if self.jobs else None,
            **measures,
            "standard_error": self.standard_error,
            "holds": self.holds,
            "findings": [finding.to_json() for _, finding in self.findings],
            "error": self.error,
        }


class RecipeError(Exception):
    """A recipe cannot be run: its folder is not here, or its data cannot be made."""


def recipes(folder: Path | None = None) -> dict[str, Recipe]:
    """Every recipe by its name. Raises: `RecipeError` when there are none."""
    place = folder or FOLDER
    found = {}
    for path in sorted(place.glob("*/recipe.json")):
        found[path.parent.name] = Recipe(folder=path.parent, **json.loads(path.read_text(encoding="utf-8")))
    if not found:
        raise RecipeError(
            f"there are no recipes in {place}. They are part of Discern's repository, not of the installed package: "
            "clone it, and name its folder `examples` with --folder."
        )
    return found


def run_recipe(
    client: "Discern",
    recipe: Recipe,
    *,
    small: bool = False,
    follow: Callable[["Discern", Job], Job] | None = None,
    upload: Callable[["Discern", Path], Dataset] | None = None,
    about: Callable[[str], None] = lambda message: None,
) -> Iterator[Measured]:
    """Make the data, upload each file once, and give what each run measured as soon as its jobs have ended.

    `follow` waits for a job and returns it ended, `upload` uploads a file: the plain client when they are left out.
    Raises: `RecipeError`; `DiscernError` from every call.
    """
    wait = follow or (lambda client, job: client.jobs.wait(job))
    send = upload or (lambda client, path: client.datasets.upload(path))
    with tempfile.TemporaryDirectory(prefix="discern-example-") as made:
        about(f"making the data of {recipe.folder.name}")
        make_data(recipe, Path(made), small=small)
        datasets: dict[str, Dataset] = {}
        jobs_of: dict[str, list[Job]] = {}
        for run in recipe.runs:
            started = time.monotonic()
            about(f"{recipe.folder.name} {run.name}: {run.about}")
            if run.mends is not None:
                code = run.mends.finding
                queued = [client.jobs.apply(job, code) for job in jobs_of[run.mends.run] if has_finding(job, code)]
            else:
                if run.data not in datasets:
                    datasets[run.data] = send(client, find_data(recipe, run, Path(made)))
                queued = list(_asked(client, recipe, run, datasets[run.data], small=small))
            ended = jobs_of[run.name] = [wait(client, job) for job in queued]
            metrics = [client.jobs.metrics(job, max_points=10_000) for job in ended if job.status == "succeeded"]
            asked = run.model_copy(update=NOTHING_WANTED) if small else run
            yield measured(asked, ended, metrics, time.monotonic() - started)


def _asked(client: "Discern", recipe: Recipe, run: Run, dataset: Dataset, *, small: bool) -> Iterator[Job]:
    """A job for each seed of a run that has a config."""
    spec = spec_of(recipe, run, small=small)
    for seed in range(min(run.seeds, 2) if small else run.seeds):
        yield client.jobs.create_training(
            dataset.id,
            {**spec, "training": {**spec["training"], "seed": seed}},
            model_name=f"{recipe.folder.name}-{run.name.replace(' ', '-')}",
        )


def make_data(recipe: Recipe, made: Path, *, small: bool) -> None:
    """Run the recipe's `generate.py` into the folder `made`. Raises: `RecipeError` with what it printed."""
    command = [sys.executable, str(recipe.folder / "generate.py"), str(made), *(["--small"] if small else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (no shell)
    if done.returncode:
        raise RecipeError(f"{recipe.folder / 'generate.py'} failed: {done.stderr.strip()[-2_000:]}")


def find_data(recipe: Recipe, run: Run, made: Path) -> Path:
    """The file of a run: made, else shipped. Raises: `RecipeError`."""
    for path in (made / run.data, recipe.folder / run.data):
        if path.is_file():
            return path
    raise RecipeError(f"{recipe.folder / 'generate.py'} made no file {run.data}")


def spec_of(recipe: Recipe, run: Run, *, small: bool) -> dict[str, Any]:
    """The TrainSpec of a run that has a config."""
    if run.config is None:
        raise RecipeError(f"run {run.name!r} has no config: it mends another run")
    spec: dict[str, Any] = json.loads((recipe.folder / run.config).read_text(encoding="utf-8"))
    return _merged(spec, run.small) if small else spec


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for name, value in changes.items():
        below = merged.get(name)
        merged[name] = _merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return merged


def measured(run: Run, jobs: list[Job], metrics: Sequence[Metrics], seconds: float) -> Measured:
    """The means over the succeeded jobs of a run."""
    tests = [(of.evaluation or {}).get("test") or {} for of in metrics]
    last = [of.epochs[-1] if of.epochs else {} for of in metrics]
    accuracies = _numbers(test.get("accuracy") for test in tests)
    logistic = [((of.baselines or {}).get("logistic_regression") or {}).get("accuracy") for of in metrics]
    return Measured(
        run=run,
        jobs=jobs,
        seconds=round(seconds, 3),
        num_test_rows=next((test["num_rows"] for test in tests if "num_rows" in test), None),
        accuracy=_mean(accuracies),
        accuracy_std=pstdev(accuracies) if len(accuracies) > 1 else None,
        log_loss=_mean(_numbers(test.get("log_loss") for test in tests)),
        logistic_accuracy=_mean(_numbers(logistic)),
        last_accuracy=_mean(_numbers(epoch.get("validation_accuracy") for epoch in last)),
        train_loss=_mean(_numbers(epoch.get("train_loss") for epoch in last)),
        learning_rate=_mean(_numbers(epoch.get("learning_rate") for epoch in last)),
        swing=_mean(_numbers(swing_of(of.epochs) for of in metrics)),
    )


def has_finding(job: Job, code: str) -> bool:
    """Whether a finding of this code has arisen in the job."""
    return any(finding.code == code for finding in job.findings or [])


def swing_of(epochs: Sequence[Mapping[str, Any]]) -> float | None:
    """Largest less smallest validation accuracy within the last 20 epochs, or the second half of fewer than 40.

    >>> round(swing_of([{"validation_accuracy": value} for value in (0.1, 0.2, 0.9, 0.85)]), 2)
    0.05
    """
    accuracies = _numbers(epoch.get("validation_accuracy") for epoch in epochs)
    last = accuracies[-min(LAST_EPOCHS, max(1, len(accuracies) // 2)) :]
    return max(last) - min(last) if last else None


def _numbers(values: "Iterator[Any] | Sequence[Any]") -> list[float]:
    found = []
    for value in values:
        with contextlib.suppress(TypeError, ValueError):
            found.append(float(value))
    return found


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
