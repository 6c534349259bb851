"""A model's row as TypeScript; a compiler reads it in the journeys."""

from typing import Any

from service.models.inputs import row_schema
from service.models.typescript import declarations

CHANNELS = [{"name": "x", "fill": 0.0}, {"name": "y", "fill": 0.0}]


def row_type(*features: dict[str, Any]) -> list[str]:
    """The lines of the fields."""
    return declarations(row_schema(list(features)), ["no", "yes"]).split("\n}")[0].splitlines()[1:]


def test_every_kind_of_column_has_a_type() -> None:
    assert row_type(
        {"name": "age", "kind": "numeric"},
        {"name": "married", "kind": "boolean"},
        {"name": "seen", "kind": "datetime"},
        {"name": "colour", "kind": "categorical", "levels": ["red", "green"], "rare_levels": ["gold"]},
        {"name": "nothing", "kind": "categorical", "levels": [], "rare_levels": []},
        {"name": "walk", "kind": "sequence", "channels": CHANNELS, "num_steps": 9},
        {"name": "pulse", "kind": "sequence", "channels": CHANNELS[:1], "num_steps": 9},
        {"name": "photo", "kind": "image", "height": 3, "width": 3},
    ) == [
        '  "age": number | null;',
        '  "married": boolean | null;',
        '  "seen": string | null;',
        '  "colour": "red" | "green" | "gold" | (string & {}) | null;',
        '  "nothing": string | null;',
        '  "walk": Array<[number | null, number | null]>;',
        '  "pulse": Array<number | null | [number | null]>;',
        '  "photo": string | Array<Array<number>> | Array<Array<Array<number>>>;',
    ]


def test_a_name_cannot_end_its_string() -> None:
    hostile = 'a"; }\n*/ evil\u2028 é \ud800 \\'
    (field,) = row_type({"name": hostile, "kind": "numeric"})

    assert field == r'  "a\"; }\n*/ evil\u2028 \u00e9 \ud800 \\": number | null;'
    assert declarations(row_schema([]), ['"', "ok"]).endswith('export type Label = "\\"" | "ok";\n')


def test_a_column_of_thousands_of_words_names_the_first_hundred() -> None:
    levels = [f"w{number}" for number in range(5_000)]
    (field,) = row_type({"name": "word", "kind": "categorical", "levels": levels, "rare_levels": []})

    assert len(field.split(" | ")) == 100 + 2
    assert field.endswith(' | "w99" | (string & {}) | null;')
