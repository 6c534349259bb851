"""Every pair of options: each combination resolves, builds and takes one optimizer step."""

import doctest
import sys
from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import torch

from classifier.neural.architecture import make_network
from classifier.neural.loss import class_weights, make_loss
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.step import make_step
from classifier.spec import cost
from classifier.spec.architecture import Architecture
from classifier.spec.limits import Limits
from classifier.spec.models import FAMILIES
from classifier.spec.preprocessing import Normalization
from classifier.spec.resolve import resolve_spec
from classifier.spec.schedule import make_schedule
from classifier.spec.table import (
    CategoryCount,
    Column,
    ColumnKind,
    ColumnProfile,
    ColumnRole,
    DatasetProfile,
    ImageProfile,
    Schema,
    SequenceProfile,
)
from classifier.spec.train import TrainSpec
from tests.classifier.neural.networks import combinations as generator
from tests.classifier.neural.networks.combinations import Combination, combinations_of_options
from tests.classifier.neural.networks.network_cases import one_batch, some_rows

ALL = list(combinations_of_options())
NUM_ROWS = 12


def column(name: str, kind: str, num_distinct: int = 100, **fields: Any) -> ColumnProfile:
    role = ColumnRole.target if name == "y" else ColumnRole.feature
    values: dict[str, Any] = {"role": role, "num_missing": 0, "missing_tokens": {}, **fields}
    return ColumnProfile(name=name, kind=ColumnKind(kind), num_distinct=num_distinct, **values)


NUMBERS = [column(name, "numeric") for name in "abcdefghi"]
SEQUENCE = SequenceProfile(
    num_channels=2, min_steps=2, max_steps=9, mean_steps=4, num_missing_values=0, minimum=0, maximum=1, mean=0, std=1
)
IMAGE = ImageProfile(
    num_channels=2,
    formats={"array": 100},
    sizes=[CategoryCount(value="10 x 11", count=100)],
    min_height=10,
    max_height=10,
    min_width=11,
    max_width=11,
    mean=0.0,
    std=1.0,
)
DATA = {
    "table": [*NUMBERS[:2], column("c", "categorical", 5, num_missing=2), column("b", "boolean", 2)],
    "series": NUMBERS,
    "sequence": [column("s", "sequence", sequence=SEQUENCE)],
    "image": [column("i", "image", image=IMAGE)],
}


def resolved(case: Combination) -> tuple[TrainSpec, DatasetProfile, list[str]]:
    classes = ["a", "b", "c"][: case.num_classes]
    counts = [CategoryCount(value=label, count=100 // len(classes)) for label in classes]
    label = column("y", "categorical", len(classes), top_categories=counts, rarest=counts[-1])
    columns = [*DATA[case.data], label]
    profile = DatasetProfile(
        num_rows=100, num_columns=len(columns), num_duplicate_rows=0, encoding="utf-8", columns=columns
    )
    schema = Schema(columns=[Column(name=c.name, kind=c.kind, role=c.role, reason="test") for c in columns])
    spec = TrainSpec.model_validate({"target": "y", **case.spec})
    return resolve_spec(spec, schema, profile, Limits()), profile, classes


@pytest.mark.parametrize("case", ALL, ids=str)
def test_it_resolves_builds_and_takes_one_step(case: Combination) -> None:
    spec, profile, classes = resolved(case)
    inputs, loss = cost.input_layout(spec, profile), make_loss(spec.loss)
    num_outputs = loss.num_outputs(len(classes))
    assert num_outputs == cost.count_outputs(spec, len(classes))
    own_norm = spec.preprocessing.normalization == Normalization.batch_norm
    assert not isinstance(spec.model, str)
    architecture = Architecture(inputs=inputs, model=spec.model, batch_norm=own_norm, num_outputs=num_outputs)
    torch.manual_seed(1)
    model = make_network(architecture)
    assert sum(parameter.numel() for parameter in model.parameters()) == architecture.num_parameters
    x_NX = some_rows(inputs, NUM_ROWS)
    if (norm := model.norm) is not None:
        norm.start_from(x_NX)
    flat = FlatWeights([model])
    y_N = np.arange(NUM_ROWS) % len(classes)
    weight_C = class_weights(spec.loss, y_N, classes)
    optimizer, step = Optimizer(spec.optimizer, flat.values_MP, flat.gradient_MP), make_step([model], loss, flat)
    assert isinstance(spec.optimizer.learning_rate, float)
    rate = make_schedule(spec.schedule, spec.optimizer.learning_rate, epochs=3, steps_per_epoch=4)(0)
    before = flat.values_MP.clone()
    with torch.enable_grad() if step.needs_autograd else torch.inference_mode():
        total = step(one_batch(x_NX, loss.targets(y_N), torch.from_numpy(weight_C[y_N]).float()))
    optimizer.update(rate)
    assert torch.isfinite(total)
    assert float(total) > 0
    assert torch.isfinite(flat.values_MP).all()
    assert float(flat.gradient_MP.abs().max()) > 0
    assert not torch.equal(flat.values_MP, before)


def test_there_are_at_least_300_of_them_and_always_the_same() -> None:
    assert len(ALL) >= 300
    assert list(combinations_of_options()) == ALL
    assert {case.spec["model"]["family"] for case in ALL} == set(FAMILIES)
    assert len({str(case) for case in ALL}) == len(generator.MODELS)


def test_each_pair_of_options_stands_in_one_of_them() -> None:
    for data, family, options, preprocessing in generator.MODELS:
        factors = {**generator.COMMON, **{f"model.{name}": values for name, values in options.items()}, **preprocessing}
        cases = [case for case in ALL if (case.data, case.spec["model"]["family"]) == (data, family)]
        rows = [flat_row(case, factors) for case in cases]
        seen = Counter(
            (one, repr(row[one]), other, repr(row[other])) for row in rows for one, other in combinations(factors, 2)
        )
        missing = [
            (one, a, other, b)
            for one, other in combinations(factors, 2)
            for a in factors[one]
            for b in factors[other]
            if generator._allowed({one: a, other: b}, data, family) and not seen[one, repr(a), other, repr(b)]
        ]
        assert missing == []


def flat_row(case: Combination, factors: dict[str, list[Any]]) -> dict[str, Any]:
    """The value of each factor in a configuration."""
    spec = case.spec
    both, apart = {"class_weights", "pos_weight"}, {"class_weights", "pos_weight", "label_smoothing"}
    row = {
        "num_classes": case.num_classes,
        "loss": {name: value for name, value in spec["loss"].items() if name not in apart},
        "label_smoothing": spec["loss"]["label_smoothing"],
        "weights": {name: value for name, value in spec["loss"].items() if name in both},
        "optimizer": spec["optimizer"],
        **spec["schedule"],
        "schedule": spec["schedule"]["name"],
        **spec["preprocessing"],
        **{f"model.{name}": value for name, value in spec["model"].items()},
    }
    return {name: row[name] for name in factors}


def test_its_example_runs() -> None:
    assert doctest.testmod(sys.modules[generator.__name__]).failed == 0
