"""Faults of what is trained and how it answers: inputs as they are, networks that cannot learn, thresholds, calibration."""

import json

import numpy as np
import pandas as pd

from tests.checks.sources import ROOT
from tests.diagnosis.corpus.case import Case, Spec
from tests.diagnosis.corpus.config_faults import ANY, RELU, SILU, TOO_HIGH, learning_rate, said
from tests.diagnosis.corpus.fault import Base, Fault, bases

Generator = np.random.Generator
RAW = said(preprocessing={"normalization": "none"})
SIGMOID: Spec = {
    "model": {"family": "mlp", "hidden": [4], "activation": "sigmoid"},
    "optimizer": {"name": "adam", "learning_rate": 0.05},
    "training": {"epochs": 80, "batch_size": 128},
}
TANH: Spec = {"model": {"family": "mlp", "hidden": [32], "activation": "tanh"}, "training": {"epochs": 30}}
S0: Spec = {
    "model": {"family": "mlp", "hidden": [25], "activation": "relu"},
    "optimizer": {"name": "adam", "learning_rate": 0.001},
    "training": {"epochs": 15, "batch_size": 8},
}
SKLEARN_RAW = tuple(Base(name, spec) for name in ("breast_cancer", "wine") for spec in (S0, {}))


def scanty(case: Case) -> Case:
    """Few rows, and as many columns of noise as columns that tell."""
    frame = case.data.frame.iloc[:250].reset_index(drop=True)
    noise_ND = np.random.default_rng(0).normal(size=(250, len(frame.columns) - 1)).round(4)
    noise = pd.DataFrame(noise_ND, columns=[f"n{d}" for d in range(noise_ND.shape[1])])
    return case.over(pd.concat([noise, frame], axis=1))


def huge_values(case: Case, generator: Generator) -> Case:
    """Two columns are in a unit that makes them as large as float32 holds."""
    frame = case.data.frame
    names = list(frame.columns[:2])
    frame[names] = frame[names] * 1e36
    return RAW(case.over(frame), generator)


S4_SEEDS = (101, 102, 104, 107, 108, 109, 110, 111)
"""Of 100 to 111 those whose training loss turns back within the last 20 epochs; that of the other four falls at every one,
so that there is no fault to find."""


def as_the_text_of_s4(case: Case, generator: Generator) -> Case:
    """The founding case: raw inputs, the whole table as one batch, plain steps of 0.1."""
    text = json.loads((ROOT / "examples" / "s4" / "text.json").read_text(encoding="utf-8"))
    parts = {name: text[name] for name in ("preprocessing", "model", "loss", "optimizer", "schedule")}
    return Case(case.data, {**parts, "training": {**text["training"], "seed": case.spec["training"]["seed"]}})


