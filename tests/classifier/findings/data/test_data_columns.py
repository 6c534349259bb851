"""Each data finding is made where it holds, with its numbers, and not in the table next door."""

import json
from typing import Any

import numpy as np
import pytest

from classifier.spec.finding import Finding, Phase
from classifier.spec.train import TrainSpec
from tests.classifier.findings.data.data_tables import found, read_csv
from tests.classifier.table.uploads import archive, noise, npz, picture, typed


def findings(text: str, **overrides: dict[str, Any]) -> list[Finding]:
    return found(read_csv(text, **overrides))


def rows(row: str, count: int = 60, header: str = "a,x,Class") -> str:
    """Lines of `row` with {i}, {x} all different, {c} of three classes, {w} one of two words."""
    lines = [
        row.format(i=i, x=(i * i % 1_009) / 7, c="uvw"[i % 3], w=("good", "bad")[i % 2], r=i * 7_919 % 1_013)
        for i in range(count)
    ]
    return header + "\n" + "\n".join(lines) + "\n"


CASES: dict[str, tuple[str, str | None, dict[str, Any], str]] = {
    # code: (file where it holds, column, some of its evidence, the file next door)
    "data.missing": (
        rows(",{x},{c}", 20) + rows("{w},{x},{c}", 60).split("\n", 1)[1],
        "a",
        {"num_missing": 20, "share": 0.25},
        rows("{w},{x},{c}"),
    ),
    "data.constant_column": (rows("5,{x},{c}"), "a", {"num_rows": 60, "value": "5"}, rows("{w},{x},{c}")),
    "data.all_missing_column": (
        rows("NA,{x},{c}"),
        "a",
        {"num_rows": 60, "missing_tokens": {"NA": 60}},
        rows("{w},{x},{c}"),
    ),
    "data.id_like_column": (rows("{i},{x},{c}"), "a", {"num_distinct": 60, "num_rows": 60}, rows("{r},{x},{c}")),
    "data.duplicate_rows": (rows("{w},{x},{c}") + "good,0.0,u\n", None, {"num_duplicate_rows": 1}, rows("{w},{x},{c}")),
    "data.type_ambiguous": (
        rows("{i}{w},{x},{c}", 5) + "7,1.5,u\n8,2.5,v\n",
        "a",
        {"why": "mixed", "num_numbers": 2, "num_other": 5, "row": 0},
        rows("{w},{x},{c}"),
    ),
    "data.rare_class": (
        rows("{w},{x},{c}") + "good,0.1,z\n",
        "Class",
        {"num_classes": 4, "classes": [{"class": "z", "count": 1}]},
        rows("{w},{x},{c}"),
    ),
    "data.single_class": (rows("{w},{x},u"), "Class", {"class": "u", "count": 60}, rows("{w},{x},{c}")),
    "data.imbalance": (
        rows("{w},{x},u", 80) + rows("{w},-{x},v", 20).split("\n", 1)[1],
        "Class",
        {"ratio": 4.0, "majority_share": 0.8},
        rows("{w},{x},{c}"),
    ),
    "data.text_column": (rows("the grain {i} was long,{x},{c}"), "a", {"num_distinct": 60}, rows("{w},{x},{c}")),
    "data.duplicate_column": (rows("{x},{x},{c}"), "x", {"same_as": "a"}, rows("{x},-{x},{c}")),
}


@pytest.mark.parametrize("code", CASES)
def test_a_finding_is_made_where_it_holds_and_only_there(code: str) -> None:
    text, column, evidence, other = CASES[code]
    made = [finding for finding in findings(text) if finding.code == code]
    assert [finding.column for finding in made] == [column]
    assert evidence.items() <= made[0].evidence.items()
    assert made[0].phase is Phase.data
    assert made[0].title
    assert made[0].explanation
    assert made[0].suggestion
    assert code not in [finding.code for finding in findings(other)]


@pytest.mark.parametrize(
    ("cells", "why"),
    [("01 02", "leading_zeros"), ("0 1", "zero_one"), ("9007199254740993 5", "big_integers"), ("5 x", "mixed")],
)
def test_what_was_ambiguous_is_told(cells: str, why: str) -> None:
    text = "a,x,Class\n" + "".join(f"{cell},{i}.5,{'uv'[i % 2]}\n" for i, cell in enumerate(cells.split(" ")))
    assert [f.evidence["why"] for f in findings(text) if f.code == "data.type_ambiguous"] == [why]


def test_repeated_rows_are_seen_past_an_id_column() -> None:
    text = "id,x,Class\n" + "".join(f"{i},{i % 30}.5,u\n" for i in range(60))
    made = next(f for f in findings(text) if f.code == "data.duplicate_rows")
    assert made.evidence["num_duplicate_rows"] == 30
    assert made.evidence["num_in_every_column"] == 0


def test_a_column_the_user_called_id_is_no_finding() -> None:
    assert "data.id_like_column" not in [f.code for f in findings(rows("{i},{x},{c}"), a={"role": "id"})]


def test_the_fix_of_imbalance_is_a_patch_of_the_training_spec() -> None:
    made = next(f for f in findings(CASES["data.imbalance"][0]) if f.code == "data.imbalance")
    assert made.fix == [{"op": "add", "path": "/loss/class_weights", "value": "balanced"}]
    spec = TrainSpec(target="Class").model_dump(mode="json")
    spec["loss"]["class_weights"] = "balanced"
    assert TrainSpec.model_validate(spec).loss.class_weights == "balanced"


def test_clean_data_has_no_findings() -> None:
    assert findings(rows("{w},{x},{c}")) == []


def whole(data: bytes, file_format: str) -> dict[str, Finding]:
    table = typed(data, file_format)
    return {finding.code: finding for finding in found(table)}


def test_sequences_of_unequal_length_are_told() -> None:
    X = np.arange(120.0).reshape(20, 3, 2)
    y = np.array(["u", "v"] * 10)
    made = whole(npz(X=X, y=y, length=np.array([2, 3] * 10)), "npz")
    assert made["data.sequences_unequal"].evidence == {"min_steps": 2, "max_steps": 3, "mean_steps": 2.5}
    assert made["data.sequences_unequal"].column == "X"
    assert whole(npz(X=X, y=y), "npz") == {}


def test_images_of_different_sizes_are_told() -> None:
    members = {f"{'uv'[i % 2]}/{i}.png": picture(noise(4 + i % 2, 4, seed=i)) for i in range(20)}
    made = whole(archive(members), "zip")
    assert made["data.image_sizes_differ"].evidence == {
        "min_height": 4,
        "max_height": 5,
        "min_width": 4,
        "max_width": 4,
        "most_frequent": "4 x 4",
    }
    even = {name: picture(noise(4, 4, seed=i)) for i, name in enumerate(members)}
    assert "data.image_sizes_differ" not in whole(archive(even), "zip")


def test_missing_constant_and_repeated_cells_are_found_among_sequences_and_images() -> None:
    same = np.zeros((20, 3, 2))
    made = whole(npz(a=same, b=np.arange(120.0).reshape(20, 3, 2), c=np.arange(120.0).reshape(20, 3, 2)), "npz")
    assert made["data.constant_column"].column == "a"
    assert made["data.duplicate_column"].column == "c"
    lines = [json.dumps({"a": None if i % 2 else [1, i], "y": i % 3}) for i in range(20)]
    assert whole("\n".join(lines).encode(), "ndjson")["data.missing"].evidence["num_missing"] == 10
