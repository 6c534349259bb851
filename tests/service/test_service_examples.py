"""Every JSON answer has an example in the OpenAPI document, and each is an answer that its schema allows."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from service.examples import WITHOUT, json_answers, recorded


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    made: dict[str, Any] = app.openapi()
    return made


def wrong(schema: dict[str, Any], value: Any, schemas: dict[str, Any], at: str = "") -> Iterator[str]:
    """Places of a value that do not fit: what our answers' schemas use of JSON Schema, and no more."""
    if "$ref" in schema:
        yield from wrong(schemas[schema["$ref"].rpartition("/")[2]], value, schemas, at)
    elif options := schema.get("anyOf") or schema.get("oneOf"):
        if all(list(wrong(option, value, schemas, at)) for option in options):
            yield f"{at}: {value!r:.60} is none of the choices"
    elif "const" in schema or "enum" in schema:
        if value not in schema.get("enum", [schema.get("const")]):
            yield f"{at}: {value!r:.60} is no such word"
    elif schema.get("type") == "array":
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from wrong(schema.get("items", {}), item, schemas, f"{at}/{index}")
        else:
            yield f"{at}: {value!r:.60} is no array"
    elif schema.get("type") == "object":
        if isinstance(value, dict):
            yield from _wrong_fields(schema, value, schemas, at)
        else:
            yield f"{at}: {value!r:.60} is no object"
    elif "type" in schema:
        kinds = {"string": str, "boolean": bool, "integer": int, "number": (int, float), "null": type(None)}
        told = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(isinstance(value, kinds[kind]) and (kind == "boolean") == isinstance(value, bool) for kind in told):
            yield f"{at}: {value!r:.60} is not {told}"


def _wrong_fields(schema: dict[str, Any], value: dict[str, Any], schemas: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}/{name} is missing" for name in schema.get("required", []) if name not in value)
    more = schema.get("additionalProperties", not known)
    for name, part in value.items():
        if name in known:
            yield from wrong(known[name], part, schemas, f"{at}/{name}")
        elif isinstance(more, dict):
            yield from wrong(more, part, schemas, f"{at}/{name}")
        elif not more:
            yield f"{at}/{name} is unknown"


def complaints(document: dict[str, Any], examples: dict[str, Any]) -> list[str]:
    """What does not fit in these examples of the document's operations."""
    schemas = document["components"]["schemas"]
    found = []
    for name, content in json_answers(document["paths"]):
        if name in examples:
            found += [f"{name}{place}" for place in wrong(content["schema"], examples[name], schemas)]
    return found


def test_every_json_answer_has_an_example(document: dict[str, Any]) -> None:
    answers = dict(json_answers(document["paths"]))

    assert {name for name, content in answers.items() if "example" not in content} == set(WITHOUT)
    assert recorded().keys() <= answers.keys()


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    shown = {name: content.get("example") for name, content in json_answers(document["paths"]) if name not in WITHOUT}

    assert complaints(document, shown) == []


def test_an_example_without_a_field_or_with_another_type_is_found(document: dict[str, Any]) -> None:
    examples = copy.deepcopy(recorded())
    del examples["get_job"]["last_event"]
    examples["get_model"]["latest_version"] = "3"
    examples["predict"]["predictions"][0]["colour"] = "red"
    examples["list_models"]["object"] = "page"

    assert sorted(place.partition(" ")[0] for place in complaints(document, examples)) == [
        "get_job/last_event",
        "get_model/latest_version:",
        "list_models/object:",
        "predict:",
    ]
