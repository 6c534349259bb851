"""160,000 rows against skorch and Lightning: equal network, optimizer, batches and epochs, each measuring after every epoch.

`python -m benchmarks.training.frameworks JSON` is the engine's side, in a process of its own.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.families import AtLeast
from benchmarks.harness import Figure, Options, spread, tell
from benchmarks.training.fresh import answer_of

VARIABLE = "DISCERN_BENCH_FRAMEWORKS"
"""Names the Python of the environment of requirements.txt."""
FRAMEWORKS = ("skorch", "lightning")
NUM_TRAIN, NUM_OTHERS = 160_000, 20_000
WIDTHS, BATCH_SIZE, EPOCHS, RATE = (50, 256, 256, 5), 1_024, 3, 1e-3
ROUNDS, QUICK_ROUNDS = 5, 1
FASTER = 3.0

METHOD = {
    "frameworks.NAME": f"seconds of the framework's fit over the engine's, median over rounds in which they take turns, each in "
    f"a fresh process, imports and the making of data apart: {NUM_TRAIN:,} rows of 50 numbers, {'-'.join(map(str, WIDTHS))}, "
    f"Adam, batches of {BATCH_SIZE:,}, {EPOCHS} epochs, torch's default threads for the frameworks, and float32; threads and precision of the engine as it picks them. All look at {NUM_OTHERS:,} validation rows "
    "after each epoch; the engine at a sample of training rows too",
}


def measure_frameworks(options: Options) -> tuple[dict[str, Figure], dict[str, Any]]:
    """A figure for each framework, with what each reaches; none where the environment is not named."""
    python = os.environ.get(VARIABLE)
    if not python:
        tell(f"frameworks: left out, for {VARIABLE} names no Python")
        return {}, {"left_out": f"{VARIABLE} names no Python"}
    asked = {
        "path": str(write_data(options.folder / "frameworks.npz")),
        "widths": WIDTHS,
        "batch_size": BATCH_SIZE,
        "epochs": EPOCHS,
        "learning_rate": RATE,
    }
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in ("ours", *FRAMEWORKS)}
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    for number in range(1, rounds + 1):
        tell(f"frameworks: {number} of {rounds}")
        runs["ours"].append(answer_of("benchmarks.training.frameworks", asked))
        for name in FRAMEWORKS:
            side = {**asked, "framework": name}
            runs[name].append(answer_of("benchmarks.training.framework_peers", side, python=python))
    figures: dict[str, Figure] = {}
    for name in FRAMEWORKS:
        ratios = [theirs["seconds"] / ours["seconds"] for theirs, ours in zip(runs[name], runs["ours"], strict=True)]
        figures[f"frameworks.{name}"] = AtLeast(statistics.median(ratios), FASTER, "times")
    return figures, {
        name: {
            "seconds": spread([run["seconds"] for run in of]),
            "cpu_seconds": spread([run["cpu_seconds"] for run in of]),
            **{key: of[-1][key] for key in ("accuracy", "log_loss", "num_threads", "precision")},
        }
        for name, of in runs.items()
    }


def write_data(path: Path) -> Path:
    """Training, validation and test rows as one npz file."""
    from benchmarks.training.sizes import made

    x_ND, y_N = made(WIDTHS[0], WIDTHS[-1], NUM_TRAIN + 2 * NUM_OTHERS)
    ends = {"train": NUM_TRAIN, "validation": NUM_TRAIN + NUM_OTHERS, "test": len(y_N)}
    parts, begin = {}, 0
    for part, end in ends.items():
        parts |= {f"x_{part}": x_ND[begin:end], f"y_{part}": y_N[begin:end]}
        begin = end
    np.savez(path, **parts)  # type: ignore[arg-type]
    return path


def run_ours(asked: dict[str, Any]) -> dict[str, Any]:
    """`Fit` with its measuring, on as many threads as the engine picks."""
    import torch

    from benchmarks.training.quiet import Quiet
    from benchmarks.training.sizes import CPU, Size, rows_of
    from classifier.neural.agreement import agreed
    from classifier.neural.device import flop_per_step, threads_for
    from classifier.neural.fit import Fit
    from classifier.neural.learner import Learner
    from classifier.neural.loss import make_loss
    from classifier.neural.machine import find_machine
    from classifier.neural.precision import choose_compute

    size = Size(tuple(asked["widths"]), asked["batch_size"], epochs=asked["epochs"])
    spec = size.spec()
    with np.load(asked["path"], allow_pickle=False) as arrays:
        data = dict(arrays)
    train, validation = (rows_of(size, data[f"x_{part}"], data[f"y_{part}"]) for part in ("train", "validation"))
    multiplications = sum(a * b for a, b in zip(size.widths, size.widths[1:], strict=False))
    flop, loss = flop_per_step(multiplications, size.batch_size), make_loss(spec.loss)
    clock, cpu = time.perf_counter(), time.process_time()
    with threads_for(flop) as num_threads:
        learner = Learner(0, size.mlp(), train, validation, spec.training.seed)
        compute = choose_compute("auto", find_machine(CPU), spec.model, flop=flop, batch_size=size.batch_size)
        compute = agreed(compute, learner.model, loss, train, size.batch_size, learner.seed)
        Fit([learner], loss, spec, observer=Quiet(), held=sum(size.widths), compute=compute)()
        seconds, cpu_seconds = time.perf_counter() - clock, time.process_time() - cpu
        with torch.inference_mode():
            logits_NC = learner.model(torch.from_numpy(data["x_test"]).to(CPU))
    target_N = torch.from_numpy(data["y_test"])
    accuracy = float((logits_NC.argmax(1) == target_N).float().mean())
    log_loss = float(torch.nn.functional.cross_entropy(logits_NC, target_N))
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "accuracy": accuracy,
        "log_loss": log_loss,
        "num_threads": num_threads,
        "precision": compute.precision,
    }


if __name__ == "__main__":
    print(json.dumps(run_ours(json.loads(sys.argv[1]))))