FAULTS = (
    Fault(
        "unscaled_inputs",
        "columns of 10,000 beside ratios, and no normalization",
        ("step0.input_scale",),
        (*bases(("units",), range(50, 62), S0, SILU, {**RELU, "optimizer": {"name": "sgd"}}), *SKLEARN_RAW),
        RAW,
    ),
    Fault(
        "offset_input",
        "a column of 92 +- 5 into sigmoids, as it is",
        ("step0.input_scale", "training.saturated_activations"),
        bases(("heart",), range(50, 66), SIGMOID),
        RAW,
    ),
    Fault(
        "saturated_by_inputs",
        "tanh units under raw inputs of hundreds",
        ("training.saturated_activations", "step0.input_scale"),
        bases(("units", "skewed"), range(50, 58), TANH),
        RAW,
    ),
    Fault(
        "huge_values",
        "columns near the end of float32, as they are",
        ("step0.nonfinite", "step0.input_scale", "training.loss_diverged"),
        bases(("linear", "blobs", "zscored", "units"), range(50, 54), {"training": {"epochs": 10}}),
        huge_values,
    ),
    Fault(
        "gradient_explodes",
        "raw inputs and sgd with a rate of 1 to 3",
        (*TOO_HIGH, "step0.input_scale", "step0.nonfinite"),
        bases(("units", "skewed"), range(50, 58), {**RELU, "optimizer": {"name": "sgd"}, "training": {"epochs": 30}}),
        lambda case, generator: RAW(learning_rate(1.0, 3.0)(case, generator), generator),
    ),
    Fault(
        "oscillates",
        "founding case S4: raw inputs, the whole table as one batch, plain steps of 0.1",
        ("training.oscillation", "step0.input_scale"),
        tuple(Base("clouds:666", {"preset": "s4", "training": {"seed": seed}}) for seed in S4_SEEDS),
        as_the_text_of_s4,
    ),
    Fault(
        "loss_jumps",
        "adam with a learning rate of 0.1 to 0.4, 50 to 200 times the default",
        TOO_HIGH,
        bases(ANY, (50, 51), {**SILU, "training": {"epochs": 30}}, {**RELU, "training": {"epochs": 30}}),
        learning_rate(0.1, 0.4, name="adam"),
        measure="log_loss",
    ),
    Fault(
        "gradient_vanishes",
        "twelve layers of sigmoids",
        ("training.vanishing_gradient",),
        bases(ANY, (50, 51), {**RELU, "training": {"epochs": 30}}),
        said(model={"hidden": [16] * 12, "activation": "sigmoid"}),
    ),
    Fault(
        "no_nonlinearity",
        "hidden layers without an activation, on classes that no line parts",
        ("preflight.no_nonlinearity",),
        bases(("circles", "moons"), range(50, 58), {"model": {"family": "mlp", "hidden": [32, 32]}}),
        said(model={"activation": "identity"}),
        told="info",
    ),
    Fault(
        "dropout",
        "dropout of 0.97",
        ("preflight.dropout_high",),
        bases(
            ANY, (50, 51), {"model": {"family": "mlp", "hidden": [32, 32], "dropout": 0.1}, "training": {"epochs": 30}}
        ),
        said(model={"dropout": 0.97}),
    ),
    Fault(
        "overfit",
        "250 rows, half of the columns noise, a large network, 200 epochs and no early stop",
        ("training.overfit", "evaluation.train_test_gap"),
        bases(("overlapping", "linear", "skewed", "zscored"), range(50, 54)),
        said(model={"family": "mlp", "hidden": [256, 256]}, training={"epochs": 200, "early_stopping": None}),
        told="info",
        prepare=scanty,
    ),
    Fault(
        "miscalibrated",
        "focal loss with gamma 8, probabilities as they come",
        ("evaluation.miscalibrated",),
        bases(ANY, (50, 51), {**SILU, "training": {"epochs": 30}}),
        said(loss={"name": "focal", "gamma": 8.0}, calibration="none"),
        measure="log_loss",
    ),
    Fault(
        "threshold_at_half",
        "one row of sixteen is positive and hard to tell, and the threshold is a half",
        ("evaluation.threshold_poor", "evaluation.class_never_predicted"),
        bases(("faint",), range(50, 66), {"threshold": {"objective": "balanced_accuracy"}}),
        said(threshold=0.5),
        measure="mean_recall",
        told="info",
    ),
    Fault(
        "threshold_extreme",
        "the threshold is 0.999",
        ("evaluation.threshold_poor", "evaluation.class_never_predicted", "evaluation.constant_prediction"),
        bases(("linear", "units", "skewed", "overlapping", "mixed", "zscored"), range(50, 53)),
        said(threshold=0.999),
        measure="mean_recall",
    ),
    Fault(
        "bottleneck",
        "a hidden layer of one unit for three classes and more, which a line tells apart",
        ("evaluation.worse_than_logistic",),
        bases(("multiclass", "blobs", "integers", "wide"), range(50, 54), {"training": {"epochs": 40}}),
        said(model={"family": "mlp", "hidden": [1], "activation": "relu"}),
    ),
)
