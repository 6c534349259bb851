"""The whole training pipeline: a typed table and a resolved spec in, a measured classifier out."""

# Axes: N rows, D features, C classes.
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import DataInvalid, SpecInvalid
from classifier.metrics.baselines import baselines
from classifier.metrics.report import evaluate
from classifier.neural.architecture import Architecture
from classifier.neural.device import choose_device, flop_per_step, memory_errors, seeded, threads_for
from classifier.neural.fit import Fit
from classifier.neural.loss import class_weights, make_loss
from classifier.neural.observer import RunObserver, Stopped
from classifier.neural.predictor import Predictor
from classifier.neural.rows import make_rows
from classifier.neural.trained import Metrics, SplitSizes, TrainedClassifier
from classifier.spec.inputs import InputLayout
from classifier.spec.limits import Limits
from classifier.spec.report import Evaluation
from classifier.spec.table import Schema
from classifier.spec.train import Normalization, TrainSpec
from classifier.table.encode import Encoder, encode, fit_encoder
from classifier.table.split import Split, split_rows
from classifier.table.target import label_column

__all__ = ["RunObserver", "Stopped", "TrainedClassifier", "train_classifier"]


def train_classifier(
    table: pa.Table,
    schema: Schema,
    spec: TrainSpec,
    *,
    observer: RunObserver,
    resume_from: Path | None,
    limits: Limits,
    missing_tokens: Mapping[str, Sequence[str]] | None = None,
    run_id: str = "",
) -> TrainedClassifier:
    """Split, fit the encoder on training rows, fit the network, measure it on the test rows through `Predictor`.

    `spec` must be resolved. `run_id` tells the checkpoints of two runs of the same spec and rows apart. On the CPU the same arguments give the same weights bit for bit, also when the run was
    stopped at any epoch and goes on from its checkpoint, on a machine of the same kind with as many threads.

    Raises: `DataInvalid`, `SpecInvalid`; `Diverged`, `OutOfMemory`, `Stopped`; `ArtifactCorrupt` for `resume_from`.
    """
    started = time.perf_counter()
    device = choose_device(spec.training.device)
    loss = make_loss(spec.loss)
    y_N, classes = label_column(table, spec.target)
    if len(classes) > limits.max_classes:
        raise DataInvalid(f"The target has {len(classes)} classes; this server takes {limits.max_classes}.")
    split = split_rows(y_N, spec.split, classes=classes)
    with memory_errors():
        encoder = fit_encoder(table, schema, spec, split.train, missing_tokens=missing_tokens)
        architecture = _architecture(spec, encoder, loss.num_outputs(len(classes)))
        if architecture.num_parameters > limits.max_parameters:
            raise SpecInvalid(
                f"The network has {architecture.num_parameters} parameters; this server takes {limits.max_parameters}.",
                hint="Use fewer or narrower hidden layers, or lower preprocessing.max_categories.",
            )
        x_train_ND, x_validation_ND = (
            encode(encoder, table.take(rows)).x_NX for rows in (split.train, split.validation)
        )
        weight_C = class_weights(spec.loss, y_N[split.train], classes)
        train = make_rows(x_train_ND, y_N[split.train], loss, weight_C, device)
        validation = make_rows(x_validation_ND, y_N[split.validation], loss, weight_C, device)
        batch_size = spec.training.batch_size if spec.training.batch_size != "auto" else len(train)
        with threads_for(flop_per_step(architecture.num_parameters, batch_size)) as num_threads:
            with seeded(device, spec.training.seed):
                model = architecture.network().to(device)
            if (norm := getattr(model, "norm", None)) is not None:
                norm.start_from(train.x_ND)
            run = _run_name(run_id, spec, encoder, classes, split)
            fitted = Fit(model, loss, train, validation, spec, observer=observer, run=run)(resume_from)
            observer.phase("evaluating")
            weights = {name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}
            threshold = (spec.threshold if isinstance(spec.threshold, float) else 0.5) if len(classes) == 2 else None
            predictor = Predictor(architecture.load(weights), encoder, classes, threshold)
            validation_evaluation = _evaluate(predictor, table, y_N, split.validation)
            if validation_evaluation is None:
                raise DataInvalid("Every validation row has a category that no training row has.")
            metrics = Metrics(
                test=_evaluate(predictor, table, y_N, split.test),
                validation=validation_evaluation,
                baselines=baselines(
                    x_train_ND,
                    y_N[split.train],
                    encode(encoder, table.take(split.test)).x_NX,
                    y_N[split.test],
                    classes,
                )
                if len(split.test)
                else None,
            )
    return TrainedClassifier(
        weights=weights,
        architecture=architecture,
        schema=schema,
        encoder=encoder,
        classes=classes,
        threshold=threshold,
        spec=spec,
        metrics=metrics,
        best=fitted.best,
        history=fitted.history,
        split=SplitSizes(
            train=len(split.train),
            validation=len(split.validation),
            test=len(split.test),
            missing_label=int((y_N < 0).sum()),
        ),
        device=device.type,
        num_threads=num_threads,
        seconds=time.perf_counter() - started,
    )


def _architecture(spec: TrainSpec, encoder: Encoder, num_outputs: int) -> Architecture:
    if spec.model == "auto":
        raise ValueError("the training spec is not resolved")
    numeric = [start for column, start, _ in encoder.offsets if column.kind == "numeric"]
    return Architecture(
        inputs=InputLayout(kind="table", shape=[encoder.num_features], numeric=numeric),
        model=spec.model,
        batch_norm=spec.preprocessing.normalization == Normalization.batch_norm,
        num_outputs=num_outputs,
    )


def _evaluate(
    predictor: Predictor, table: pa.Table, y_N: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> Evaluation | None:
    """Measures over the rows that serving would answer; None when there are none."""
    predictions = predictor.predict(table.take(rows))
    answered = np.setdiff1d(np.arange(len(rows)), predictions.bad_rows)
    if len(answered) == 0:
        return None
    return evaluate(
        predictions.probabilities_NC[answered],
        y_N[rows][answered],
        classes=predictor.classes,
        threshold=predictor.threshold,
    )


def _run_name(run_id: str, spec: TrainSpec, encoder: Encoder, classes: list[str], split: Split) -> str:
    """Differs between runs, and when the weights would: the encoder holds what was fitted on the data."""
    what = {
        "run_id": run_id,
        "spec": spec.model_dump(mode="json"),
        "encoder": encoder.model_dump(mode="json"),
        "classes": classes,
        "rows": [len(split.train), len(split.validation)],
    }
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
