"""The real tables are understood as a person would understand them."""

from pathlib import Path

import pytest

from classifier.spec.limits import Limits
from classifier.spec.table import DatasetProfile, FileFormat, ParseOptions
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_source

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder of real tables is not here")


def load(name: str) -> tuple[TypedTable, DatasetProfile]:
    options = ParseOptions()
    kind = FileFormat.npz if name.endswith(".npz") else FileFormat.csv
    raw = read_source(DATA / name, kind, gzip=name.endswith(".gz"), parse=options, limits=Limits())
    typed = infer_table(raw, overrides={}, parse=options, limits=Limits())
    return typed, profile_table(typed)


def names(typed: TypedTable, what: str) -> list[str]:
    return [c.name for c in typed.schema.columns if what in (c.kind.value, c.role.value)]


def test_jasmine_rice_has_an_id_ten_measurements_and_a_class() -> None:
    typed, profile = load("rice_jasmine_gonen.csv.gz")
    assert (profile.num_rows, profile.num_columns) == (18_185, 12)
    assert names(typed, "id") == ["id"]
    assert len(names(typed, "feature")) == 11
    assert names(typed, "numeric") == typed.table.column_names
    assert profile.suggested_target == "Class"
    assert [(c.value, c.count) for c in profile.class_balance or []] == [("1", 9_985), ("0", 8_200)]
    assert all(c.num_missing == 0 for c in profile.columns)
    area = profile.columns[1]
    assert (area.minimum, area.maximum) == (2_522.0, 10_210.0)


def test_cammeo_rice_has_seven_measurements_and_a_class_of_words() -> None:
    typed, profile = load("rice_cammeo_osmancik.csv")
    assert profile.num_rows == 3_810
    assert len(names(typed, "feature")) == 8
    assert names(typed, "categorical") == ["Class"]
    assert [(c.value, c.count) for c in profile.class_balance or []] == [("Osmancik", 2_180), ("Cammeo", 1_630)]


def test_credit_status_has_missing_numbers_and_categories() -> None:
    typed, profile = load("credit_status.csv")
    assert profile.num_rows == 4_454
    assert names(typed, "categorical") == ["Status", "Home", "Marital", "Job"]
    assert names(typed, "boolean") == ["Records"]
    missing = {c.name: c.num_missing for c in profile.columns if c.num_missing}
    assert missing == {"Income": 381, "Assets": 47, "Debt": 18, "Home": 6, "Job": 2, "Marital": 1}
    assert [(c.value, c.count) for c in profile.class_balance or []] == [("good", 3_200), ("bad", 1_254)]
    records = profile.columns[typed.table.column_names.index("Records")]
    assert {c.value for c in records.top_categories or []} == {"yes", "no"}
    assert set(names(typed, "feature")) == set(typed.table.column_names)


def test_letters_are_classes_and_whole_numbers_are_features() -> None:
    typed, profile = load("letter_recognition.csv")
    assert profile.num_rows == 20_000
    assert names(typed, "categorical") == ["lettr"]
    assert profile.suggested_target == "lettr"
    assert len(profile.class_balance or []) == 26
    assert profile.num_duplicate_rows == 1_332
    assert set(names(typed, "feature")) == set(typed.table.column_names)


def test_heart_rates_and_a_label_of_zeros_and_ones() -> None:
    typed, profile = load("heart_rate.csv")
    assert [(c.kind.value, c.role.value) for c in typed.schema.columns] == [("numeric", "feature")] * 2
    assert "0/1 not guessed as boolean" in typed.schema.columns[1].reason
    assert profile.suggested_target == "label"
    assert profile.columns[0].mean == pytest.approx(92.60, abs=0.01)
    assert profile.columns[0].std == pytest.approx(5.49, abs=0.01)


def test_vowels_are_sequences_of_unequal_length() -> None:
    typed, profile = load("japanese_vowels.npz")
    assert [(c.name, c.kind.value) for c in typed.schema.columns] == [("X", "sequence"), ("y", "categorical")]
    counted = profile.columns[0].sequence
    assert counted is not None
    assert (counted.num_channels, counted.min_steps, counted.max_steps, counted.num_missing_values) == (12, 7, 29, 0)
    assert len(profile.class_balance or []) == 9


def test_digits_are_grey_images() -> None:
    typed, profile = load("mnist_2000.npz")
    assert [(c.name, c.kind.value) for c in typed.schema.columns] == [("X", "image"), ("y", "numeric")]
    counted = profile.columns[0].image
    assert counted is not None
    assert (counted.num_channels, counted.formats, counted.sizes[0].value) == (1, {"array": 2_000}, "28 x 28")
    assert counted.mean == pytest.approx(33.589, abs=0.001)
    assert profile.suggested_target == "y"
