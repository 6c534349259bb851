"""Small runs on plain arrays, and an observer that writes down what it is told."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import torch

from classifier.neural.fit import Fit, Fitted
from classifier.neural.learner import Learner
from classifier.neural.loss import class_weights, make_loss
from classifier.neural.networks.mlp import Mlp
from classifier.neural.rows import make_rows
from classifier.neural.steps import TorchSteps
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.report import BestEpoch, EpochReport
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec


@dataclass
class Notebook:
    """A `RunObserver` that keeps everything; `stop_when` and `keep_in` make it act."""

    keep_in: Path | None = None
    stop_when: Callable[["Notebook"], bool] = lambda self: False
    phases: list[str] = field(default_factory=list)
    reports: list[EpochReport] = field(default_factory=list)
    bests: list[BestEpoch] = field(default_factory=list)
    checkpoints: list[tuple[int, bool]] = field(default_factory=list)
    members: list[int] = field(default_factory=list)
    polls: int = 0

    def phase(self, name: str) -> None:
        self.phases.append(name)

    def epoch(self, report: EpochReport, best: BestEpoch) -> None:
        self.reports.append(report)
        self.bests.append(best)

    def checkpoint(self, members: range, epoch: int, write: Callable[[Path], None], *, final: bool = False) -> None:
        self.checkpoints.append((epoch, final))
        self.members.append(members.start)
        if self.keep_in is not None:
            first = "" if members.start == 0 else f"{members.start}-"
            write(self.keep_in / f"{first}{epoch}.safetensors")

    def should_stop(self) -> bool:
        self.polls += 1
        return self.stop_when(self)


def resolved(**changes: Any) -> TrainSpec:
    """A small resolved spec; `changes` replace whole parts, given as dicts."""
    parts: dict[str, Any] = {
        "target": "y",
        "features": ["a", "b"],
        "preprocessing": {
            "normalization": "standard",
            "missing_numeric": "median",
            "missing_categorical": "own_category",
        },
        "model": {"hidden": [8], "activation": "relu"},
        "loss": {"name": "bce_with_logits"},
        "optimizer": {"name": "adam", "learning_rate": 0.02, "weight_decay": 0.0},
        "training": {"epochs": 4, "batch_size": 16, "early_stopping": None, "device": "cpu"},
        "calibration": "none",
    }
    for name, change in changes.items():
        parts[name] = {**parts[name], **change} if isinstance(parts.get(name), dict) else change
    return TrainSpec.model_validate(parts)


def blobs(num_rows: int = 200, num_classes: int = 2, num_features: int = 4, seed: int = 0) -> tuple[Any, Any]:
    """Gaussian clouds, one for each class: `[N, D]` float32 and `[N]` int64."""
    generator = np.random.default_rng(seed)
    y_N = generator.integers(0, num_classes, num_rows)
    centers_CD = generator.normal(size=(num_classes, num_features)) * 2
    return (centers_CD[y_N] + generator.normal(size=(num_rows, num_features))).astype(np.float32), y_N


def stripes(num_rows: int = 60, size: int = 6, seed: int = 0) -> tuple[Any, Any]:
    """Images with a bright row or a bright column somewhere, in noise: `[N, 1, H, W]` float32 and `[N]` int64."""
    generator = np.random.default_rng(seed)
    y_N, place_N = generator.integers(0, 2, num_rows), generator.integers(0, size, num_rows)
    x_NHW = generator.normal(size=(num_rows, size, size)) * 0.1
    for x_HW, y, place in zip(x_NHW, y_N, place_N, strict=True):
        x_HW[(slice(None), place) if y else place] += 1.0
    return x_NHW[:, None].astype(np.float32), y_N


@dataclass
class Run:
    """A `Fit` over blobs, with its model at hand."""

    model: Mlp
    fit: Fit
    notebook: Notebook

    def __call__(self, resume_from: Path | None = None) -> Fitted:
        [fitted] = self.fit(resume_from)
        return fitted

    @property
    def weights(self) -> torch.Tensor:
        """A copy of all trained numbers, one after another."""
        return torch.cat([parameter.detach().flatten() for parameter in self.model.parameters()])

    @property
    def learner(self) -> Learner:
        return self.fit._learners[0]

    @property
    def steps(self) -> TorchSteps:
        assert isinstance(self.fit._bench.steps, TorchSteps)
        return self.fit._bench.steps

    @property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for name, tensor in sorted(self.model.state_dict().items()):
            digest.update(name.encode() + tensor.numpy().tobytes())
        return digest.hexdigest()


def make_run(
    spec: TrainSpec,
    notebook: Notebook | None = None,
    *,
    num_classes: int = 2,
    num_rows: int = 200,
    normalized: list[int] | None = None,
    rows: tuple[Any, Any] | None = None,
) -> Run:
    """A run over four fifths of the rows, validated on the last fifth."""
    x_ND, y_N = rows or blobs(num_rows, num_classes)
    cut = len(y_N) * 4 // 5
    loss = make_loss(spec.loss)
    weight_C = class_weights(spec.loss, y_N[:cut], [str(c) for c in range(num_classes)])
    torch.manual_seed(spec.training.seed)
    assert isinstance(spec.model, MlpSpec)
    kind: Any = {2: "table", 3: "sequence", 4: "image"}[x_ND.ndim]
    inputs = InputLayout(kind=kind, shape=list(x_ND.shape[1:]), numeric=normalized or [])
    model = Mlp(inputs, spec.model, loss.num_outputs(num_classes), batch_norm=bool(normalized))
    cpu = torch.device("cpu")
    train = make_rows(x_ND[:cut], y_N[:cut], loss, weight_C, cpu)
    if model.norm is not None:
        model.norm.start_from(train.x_NX)
    notebook = notebook or Notebook()
    validation = make_rows(x_ND[cut:], y_N[cut:], loss, weight_C, cpu)
    learner = Learner(0, model, train, validation, spec.training.seed, "r")
    return Run(model, Fit([learner], loss, spec, observer=notebook), notebook)


def rice_like(num_rows: int = 240, seed: int = 0) -> tuple[pa.Table, Schema]:
    """A typed table: an id, two numbers, a category with gaps, and labels that follow the numbers."""
    generator = np.random.default_rng(seed)
    area = generator.normal(7000, 1500, num_rows)
    ratio = generator.normal(0.5, 0.1, num_rows)
    color = generator.choice(["white", "brown", None], num_rows)
    score = (area - 7000) / 1500 + (ratio - 0.5) / 0.1 + 0.3 * generator.normal(size=num_rows)
    label = np.where(score > 0, "Jasmine", "Gonen")
    table = pa.table(
        {
            "id": pa.array(range(num_rows)),
            "a": area,
            "b": ratio,
            "c": pa.array(color.tolist(), pa.string()),
            "y": label.tolist(),
        }
    )
    kinds = {
        "id": (ColumnKind.numeric, ColumnRole.id),
        "a": (ColumnKind.numeric, ColumnRole.feature),
        "b": (ColumnKind.numeric, ColumnRole.feature),
        "c": (ColumnKind.categorical, ColumnRole.feature),
        "y": (ColumnKind.categorical, ColumnRole.target),
    }
    columns = [Column(name=name, kind=kind, role=role, reason="test") for name, (kind, role) in kinds.items()]
    return table, Schema(columns=columns)


def numbers_schema(num_columns: int) -> Schema:
    """Columns `x0`, `x1`, ... of numbers and a label `y`."""
    names = [f"x{i}" for i in range(num_columns)]
    numbers = [Column(name=name, kind=ColumnKind.numeric, role=ColumnRole.feature, reason="test") for name in names]
    label = Column(name="y", kind=ColumnKind.categorical, role=ColumnRole.target, reason="test")
    return Schema(columns=[*numbers, label])
