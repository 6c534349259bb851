"""Fixes: JSON Patches (RFC 6902) on the TrainSpec that a job was asked for."""

from typing import Any

from classifier.spec.train import TrainSpec

Patch = list[dict[str, Any]]


def change(spec: TrainSpec, **changes: Any) -> Patch | None:
    """A patch that sets fields of the spec, as `optimizer__learning_rate="auto"`; None when it would change nothing.

    `spec` is resolved or as asked. A field of the model sets the whole model, for a spec that was asked for may only say
    "auto" there; every other parent is always there in a job's `spec`.

    >>> change(TrainSpec(target="y"), schedule__interval="step", training__seed=0)
    [{'op': 'add', 'path': '/schedule/interval', 'value': 'step'}]
    """
    said = spec.model_dump(mode="json")
    patch: Patch = []
    model: dict[str, Any] = {}
    for name, value in changes.items():
        parent, _, field = name.partition("__")
        if parent == "model" and field:
            model[field] = value
            continue
        before = said[parent][field] if field else said[parent]
        if before != value:
            patch.append({"op": "add", "path": f"/{parent}/{field}" if field else f"/{parent}", "value": value})
    if model and spec.model != "auto":
        before = spec.model.model_dump(mode="json")
        if (after := {**before, **model}) != before:
            patch.append({"op": "add", "path": "/model", "value": after})
    return patch or None
