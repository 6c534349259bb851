"""Case S0 as a whole: all that the engine does around its steps, against the loop of a tutorial.

`python -m benchmarks.training.whole_job JSON` is one side, in a process of its own.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.harness import Figure, Options, spread, tell
from benchmarks.naive_loop import SPEC, run_naive_loop
from benchmarks.training.fresh import answer_of
from examples.s0.generate import TARGET, write_rice

ROUNDS, QUICK_ROUNDS = 5, 1
IGNORED = ("id",)

METHOD: dict[str, str] = {}
"""It has no figure: benchmarks.journey promises the job's time through the service."""


def measure_whole_job(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """No figure; seconds of both sides in turns.

    `fit` is the whole of `Fit`: 10 epochs, the measuring after each and the checks while training. `train` is
    `train_classifier`: encoding, all checks, evaluation and baselines too. The loop's are its epochs alone.
    """
    path = str(write_rice(options.folder / "rice.csv"))
    runs: dict[str, list[dict[str, Any]]] = {"ours": [], "loop": []}
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    for number in range(1, rounds + 1):
        tell(f"whole job: {number} of {rounds}")
        for side in runs:
            runs[side].append(answer_of("benchmarks.training.whole_job", {"side": side, "path": path}))
    ours, loops = runs["ours"], runs["loop"]
    if any(ours[0][name] != loops[0][name] for name in ("num_train_rows", "epochs", "batch_size")):
        raise RuntimeError(f"the two sides did different work: {ours[0]} and {loops[0]}")
    return {}, {
        "fit_seconds": spread([run["fit_seconds"] for run in ours]),
        "train_seconds": spread([run["train_seconds"] for run in ours]),
        "loop_seconds": spread([run["seconds"] for run in loops]),
        "fit_faster_than_loop": _faster(loops, ours, "fit_seconds"),
        "train_faster_than_loop": _faster(loops, ours, "train_seconds"),
        "test_accuracy": {side: of[-1]["test_accuracy"] for side, of in runs.items()},
        "num_steps": loops[0]["num_steps"],
    }


def _faster(loops: list[dict[str, Any]], ours: list[dict[str, Any]], name: str) -> float:
    return statistics.median(loop["seconds"] / run[name] for loop, run in zip(loops, ours, strict=True))


def run_ours(path: Path) -> dict[str, Any]:
    """The engine's side, after what the service's fork server does once."""
    from benchmarks.training.quiet import Quiet
    from classifier.neural.train import train_classifier
    from classifier.neural.warm import warm_up
    from classifier.spec.limits import Limits
    from classifier.spec.resolve import resolve_spec
    from classifier.spec.table import FileFormat, ParseOptions
    from classifier.spec.train import TrainSpec
    from classifier.table.infer import infer_table
    from classifier.table.profile import profile_table
    from classifier.table.read import read_body

    parse, limits = ParseOptions(), Limits()
    typed = infer_table(
        read_body(path.read_bytes(), FileFormat.csv, parse=parse, limits=limits),
        overrides={},
        parse=parse,
        limits=limits,
    )
    asked = TrainSpec.model_validate({**SPEC, "target": TARGET})
    spec = resolve_spec(asked, typed.schema, profile_table(typed), limits)
    warm_up()
    observer = Quiet()
    started = time.perf_counter()
    trained = train_classifier(typed.table, typed.schema, spec, observer=observer, resume_from=None, limits=limits)
    seconds = time.perf_counter() - started
    return {
        "train_seconds": seconds,
        "fit_seconds": observer.moments["evaluating"] - observer.moments["preflight"],
        "num_train_rows": trained.split.train,
        "epochs": trained.members[0].epochs_run,
        "batch_size": spec.training.batch_size,
        "test_accuracy": trained.metrics.test.accuracy if trained.metrics.test else None,
    }


def main(asked: dict[str, str]) -> dict[str, Any]:
    """One run of one side."""
    if asked["side"] == "ours":
        return run_ours(Path(asked["path"]))
    return run_naive_loop(Path(asked["path"]), TARGET, IGNORED, 1)


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
