"""What one row of a model's input looks like: JSON Schema and an example, from its fitted columns."""

import base64
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Feature = Mapping[str, Any]
"""A fitted column, as its manifest has it."""

_SHOWN_LEVELS = 1_000  # of one categorical column; a longer list helps no form
_EXAMPLE_NUMBERS = 20_000  # of one sequence: 100 kB of JSON


def row_schema(features: list[Feature]) -> dict[str, Any]:
    """JSON Schema (2020-12) of one row."""
    properties = {feature["name"]: _property(feature) for feature in features}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": True,
    }


def example_row(features: list[Feature]) -> dict[str, Any]:
    """A row that fits; its values are typical, not anybody's."""
    return {feature["name"]: _example(feature) for feature in features}


def blank_png(height: int, width: int, channels: int) -> bytes:
    """A black image, grey (1 channel) or in colour (3).

    Source: PNG, third edition, sections 5 and 10 (https://www.w3.org/TR/png-3).
    """

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 0, 0, 0, 0)
    lines = bytes(height * (1 + width * channels))  # each begins with its filter: 0, none
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines, 9)), chunk(b"IEND", b"")]
    )


def _property(feature: Feature) -> dict[str, Any]:
    """Null stands for a missing value, which the model's policy fills; a whole input cannot be missing."""
    kind = feature["kind"]
    if kind == "numeric":
        return {"type": ["number", "null"]}
    if kind == "boolean":
        return {"type": ["boolean", "null"]}
    if kind == "datetime":
        return {"type": ["string", "null"], "format": "date-time"}
    if kind == "sequence":
        return _sequence_schema(feature)
    if kind == "image":
        return _image_schema(feature)
    levels = [*feature["levels"], *feature["rare_levels"]][:_SHOWN_LEVELS]
    return {"type": ["string", "null"], "examples": levels}


def _sequence_schema(feature: Feature) -> dict[str, Any]:
    names = [channel["name"] for channel in feature["channels"]]
    value: dict[str, Any] = {"type": ["number", "null"]}
    step: dict[str, Any] = {"type": "array", "items": value, "minItems": len(names), "maxItems": len(names)}
    return {
        "type": "array",
        "minItems": 1,
        "items": {"anyOf": [value, step]} if len(names) == 1 else step,
        "description": f"Steps, each with its value of {', '.join(names[:20])}{', ...' if len(names) > 20 else ''}; null "
        f"is a missing value. The model reads {feature['num_steps']:,} steps.",
    }


def _image_schema(feature: Feature) -> dict[str, Any]:
    line = {"type": "array", "items": {"type": "number"}, "minItems": 1}
    plane = {"type": "array", "items": line, "minItems": 1}
    return {
        "anyOf": [
            {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"},
            {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/jpeg"},
            plane,
            {"type": "array", "items": plane, "minItems": 1},
        ],
        "description": f"A PNG or JPEG file in base64, or an array [height][width] or [channels][height][width]; it is "
        f"resized to {feature['height']} x {feature['width']}.",
    }


def _example(feature: Feature) -> Any:
    kind = feature["kind"]
    if kind == "numeric":
        return _plain(feature["fill"])
    if kind == "boolean":
        return feature["fill"]
    if kind == "datetime":
        day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=round(feature["center_days"]))
        return day.isoformat().replace("+00:00", "Z")
    if kind == "sequence":
        step = [_plain(channel["fill"]) for channel in feature["channels"]]
        return [step] * max(1, min(feature["num_steps"], _EXAMPLE_NUMBERS // len(step)))
    if kind == "image":
        return base64.b64encode(blank_png(feature["height"], feature["width"], len(feature["centers"]))).decode()
    return feature["levels"][0] if feature["levels"] else None


def _plain(number: float) -> float:
    return float(f"{number:.6g}")
