"""A model's input and labels as TypeScript, so that a wrong column name is a compile error in a front end."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

_MOST_LITERALS = 100  # of one column; compilers and people stop gaining there
_MOST_PLACES = 16  # of a tuple


def declarations(row_schema: Mapping[str, Any], classes: Sequence[str]) -> str:
    """A module that exports `Row` and `Label`, from the JSON Schema of a row as `row_schema` makes it.

    >>> schema = {"properties": {"sepal length": {"type": ["number", "null"]}}, "required": ["sepal length"]}
    >>> print(declarations(schema, ["setosa", "virginica"]))
    export interface Row {
      "sepal length": number | null;
    }
    <BLANKLINE>
    export type Label = "setosa" | "virginica";
    <BLANKLINE>
    """
    lines = [f"  {_literal(name)}: {_type(of)};" for name, of in row_schema["properties"].items()]
    labels = " | ".join(map(_literal, classes))
    return "\n".join(["export interface Row {", *lines, "}", "", f"export type Label = {labels};", ""])


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(part) for part in schema["anyOf"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(_of_kind(kind, schema) for kind in kinds)


def _of_kind(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "string":
        # The model knows these words; others are sent at times and get a warning or an error, so they stay allowed. The
        # intersection keeps the literals for an editor's completion.
        known = schema.get("examples", [])[:_MOST_LITERALS]
        return " | ".join([*map(_literal, known), "(string & {})"]) if known else "string"
    if kind == "array":
        item = _type(schema["items"])
        places = schema.get("maxItems")
        if places is not None and places == schema.get("minItems") and places <= _MOST_PLACES:
            return f"[{', '.join([item] * places)}]"
        return f"Array<{item}>"
    return kind  # number, boolean, null


def _literal(text: str) -> str:
    """A string of ASCII; JSON's escapes are TypeScript's."""
    return json.dumps(text)
