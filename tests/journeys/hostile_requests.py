"""Tables that cannot be learnt from, and requests that cannot be done, each with the refusal it must meet."""

from typing import Any

GOOD_ROW = {"length": 200.0, "width": 0.8, "noise": 15_000.0}
"""A row of the tables of tests/journeys/tables.py."""


def table(rows: str, times: int = 20, header: str = "a,Class") -> bytes:
    """CSV of the same rows many times."""
    return f"{header}\n{rows * times}".encode()


UNLEARNABLE = {
    "one row": (table("1,x\n", 1), "too_few_rows", "at least"),
    "two rows": (table("1,x\n2,y\n", 1), "too_few_rows", "2 labelled rows"),
    "one class": (table("1,x\n2,x\n"), "single_class", "'x'"),
    "an empty target": (table("1,\n2,\n"), "target_missing", "'Class'"),
    "a target that is mostly missing": (table("1,\n2,\n3,\n4,x\n5,y\n"), "target_mostly_missing", "60 of 100"),
    "a class with one row": (table("1,x\n2,y\n") + b"3,z\n", "class_too_small", "'z'"),
    "more classes than the limit": (
        table("".join(f"{row % 7},c{row}\n" for row in range(1_200)), 2),
        "too_many_classes",
        "1,200",
    ),
    "only a column without cells": (table(",x\n,y\n"), "no_usable_features", "'a'"),
    "only a column of one value": (table("1,x\n1,y\n"), "no_usable_features", "'a'"),
    "the target alone": (table("x\ny\n", header="Class"), "no_usable_features", "only column"),
}


BAD_SPECS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "no target": ({}, "request_invalid", "missing", "/spec/target"),
    "an absent target": ({"target": "Klass"}, "config_invalid", "target_unknown", "/spec/target"),
    "an absent feature": (
        {"target": "Class", "features": ["wide"]},
        "config_invalid",
        "feature_unknown",
        "/spec/features/0",
    ),
    "no epochs": (
        {"target": "Class", "training": {"epochs": 0}},
        "request_invalid",
        "greater_than_equal",
        "/spec/training/epochs",
    ),
    "a billion epochs": (
        {"target": "Class", "training": {"epochs": 10**9}},
        "config_invalid",
        "over_limit",
        "/spec/training/epochs",
    ),
    "epochs past 2^53": (
        {"target": "Class", "training": {"epochs": 2**53 + 1}},
        "config_invalid",
        "over_limit",
        "/spec/training/epochs",
    ),
    "a seed past 2^53": (
        {"target": "Class", "training": {"seed": 2**53 + 1}},
        "request_invalid",
        "less_than_equal",
        "/spec/training/seed",
    ),
    "a million units": (
        {"target": "Class", "model": {"hidden": [10**6]}},
        "config_invalid",
        "over_limit",
        "/spec/model/hidden/0",
    ),
    "too many layers": (
        {"target": "Class", "model": {"hidden": [4] * 17}},
        "config_invalid",
        "over_limit",
        "/spec/model/hidden",
    ),
    "too many weights": (
        {"target": "Class", "model": {"hidden": [4096] * 16}},
        "config_invalid",
        "over_limit",
        "/spec/model/hidden",
    ),
    "an unknown field": (
        {"target": "Class", "learning_rate": 0.1},
        "request_invalid",
        "extra_forbidden",
        "/spec/learning_rate",
    ),
    "an unknown field deeper down": (
        {"target": "Class", "training": {"epoch": 5}},
        "request_invalid",
        "extra_forbidden",
        "/spec/training/epoch",
    ),
}


BAD_JSON = {
    "NaN": (b"NaN", "not_finite", {"line": 1}),
    "Infinity": (b"-Infinity", "not_finite", {"line": 1}),
    "a number beyond float64": (b"1e999", "number_out_of_range", {}),
    "an integer beyond 64 bits": (b"9223372036854775808", "number_out_of_range", {}),
    "a NUL character": (b'"\\u0000"', "nul_character", {}),
    "a lone surrogate": (b'"\\ud800"', "lone_surrogate", {"line": 1}),
    "a lone surrogate in UTF-8": (b'"\xed\xa0\x80"', "json_syntax", {"line": 1}),
    "invalid UTF-8": (b'"\xff"', "json_syntax", {"line": 1}),
    "a trailing comma": (b"1,", "json_syntax", {"line": 1}),
}


BAD_ROWS: dict[str, tuple[dict[str, Any], str, str]] = {
    "text for a number": ({**GOOD_ROW, "length": "long"}, "rows_invalid", "not_a_number"),
    "infinity as text": ({**GOOD_ROW, "length": "inf"}, "rows_invalid", "not_finite"),
    "an integer past 2^53": ({**GOOD_ROW, "length": 2**53 + 1}, "rows_invalid", "integer_too_large"),
    "a missing column": ({"width": 1, "noise": 1}, "rows_invalid", "missing_column"),
    "a list for a number": ({**GOOD_ROW, "length": [1]}, "rows_invalid", "not_a_number"),
}
