"""A whole training for `benchmarks.gpu`, on a made table."""

import time
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.harness import tell
from classifier.neural.train import train_classifier
from classifier.spec.limits import Limits
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec


def trained(device: str, num_rows: int) -> dict[str, float]:
    """A whole training of three folds over a made table."""
    tell(f"a whole training, device {device}")
    generator = np.random.default_rng(0)
    names = [f"x{i}" for i in range(8)]
    x_ND = generator.normal(size=(num_rows, len(names)))
    y_N = np.where((x_ND[:, :4] ** 2).sum(1) + 0.5 * generator.normal(size=num_rows) > 4.0, "far", "near")
    table = pa.table({**{name: x_ND[:, i] for i, name in enumerate(names)}, "y": y_N})
    columns = [Column(name=name, kind=ColumnKind.numeric, role=ColumnRole.feature, reason="made") for name in names]
    target = Column(name="y", kind=ColumnKind.categorical, role=ColumnRole.target, reason="made")
    spec = TrainSpec.model_validate(
        {
            "target": "y",
            "features": names,
            "preprocessing": {"normalization": "standard", "missing_numeric": "median", "missing_categorical": "own_category"},
            "model": {"hidden": [64], "activation": "silu", "dropout": 0.1},
            "loss": {"name": "bce_with_logits"},
            "optimizer": {"name": "adamw", "learning_rate": 3e-3, "weight_decay": 0.01},
            "training": {"epochs": 12, "batch_size": 64, "ema_decay": 0.99, "early_stopping": {"patience": 3}, "device": device},
            "split": {"folds": 3},
            "calibration": "none",
        }
    )  # fmt: skip
    started = time.perf_counter()
    schema = Schema(columns=[*columns, target])
    found = train_classifier(table, schema, spec, observer=Silent(), resume_from=None, limits=Limits())
    return {"seconds": time.perf_counter() - started, "log_loss": found.metrics.validation.log_loss}


class Silent:
    """A `RunObserver` that neither tells nor stops."""

    def phase(self, name: str) -> None:
        """Nobody asks."""

    def epoch(self, *_: Any) -> None:
        """Nobody asks."""

    def checkpoint(self, *_: Any, **__: Any) -> None:
        """Nothing is kept."""

    def should_stop(self) -> bool:
        """Never."""
        return False
