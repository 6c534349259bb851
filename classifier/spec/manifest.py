"""What a model's stored manifest says, read as plain JSON: format 1 holds one network, format 2 the members of a run."""

from collections.abc import Mapping
from typing import Any, Literal


def members_of(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The networks of a model, each with its `encoder` and `architecture`.

    >>> len(members_of({"format": 1, "encoder": {}})), len(members_of({"format": 2, "members": [{}, {}]}))
    (1, 2)
    """
    found: list[Mapping[str, Any]] | None = manifest.get("members")
    return [manifest] if found is None else found


def first_encoder(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    """The encoder of the first network."""
    encoder: Mapping[str, Any] = members_of(manifest)[0]["encoder"]
    return encoder


def input_features(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every column that a row must bring, as the first member that uses it has fitted it.

    A column that is constant in one fold is dropped there and used elsewhere. A wide series is one fitted feature, but
    each of its steps is a numeric column.

    >>> series = {"kind": "series", "steps": ["t0", "t1"], "channel": {"fill": 0.5}}
    >>> input_features({"encoder": {"columns": [series]}})[1]
    {'kind': 'numeric', 'name': 't1', 'fill': 0.5}
    """
    found: dict[str, Mapping[str, Any]] = {}
    for member in members_of(manifest):
        for feature in member["encoder"]["columns"]:
            for column in _columns(feature):
                found.setdefault(column["name"], column)
    return list(found.values())


def input_kind(manifest: Mapping[str, Any]) -> Literal["table", "sequence", "image"]:
    """What one row is."""
    kinds = {feature["kind"] for feature in input_features(manifest)}
    if "image" in kinds:
        return "image"
    return "sequence" if "sequence" in kinds else "table"


def input_shape(manifest: Mapping[str, Any]) -> list[int]:
    """Shape of one encoded row: `[D]`, `[steps, channels + 1]` or `[channels, height, width]`; the largest member's."""
    return max((_shape(member["architecture"]) for member in members_of(manifest)), key=_product)


def _columns(feature: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if feature["kind"] != "series":
        return [feature]
    return [{"kind": "numeric", "name": name, "fill": feature["channel"]["fill"]} for name in feature["steps"]]


def _shape(architecture: Mapping[str, Any]) -> list[int]:
    inputs = architecture.get("inputs")  # version 0.1 wrote only tables, and how wide
    return [architecture["num_features"]] if inputs is None else list(inputs["shape"])


def _product(shape: list[int]) -> int:
    count = 1
    for size in shape:
        count *= size
    return count
