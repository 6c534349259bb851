"""The reader of format 1, in which a model was one multilayer perceptron: its files become documents of format 2."""

from collections.abc import Mapping
from typing import Any

from classifier.errors import ArtifactCorrupt
from classifier.inference.tensor_file import Array, tensors_sha256

_MOVED = {"architecture", "encoder", "tensors"}
_SCORES = ("accuracy", "macro_f1", "roc_auc", "log_loss")


def from_format_1(document: Mapping[str, Any], tensors: Mapping[str, Array]) -> tuple[dict[str, Any], dict[str, Array]]:
    """The same model as a document and tensors of format 2, which checks all that is not checked here.

    Raises: `ArtifactCorrupt` when the document is not one of format 1.
    """
    try:
        if tensors_sha256(tensors) != document["tensors_sha256"] or document["family"] != "mlp":
            raise ArtifactCorrupt("the model file's weights are not those of its manifest")
        architecture, metrics, spec = document["architecture"], document["metrics"], document["spec"]
        number = document["num_parameters"]
        member = {
            "encoder": document["encoder"],
            "architecture": {
                "inputs": {
                    "kind": "table",
                    "shape": [architecture["num_features"]],
                    "numeric": architecture["normalized"],
                },
                "model": {
                    "family": "mlp",
                    **{name: architecture[name] for name in ("hidden", "activation", "dropout")},
                },
                "batch_norm": bool(architecture["normalized"]),
                "num_outputs": architecture["num_outputs"],
            },
            "best": document["best"],
            "epochs_run": document["epochs_run"],
            "tensors": document["tensors"],
        }
        report = {
            "number": 0,
            "fold": None,
            "seed": spec["training"]["seed"],
            "best": document["best"],
            "epochs_run": document["epochs_run"],
            "num_parameters": number,
            "validation": _scores(metrics["validation"]),
            "test": _scores(metrics["test"]),
        }
        num_rows = metrics["validation"]["num_rows"]
        loss = metrics["validation"]["log_loss"]
        threshold = document["threshold"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ArtifactCorrupt(f"the model file is not of format 1: {type(error).__name__}: {error}") from error
    renamed = {f"members.0.{name}": tensor for name, tensor in tensors.items()}
    calibration = {"mode": "none", "kept": False, "temperature": 1.0, "num_rows": num_rows}
    decision = {
        "objective": "fixed",
        "threshold": threshold,
        "value": None,
        "value_at_half": None,
        "num_rows": num_rows,
    }
    return {
        **{name: value for name, value in document.items() if name not in _MOVED},
        "format": 2,
        "members": [member],
        "metrics": {**metrics, "members": [report], "spread": None},
        "calibration": {**calibration, "log_loss_before": loss, "log_loss_after": None},
        "decision": None if threshold is None else decision,
        "tensors_sha256": tensors_sha256(renamed),
    }, renamed


def _scores(evaluation: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if evaluation is None else {name: evaluation[name] for name in _SCORES}
