"""The JSON Schema of a TrainSpec as a form is made of it: each field with a title, a description, and what it is to a beginner."""

from typing import Any

# By definition: what most runs say. Everything else has a default that works and waits under "advanced".
_SIMPLE = {
    "TrainSpec": ("target", "features", "preset", "model"),
    "SplitSpec": ("test_fraction",),
    "FitSpec": ("epochs", "batch_size", "seed"),
    "OptimizerSpec": ("learning_rate",),
    "LossSpec": ("class_weights",),
    "LogisticSpec": ("family",),
    "MlpSpec": ("family", "hidden", "dropout"),
    "ResnetSpec": ("family", "num_blocks", "width"),
    "TabmSpec": ("family", "hidden"),
    "RnnSpec": ("family",),
    "Cnn1dSpec": ("family", "channels"),
    "RocketSpec": ("family",),
    "CnnSpec": ("family", "channels"),
}

# What an input can offer that the schema alone does not tell.
_WIDGETS = {("TrainSpec", "target"): "column", ("TrainSpec", "features"): "columns", ("SplitSpec", "test_rows"): "rows"}


def as_form(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """The schema of the value `name`, every field with `title`, `description` and `x-advanced`, some with `x-widget`.

    A field that is a group of others is advanced when nothing in it is simple.
    """
    definitions: dict[str, Any] = schema.get("$defs", {})
    for owner, definition in ((name, schema), *definitions.items()):
        for field, value in definition.get("properties", {}).items():
            group = str(value.get("$ref", "")).rpartition("/")[2]
            value.setdefault("title", field.replace("_", " ").capitalize())
            value.setdefault("description", _told(value, definitions.get(group, {})))
            value["x-advanced"] = field not in _SIMPLE.get(owner, ()) and group not in _SIMPLE
            if (owner, field) in _WIDGETS:
                value["x-widget"] = _WIDGETS[owner, field]
    return schema


def _told(value: dict[str, Any], group: dict[str, Any]) -> str:
    told = group.get("description")
    return str(told) if told else f"Always {value['const']}." if "const" in value else ""
