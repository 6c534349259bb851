"""Fits of Discern with one preset, each the way a job goes: bytes, profile, resolved spec, training, artifact, predictor.

`python -m benchmarks.accuracy.ours PRESET THREADS`, which speaks as `serve` says.
"""

# Axes: N rows, C classes.
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.accuracy.measures import measures_of
from benchmarks.accuracy.serve import serve
from benchmarks.accuracy.stopwatch import Stopwatch
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import train_classifier
from classifier.neural.warm import warm_up
from classifier.spec.limits import Limits
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import FileFormat, ParseOptions
from classifier.spec.train import TrainSpec
from classifier.table.infer import infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_body
from classifier.table.target import label_column


class Deaf:
    """An observer that keeps nothing and never stops a run."""

    def phase(self, name: str) -> None:
        """Nothing."""

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Nothing."""

    def checkpoint(self, member: int, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """Nothing."""

    def should_stop(self) -> bool:
        """Never."""
        return False


def work(preset: str, threads: int, path: str, target: str, test_rows: list[int], seed: int) -> dict[str, Any]:
    """What one run reached, and what it took: `fit_seconds` holds all of a training job, its baselines and checks included."""
    torch.set_num_threads(threads)
    limits, parse = Limits(), ParseOptions()
    with Stopwatch() as read:
        raw = read_body(Path(path).read_bytes(), FileFormat(Path(path).suffix[1:]), parse=parse, limits=limits)
        typed = infer_table(raw, overrides={}, parse=parse, limits=limits)
        profile = profile_table(typed)
    asked = TrainSpec.model_validate(
        {"target": target, "preset": preset, "split": {"test_rows": test_rows}, "training": {"seed": seed}}
    )
    with Stopwatch() as fitted:
        spec = resolve_spec(asked, typed.schema, profile, limits)
        trained = train_classifier(
            typed.table, typed.schema, spec, observer=Deaf(), resume_from=None, limits=limits, asked=asked
        )
    with tempfile.TemporaryDirectory() as folder:
        artifact = Path(folder) / "model.safetensors"
        write_artifact(artifact, trained, {})
        predictor = load_predictor(artifact)
    y_N, classes = label_column(typed.table, target)
    if classes != predictor.classes:
        raise RuntimeError(f"The artifact's classes {predictor.classes} are not those of the column, {classes}.")
    started = time.perf_counter()
    predictions = predictor.predict(typed.table.take(test_rows))
    predict_seconds = time.perf_counter() - started
    y_N = y_N[test_rows]
    return {
        **measures_of(predictions.probabilities_NC, y_N),
        "accuracy": float(np.mean(predictions.label_index_N == y_N)),  # of the labels it answers with
        "fit_seconds": fitted.seconds,
        "cpu_seconds": fitted.cpu_seconds,
        "read_seconds": read.seconds,
        "predict_seconds": predict_seconds,
        "num_test": len(test_rows),
        "members": len(trained.members),
        "num_parameters": trained.num_parameters,
        "num_threads": trained.num_threads,
    }


if __name__ == "__main__":
    serve(warm_up, partial(work, sys.argv[1], int(sys.argv[2])))  # as the service's fork server: warm on one thread
