"""Whole trainings by one process or by several that share the steps, and what each process has at the end."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from classifier.neural.rank_lost import RankLost
from classifier.neural.ranks import Ranks, joined
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.train import TrainSpec
from tests.classifier.neural.neural_runs import Notebook, resolved, rice_like

LOST = 77
SPECS: dict[str, dict[str, Any]] = {
    "perceptron": {},
    "members side by side": {"split": {"folds": 3}},
    "a network of autograd's": {"model": {"numeric_embedding": {"name": "periodic", "num_frequencies": 4, "width": 3}}},
    "sgd, clipping, average": {
        "optimizer": {"name": "sgd", "momentum": 0.9},
        "training": {"gradient_clip_norm": 0.1, "ema_decay": 0.9},
    },
    "early stopping": {
        "split": {"folds": 2},
        "training": {"epochs": 40, "early_stopping": {"patience": 2}},
        "optimizer": {"learning_rate": 0.3},
    },
    "batch normalization": {"model": {"batch_norm": True}},
    "dropout": {"model": {"dropout": 0.3}},
    "a rank without rows": {"training": {"batch_size": 143}},  # of 144: a last batch of one row
}


@dataclass
class Ended:
    """What one process has at the end of its training."""

    weights: np.ndarray
    losses: np.ndarray
    """Training and validation loss of every epoch of every member."""
    epochs: list[int]


class Killed(Notebook):
    """Ends its process at the end of an epoch, as a crash would."""

    def epoch(self, report: Any, best: Any) -> None:
        super().epoch(report, best)
        if report.epoch == 2:
            os.kill(os.getpid(), signal.SIGKILL)


def spec_of(name: str) -> TrainSpec:
    changes = dict(SPECS[name])
    training = {"epochs": 4, "batch_size": 32, **changes.pop("training", {})}
    return resolved(features=["a", "b", "c"], training=training, **changes)


def train(
    name: str, notebook: Notebook, *, ranks: Ranks | None = None, resume_from: Path | None = None
) -> TrainedClassifier:
    table, schema = rice_like()
    return train_classifier(
        table, schema, spec_of(name), observer=notebook, resume_from=resume_from, limits=Limits(), ranks=ranks
    )


def ended(name: str, notebook: Notebook, **how: Any) -> Ended:
    found = train(name, notebook, **how)
    weights = [tensor.flatten() for member in found.members for tensor in member.weights.values()]
    losses = [[report.train_loss, report.validation_loss] for report in notebook.reports]
    return Ended(torch.cat(weights).numpy(), np.array(losses), [member.epochs_run for member in found.members])


def shared(name: str, size: int, folder: Path, *, resume_from: Path | None = None) -> list[Ended]:
    """What each of `size` processes has."""
    folder.mkdir(exist_ok=True)
    codes = run_ranks(size, folder, [(name, resume_from, "notebook")] * size)
    assert codes == [0] * size
    found = []
    for rank in range(size):
        with np.load(folder / f"{rank}.npz") as kept:
            found.append(Ended(kept["weights"], kept["losses"], kept["epochs"].tolist()))
    return found


def run_ranks(size: int, folder: Path, calls: Sequence[tuple[str, Path | None, str]]) -> list[int | None]:
    """Their exit codes; -9 for one that was killed, `LOST` for one that noticed that."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.classifier.neural.rank_runs"])
    processes = [
        context.Process(target=_rank, args=(rank, size, folder, *call), daemon=True) for rank, call in enumerate(calls)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    codes = [process.exitcode for process in processes]
    for process in processes:
        process.kill()
    return codes


def _rank(rank: int, size: int, folder: Path, name: str, resume_from: Path | None, observer: str) -> None:
    torch.set_num_threads(1)
    notebook = Killed() if observer == "killed" else Notebook()
    try:
        with joined(rank, size, folder / "meeting", torch.device("cpu"), silent_seconds=60.0) as ranks:
            found = ended(name, notebook, ranks=ranks, resume_from=resume_from)
    except RankLost:
        os._exit(LOST)
    np.savez(folder / f"{rank}.npz", weights=found.weights, losses=found.losses, epochs=found.epochs)
