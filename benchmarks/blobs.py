"""Case S4 as its text measures it: 800 training rows, and a look at the 200 test rows after every epoch."""

# Axes: N rows, D features.
import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

import numpy as np
import torch
from sklearn.datasets import make_blobs

from classifier.neural.device import seeded
from classifier.neural.fit import Fit
from classifier.neural.learner import Learner
from classifier.neural.loss import make_loss
from classifier.neural.networks.build import build_network
from classifier.neural.rows import make_rows
from classifier.spec.inputs import InputLayout
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.train import TrainSpec
from discern.recipes import LAST_EPOCHS

CONFIGS = Path(__file__).parent.parent / "examples" / "s4"
NUM_CLASSES = 4


class Unwatched:
    """A `RunObserver` that lets a run go on to its end."""

    def phase(self, name: str) -> None:
        """Nothing."""

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        """Nothing: the history tells."""

    def checkpoint(self, member: int, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        """Nothing is kept."""

    def should_stop(self) -> bool:
        """Never."""
        return False


def as_the_text_measures(num_seeds: int) -> dict[str, Any]:
    """For the text's config and ours: test accuracy at the last epoch, its swing before that, and the luckiest epoch.

    The engine's own loop runs; only the rows differ from a job's: nothing is held out to choose an epoch by.
    """
    return {
        "method": "800 training rows, test rows measured after each epoch, last epoch; nothing was chosen by them. swing: "
        "largest less smallest test accuracy within the last 20 epochs of a run, in the mean over seeds",
        **{name: over_seeds(CONFIGS / f"{name}.json", num_seeds) for name in ("text", "ours")},
    }


def over_seeds(config: Path, num_seeds: int) -> dict[str, Any]:
    """What one config gives from many seeds."""
    curves = [curve(config, seed) for seed in range(num_seeds)]
    last = [accuracies[-1] for accuracies in curves]
    tails = [accuracies[-LAST_EPOCHS:] for accuracies in curves]
    return {
        "num_seeds": num_seeds,
        "last_epoch": {"mean": fmean(last), "std": pstdev(last), "min": min(last), "max": max(last)},
        "swing": fmean(max(tail) - min(tail) for tail in tails),
        "luckiest_epoch": fmean(max(accuracies) for accuracies in curves),
    }


def curve(config: Path, seed: int) -> list[float]:
    """Test accuracy after each epoch of one run."""
    said = json.loads(config.read_text(encoding="utf-8"))
    said["training"] = {**said["training"], "seed": seed, "early_stopping": None}
    said["optimizer"] = {**said["optimizer"], "weight_decay": 0.0}
    spec = TrainSpec.model_validate(said)
    x_ND, y_N = make_blobs(n_samples=1_000, n_features=2, centers=NUM_CLASSES, cluster_std=1.5, random_state=666)
    test = np.array(spec.split.test_rows)
    train = np.setdiff1d(np.arange(len(y_N)), test)
    if spec.preprocessing.normalization == "standard":
        x_ND = (x_ND - x_ND[train].mean(axis=0)) / x_ND[train].std(axis=0)
    x_ND = np.ascontiguousarray(x_ND, dtype=np.float32)
    loss, weight_C, cpu = make_loss(spec.loss), np.ones(NUM_CLASSES), torch.device("cpu")
    rows, measured = (make_rows(x_ND[part], y_N[part], loss, weight_C, cpu) for part in (train, test))
    if spec.model == "auto":
        raise ValueError(f"{config} names no model")
    with seeded(cpu, seed):
        inputs = InputLayout(kind="table", shape=[2], numeric=[0, 1])
        network = build_network(inputs, spec.model, NUM_CLASSES, batch_norm=False)
    [fitted] = Fit([Learner(0, network, rows, measured, seed)], loss, spec, observer=Unwatched())(None)
    return [report.validation_accuracy for report in fitted.history[1:]]
