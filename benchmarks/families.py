"""What every family of models reaches on real sets, and what the founding cases give, through the service.

`python -m benchmarks.families [--quick] [--only SET ...] [--data FOLDER] [--output FILE.json] --json`
"""

# Axes: N rows.
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.blobs import as_the_text_measures
from benchmarks.family_configs import SETS, SetOfData, spec_of, wanted_of
from benchmarks.harness import Figure, Measured, Options, main, tell
from benchmarks.server import Server
from discern.client import Discern
from discern.recipes import Measured as MeasuredRun
from discern.recipes import Recipe, recipes, run_recipe

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
QUICK_SEEDS = 3
SLOW_RUNS = {("s2", "per_step"), ("s2", "per_epoch"), ("s3", "text")}
"""Left out of a quick run: minutes each."""

METHOD = {
    "SET": "the test measure of the set's family with the lowest log-loss on validation rows: the one that a user who "
    "compares families would keep",
    "SET.FAMILY": "accuracy, or the area under the ROC curve, on the fixed test rows of `splits/`, of a training job with the "
    "config of benchmarks/family_configs.py: uploaded, read, encoded and trained by `discern serve` on SQLite; where no linear model reaches the set's target, that of "
    "`logistic` is scikit-learn's logistic regression on the same rows, less one standard error",
    "sN.RUN": "accuracy on test rows of a run of `discern examples run sN`, in the mean over its seeds; the target of a run "
    "that must beat logistic regression is the accuracy of that on the same rows",
    "sN.RUN.swing": "largest less smallest validation accuracy within the last 20 epochs, in the mean over seeds",
}


@dataclass(frozen=True)
class AtLeast(Figure):
    """One promised number: measured, and how small it may be."""

    strictly: bool = False
    """It must be more than the target."""

    @property
    def holds(self) -> bool:
        """True when the value reaches the target."""
        return self.value > self.target if self.strictly else self.value >= self.target


@dataclass(frozen=True)
class FamilyRun:
    """What one job measured."""

    value: float
    validation_log_loss: float
    details: dict[str, Any]


def measure(options: Options) -> Measured:
    """Every set and case, or those of `--only`; about half an hour on two quiet cores, a quick run a few minutes."""
    figures: dict[str, Figure] = {}
    details: dict[str, Any] = {}
    folder = options.data or DATA
    cases = recipes(ROOT / "examples")
    with Server(options.folder / "data", options.folder / "serve.log") as server, Discern(server.url) as client:
        for name, data in SETS.items():
            if options.only and name not in options.only:
                continue
            if not (folder / data.file).is_file():
                tell(f"{name}: there is no {folder / data.file}, so it is left out")
                details[name] = "left out: the file is not here"
                continue
            runs = try_families(client, name, data, folder, quick=options.quick)
            figures |= figures_of(name, data, runs)
            details[name] = {family: run.details for family, run in runs.items()}
        for name, recipe in cases.items():
            if options.only and name not in options.only:
                continue
            done = list(run_recipe(client, shortened(name, recipe) if options.quick else recipe, about=tell))
            for run in done:
                figures |= figures_of_run(name, run)
            details[name] = {run.run.name: without_config(run) for run in done}
    if not options.only or "s4" in options.only:
        details["s4_as_the_text_measures"] = as_the_text_measures(QUICK_SEEDS if options.quick else 20)
    return Measured(figures=figures, method=METHOD, details=details)


def try_families(client: Discern, name: str, data: SetOfData, folder: Path, *, quick: bool) -> dict[str, FamilyRun]:
    """Upload a set once and train each of its families. Raises: `JobFailedError`."""
    lines = (folder / "splits" / f"{name}.test.txt").read_text(encoding="utf-8").split()
    test_rows = [int(line) for line in lines]
    dataset = client.datasets.upload(folder / data.file)
    runs = {}
    for family in [data.quick] if quick else data.families:
        job = client.train(dataset, spec=spec_of(data, family, test_rows), name=f"{name}-{family}".replace("_", "-"))
        metrics = client.jobs.metrics(job, max_points=3)
        evaluation = metrics.evaluation or {}
        test, validation = evaluation["test"], evaluation["validation"]
        seconds = (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else None
        runs[family] = FamilyRun(
            value=test[data.measure],
            validation_log_loss=validation["log_loss"],
            details={
                "test": scores_of(test),
                "validation": scores_of(validation),
                "logistic_regression": scores_of((metrics.baselines or {}).get("logistic_regression") or {}),
                "num_parameters": (job.result or {}).get("num_parameters"),
                "epochs_run": (job.result or {}).get("epochs_run"),
                "seconds": seconds,
            },
        )
        tell(f"{name} {family}: {data.measure} {runs[family].value:.4f} in {seconds or 0:.1f} s")
    return runs


def figures_of(name: str, data: SetOfData, runs: Mapping[str, FamilyRun]) -> dict[str, Figure]:
    """The set's own figure, by the family that validation prefers, and that of every family."""
    best = min(runs, key=lambda family: runs[family].validation_log_loss)
    figures: dict[str, Figure] = {name: AtLeast(runs[best].value, data.wanted, data.measure)}
    for family, run in runs.items():
        figures[f"{name}.{family}"] = AtLeast(run.value, wanted_of(data, family), data.measure)
    return figures


def figures_of_run(case: str, measured: MeasuredRun) -> dict[str, Figure]:
    """What a recipe wants of a run; nothing for one that is there to fail. Raises: `RuntimeError` when a job failed."""
    run = measured.run
    if measured.error is not None or measured.accuracy is None:
        raise RuntimeError(f"{case} {run.name}: {measured.error}")
    figures: dict[str, Figure] = {}
    if run.accuracy_at_least is not None:
        figures[f"{case}.{run.name}"] = AtLeast(measured.accuracy, run.accuracy_at_least, "accuracy")
    if run.above_logistic:
        figures[f"{case}.{run.name}"] = AtLeast(
            measured.accuracy, measured.logistic_accuracy or 0.0, "accuracy", strictly=True
        )
    if run.swing_at_most is not None and measured.swing is not None:
        figures[f"{case}.{run.name}.swing"] = Figure(measured.swing, run.swing_at_most, "accuracy")
    return figures


def shortened(name: str, recipe: Recipe) -> Recipe:
    """The recipe without its slow runs, and with few seeds."""
    slow = {run.name for run in recipe.runs if (name, run.name) in SLOW_RUNS}
    kept = [run for run in recipe.runs if run.name not in slow and (run.mends is None or run.mends.run not in slow)]
    runs = [run.model_copy(update={"seeds": min(run.seeds, QUICK_SEEDS)}) for run in kept]
    return recipe.model_copy(update={"runs": runs})


def without_config(measured: MeasuredRun) -> dict[str, Any]:
    """A run's measures without what the recipe says."""
    return {
        key: value for key, value in measured.to_json().items() if key not in ("job_ids", "model", "config", "data")
    }


def scores_of(evaluation: Mapping[str, Any]) -> dict[str, Any]:
    """The measures that are one number."""
    kept = ("num_rows", "accuracy", "macro_f1", "roc_auc", "log_loss", "ece")
    return {name: evaluation[name] for name in kept if name in evaluation}


if __name__ == "__main__":
    sys.exit(main("families", measure, parts=[*SETS, "s0", "s1", "s2", "s3", "s4"], data_folder=DATA))
