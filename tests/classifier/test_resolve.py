"""Resolving a spec: defaults decided, impossible wishes refused with a pointer, a figure and a hint."""

import time
from typing import Any

import pytest

from classifier.errors import DataInvalid, Fault, SpecInvalid, Unprocessable
from classifier.spec.cost import estimate
from classifier.spec.limits import Limits
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import (
    CategoryCount,
    Column,
    ColumnKind,
    ColumnProfile,
    ColumnRole,
    DatasetProfile,
    Schema,
)
from classifier.spec.train import TrainSpec


def column(name: str, kind: str = "numeric", num_distinct: int = 500, **fields: Any) -> ColumnProfile:
    values: dict[str, Any] = {"role": ColumnRole.feature, "num_missing": 0, "missing_tokens": {}, **fields}
    return ColumnProfile(name=name, kind=ColumnKind(kind), num_distinct=num_distinct, **values)


def label(counts: dict[str, int], kind: str = "categorical", **fields: Any) -> ColumnProfile:
    categories = [CategoryCount(value=value, count=count) for value, count in counts.items()]
    rarest = min(categories, key=lambda category: category.count) if categories else None
    return column("y", kind, len(counts), top_categories=categories[:20], rarest=rarest, **fields)


TWO = label({"good": 600, "bad": 400})
THREE = label({"a": 500, "b": 300, "c": 200})
AREA, HOME = column("Area"), column("Home", "categorical", 5, num_missing=3)


def table(*columns: ColumnProfile, num_rows: int = 1_000) -> tuple[Schema, DatasetProfile]:
    profile = DatasetProfile(
        num_rows=num_rows, num_columns=len(columns), num_duplicate_rows=0, encoding="utf-8", columns=list(columns)
    )
    return Schema(columns=[Column(name=c.name, kind=c.kind, role=c.role, reason="test") for c in columns]), profile


def resolved(spec: dict[str, Any], *columns: ColumnProfile, num_rows: int = 1_000, **limits: int) -> TrainSpec:
    return resolve_spec(
        TrainSpec.model_validate({"target": "y", **spec}),
        *table(*(columns or (AREA, HOME, TWO)), num_rows=num_rows),
        Limits.model_validate(limits),
    )


def refused(
    error: type[Unprocessable], spec: dict[str, Any], *columns: ColumnProfile, num_rows: int = 1_000, **limits: int
) -> Unprocessable:
    with pytest.raises(error) as caught:
        resolved(spec, *columns, num_rows=num_rows, **limits)
    assert type(caught.value) is error
    assert caught.value.faults
    return caught.value


def only_fault(error: Unprocessable) -> Fault:
    assert len(error.faults) == 1
    return error.faults[0]


def test_every_auto_but_the_device_and_the_precision_is_decided() -> None:
    spec = resolved({})

    assert spec.features == ["Area", "Home"]
    assert spec.preprocessing.normalization == "symlog"
    assert spec.preprocessing.missing_numeric == "median"
    assert spec.preprocessing.missing_categorical == "own_category"
    assert (spec.model.hidden, spec.model.activation) == ([128, 128], "silu")
    assert spec.loss.name == "bce_with_logits"
    assert spec.model.numeric_embedding.name == "piecewise_linear"
    assert (spec.optimizer.name, spec.optimizer.learning_rate, spec.optimizer.weight_decay) == ("adamw", 2e-3, 0.3)
    assert (spec.optimizer.only_matrices_decay, spec.optimizer.other_rate) == (True, 3.0)
    assert (spec.split.folds, spec.training.ema_decay) == (10, 0.99)
    assert (spec.training.epochs, spec.training.batch_size) == (100, 32)
    assert spec.training.early_stopping is not None
    assert spec.training.early_stopping != "auto"
    assert spec.training.early_stopping.patience == 10
    left = spec.model_dump(mode="json")
    assert left["training"].pop("device") == left["training"].pop("precision") == "auto"  # the worker's machine says
    assert left.pop("preset") == left.pop("calibration") == "auto"  # a name and a rule
    assert (spec.preprocessing.categorical_encoding, spec.preprocessing.embedding_width) == ("embedding", 8)
    by_training_rows = ("max_categories", "max_steps", "image_size")
    assert [left["preprocessing"].pop(name) for name in by_training_rows] == ["auto"] * 3
    assert '"auto"' not in str(left).replace("'", '"')


def test_resolving_again_changes_nothing() -> None:
    for asked in ({}, {"training": {"epochs": 5, "batch_size": 10**6}}, {"optimizer": {"name": "sgd"}}):
        once = resolved(asked)

        assert resolve_spec(once, *table(AREA, HOME, TWO), Limits()) == once


@pytest.mark.parametrize(("num_rows", "batch_size"), [(1_000, 32), (3_000, 64), (18_000, 128), (100_000, 512)])
def test_the_batch_grows_with_the_rows(num_rows: int, batch_size: int) -> None:
    assert resolved({}, AREA, TWO, num_rows=num_rows).training.batch_size == batch_size


def test_a_batch_is_never_larger_than_the_training_part() -> None:
    assert resolved({"training": {"batch_size": 5_000}}).training.batch_size == 720
    assert resolved({"training": {"batch_size": 5_000}, "split": {"folds": None}}).training.batch_size == 700


def test_a_number_of_epochs_is_run_in_full_unless_stopping_is_asked_for() -> None:
    assert resolved({"training": {"epochs": 7}}).training.early_stopping is None
    asked = resolved({"training": {"epochs": 7, "early_stopping": {"patience": 2}}}).training
    assert asked.early_stopping is not None
    assert asked.early_stopping != "auto"
    assert asked.early_stopping.patience == 2
    assert resolved({"training": {"early_stopping": None}}).training.early_stopping is None


@pytest.mark.parametrize(
    ("optimizer", "rate", "decay"), [("sgd", 0.05, 0.0), ("adam", 2e-3, 0.0), ("adamw", 2e-3, 0.01)]
)
def test_each_optimizer_has_its_own_defaults(optimizer: str, rate: float, decay: float) -> None:
    spec = resolved({"optimizer": {"name": optimizer}, "model": {"hidden": [8]}}).optimizer

    assert (spec.learning_rate, spec.weight_decay) == (rate, decay)


@pytest.mark.parametrize(
    ("said", "folds", "decay", "rate"),
    [
        ({}, 10, 0.99, 2e-3),
        ({"model": {"hidden": [8]}}, None, None, 2e-3),
        ({"model": {"hidden": [8]}, "split": {"folds": 3}}, 3, None, 2e-3),
        ({"split": {"folds": None}}, None, 0.99, 2e-3),
        ({"optimizer": {"learning_rate": 1e-3}}, 10, None, 1e-3),
        ({"optimizer": {"name": "sgd"}}, None, None, 0.05),
        ({"training": {"ema_decay": None}}, 10, None, 2e-3),
        ({"training": {"ema_decay": 0.9}}, 10, 0.9, 2e-3),
        ({"model": {"hidden": [8]}, "training": {"ema_decay": 0.9}}, None, 0.9, 2e-3),
        ({"preset": "fast"}, None, 0.99, 2e-3),
    ],
    ids=str,
)
def test_the_recipe_of_auto_holds_where_the_network_is_left_to_it(
    said: dict[str, Any], folds: int | None, decay: float | None, rate: float
) -> None:
    spec = resolved(said)

    assert (spec.split.folds, spec.training.ema_decay, spec.optimizer.learning_rate) == (folds, decay, rate)


def test_many_rows_bear_a_larger_rate() -> None:
    assert resolved({}, num_rows=10_000).optimizer.learning_rate == 5e-3


def test_small_tables_get_twice_the_folds() -> None:
    def folds(rows: int) -> int | None:
        found: int | None = resolved({"split": {"test_rows": [0]}}, num_rows=rows + 1).split.folds
        return found

    found = [folds(rows) for rows in (49, 50, 99, 100, 2_500, 2_501, 100_000, 100_001)]
    assert found == [None, 5, 5, 10, 10, 5, 5, None]


def test_automatic_folds_stay_inside_the_limits() -> None:
    assert resolved({}, max_members=4).split.folds is None
    assert resolved({}, max_members=9).split.folds == 5
    assert resolved({}, max_members=10).split.folds == 10
    assert resolved({"training": {"num_seeds": 2}}, max_members=9).split.folds is None
    assert resolved({"training": {"num_seeds": 2}}, max_members=19).split.folds == 5
    assert resolved({"training": {"num_seeds": 2}}, max_members=20).split.folds == 10
    few = {"training": {"epochs": 10}}
    assert resolved(few, max_row_epochs=39_999).split.folds is None
    assert resolved(few, max_row_epochs=79_999).split.folds == 5
    assert resolved(few, max_row_epochs=80_000).split.folds == 10


def test_what_the_user_chose_stays() -> None:
    s0 = {
        "preprocessing": {"normalization": "max_abs"},
        "model": {"hidden": [25], "activation": "relu"},
        "loss": {"name": "bce_with_logits"},
        "optimizer": {"name": "adam", "learning_rate": 1e-3},
        "training": {"epochs": 10, "batch_size": 8},
    }

    spec = resolved(s0)

    for part, fields in s0.items():
        for name, value in fields.items():
            assert getattr(getattr(spec, part), name) == value


def test_the_loss_follows_the_number_of_classes() -> None:
    assert resolved({}, AREA, THREE).loss.name == "cross_entropy"
    assert resolved({"loss": {"name": "cross_entropy"}}).loss.name == "cross_entropy"
    fault = only_fault(refused(SpecInvalid, {"loss": {"name": "bce_with_logits"}}, AREA, THREE))
    assert (fault.pointer, fault.expected) == ("/spec/loss/name", "cross_entropy")


def test_columns_with_another_role_or_of_text_are_left_out_by_default() -> None:
    columns = (
        column("id", role=ColumnRole.id),
        column("note", "text"),
        column("old", role=ColumnRole.ignored),
        column("label", "categorical", 3, role=ColumnRole.target),
        AREA,
        TWO,
    )

    assert resolved({}, *columns).features == ["Area"]
    assert resolved({"features": ["id", "Area"]}, *columns).features == ["id", "Area"]


def test_an_absent_target_is_refused_with_close_names() -> None:
    error = refused(SpecInvalid, {"target": "home"})

    assert only_fault(error).pointer == "/spec/target"
    assert "'Home'" in error.remedy


def test_an_absent_feature_is_refused_with_its_place() -> None:
    error = refused(SpecInvalid, {"features": ["Home", "Aera"]})

    assert only_fault(error).pointer == "/spec/features/1"
    assert "'Area'" in error.remedy


def test_a_text_feature_is_refused() -> None:
    fault = only_fault(refused(SpecInvalid, {"features": ["note"]}, column("note", "text"), TWO))

    assert (fault.code, fault.pointer, fault.got) == ("feature_kind", "/spec/features/0", "text")


@pytest.mark.parametrize("kind", ["datetime", "text"])
def test_a_target_must_be_of_a_kind_that_has_classes(kind: str) -> None:
    error = refused(SpecInvalid, {}, AREA, column("y", kind))

    assert only_fault(error).code == "target_kind"
    assert '"kind": "categorical"' in error.remedy


@pytest.mark.parametrize(
    ("target", "num_rows", "code"),
    [
        (column("y", "categorical", 0, num_missing=50), 50, "target_missing"),
        (label({"a": 20, "b": 20}, num_missing=60), 100, "target_mostly_missing"),
        (label({"a": 2, "b": 2}), 4, "too_few_rows"),
        (label({"a": 1}), 1, "too_few_rows"),
        (label({}), 0, "too_few_rows"),
        (label({"a": 50}), 50, "single_class"),
        (label({"a": 49, "b": 1}), 50, "class_too_small"),
        (label({"a": 2, "b": 2, "c": 2}), 6, "too_few_rows"),
        (column("y", "categorical", 1_001), 5_000, "too_many_classes"),
    ],
)
def test_a_table_that_cannot_be_learnt_from_is_refused(target: ColumnProfile, num_rows: int, code: str) -> None:
    fault = only_fault(refused(DataInvalid, {}, AREA, target, num_rows=num_rows))

    assert (fault.code, fault.column) == (code, "y")


def test_half_of_the_labels_may_be_missing() -> None:
    assert resolved({}, AREA, label({"a": 25, "b": 25}, num_missing=50), num_rows=100).target == "y"


def test_a_small_class_is_named_with_its_count() -> None:
    many = {f"class {i}": 20 for i in range(30)} | {"lonely": 1}

    error = refused(DataInvalid, {}, AREA, label(many), num_rows=601)

    assert "'lonely'" in error.detail
    assert "has 1 row;" in error.detail
    assert "merge" in error.remedy


def test_a_measured_target_is_told_to_be_regression() -> None:
    assert "regression" in refused(DataInvalid, {}, AREA, column("y", num_distinct=4_000), num_rows=5_000).remedy
    rare = column("y", num_distinct=900, rarest=CategoryCount(value="1.25", count=1))
    assert "regression" in refused(DataInvalid, {}, AREA, rare, num_rows=950).remedy


def test_a_numeric_target_with_few_values_has_them_as_classes() -> None:
    assert resolved({}, AREA, label({"0": 500, "1": 500}, kind="numeric")).loss.name == "bce_with_logits"


def test_a_table_without_a_usable_feature_is_refused_with_each_reason() -> None:
    columns = (
        column("id", role=ColumnRole.id),
        column("same", num_distinct=1),
        column("none", num_distinct=0, num_missing=1_000),
        column("note", "text"),
        TWO,
    )

    error = refused(DataInvalid, {}, *columns)

    assert only_fault(error).code == "no_usable_features"
    for told in ("'id' has the role id", "'same' has the same value", "'none' has no values", "'note' is text"):
        assert told in error.detail
    assert refused(DataInvalid, {}, TWO).faults[0].message.endswith("the target is the only column.")


@pytest.mark.parametrize(
    ("spec", "pointer", "got"),
    [
        ({"training": {"epochs": 10**9}}, "/spec/training/epochs", "1,000,000,000"),
        ({"model": {"hidden": [16, 10**6]}}, "/spec/model/hidden/1", "1,000,000"),
        ({"model": {"hidden": [8] * 17}}, "/spec/model/hidden", "17"),
        ({"model": {"hidden": [4_096] * 4}}, "/spec/model/hidden", "50,380,801"),
        ({"optimizer": {"momentum": 0.9}}, "/spec/optimizer/momentum", "0.9"),
        ({"optimizer": {"name": "adam", "momentum": 0.9}}, "/spec/optimizer/momentum", "0.9"),
        ({"split": {"test_rows": [0, 1_000]}}, "/spec/split/test_rows/1", "1000"),
        ({"split": {"test_rows": list(range(950)), "folds": None}}, "/spec/split/test_rows", "950 of 1000 rows"),
        ({"loss": {"class_weights": {"good": 1, "bad": 2, "ugly": 3}}}, "/spec/loss/class_weights/ugly", "ugly"),
        ({"loss": {"class_weights": {"good": 1}}}, "/spec/loss/class_weights", None),
    ],
)
def test_a_field_that_cannot_be_is_refused_with_its_pointer(
    spec: dict[str, Any], pointer: str, got: str | None
) -> None:
    fault = only_fault(refused(SpecInvalid, spec))

    assert fault.pointer == pointer
    assert fault.got == got


def test_momentum_goes_with_sgd() -> None:
    assert resolved({"optimizer": {"name": "sgd", "momentum": 0.9}}).optimizer.momentum == 0.9


def test_exactly_the_limit_is_allowed_and_one_more_is_not() -> None:
    assert resolved({"training": {"epochs": 20}}, max_epochs=20).training.epochs == 20
    refused(SpecInvalid, {"training": {"epochs": 21}}, max_epochs=20)
    plain = {"split": {"folds": None}}
    assert resolved({**plain, "training": {"epochs": 10}}, max_row_epochs=7_000).training.epochs == 10
    refused(SpecInvalid, {**plain, "training": {"epochs": 11}}, max_row_epochs=7_000)


def test_automatic_epochs_stay_inside_the_limits() -> None:
    assert resolved({}, max_epochs=20).training.epochs == 20
    assert resolved({"split": {"folds": None}}, max_row_epochs=7_000).training.epochs == 10


def test_a_threshold_is_for_two_classes() -> None:
    assert resolved({"threshold": 0.3}).threshold == 0.3
    assert only_fault(refused(SpecInvalid, {"threshold": 0.3}, AREA, THREE)).pointer == "/spec/threshold"


def test_several_faults_are_told_at_once() -> None:
    spec = {"training": {"epochs": 10**9}, "model": {"hidden": [10**6]}, "optimizer": {"momentum": 0.5}}

    assert len(refused(SpecInvalid, spec).faults) == 3


def test_weights_of_classes_the_profile_does_not_list_are_left_to_the_worker() -> None:
    many = label({f"c{i}": 20 for i in range(30)})

    assert resolved({"loss": {"class_weights": {"c29": 2.0}}}, AREA, many, num_rows=600).target == "y"
    schema, profile = table(AREA, many.model_copy(update={"role": ColumnRole.target}), num_rows=600)
    balance = [CategoryCount(value=f"c{i}", count=20) for i in range(30)]
    with pytest.raises(SpecInvalid, match="'nobody'"):
        resolve_spec(
            TrainSpec.model_validate({"target": "y", "loss": {"class_weights": {"nobody": 2.0}}}),
            schema,
            profile.model_copy(update={"class_balance": balance}),
            Limits(),
        )


def test_a_slash_in_a_class_name_is_escaped_in_the_pointer() -> None:
    spec = {"loss": {"class_weights": {"good": 1, "bad": 2, "n/a~": 3}}}

    assert only_fault(refused(SpecInvalid, spec)).pointer == "/spec/loss/class_weights/n~1a~0"


def test_the_estimate_counts_inputs_weights_and_steps() -> None:
    spec = resolved({"model": {"hidden": [25]}, "training": {"epochs": 10, "batch_size": 8}})
    _, profile = table(AREA, HOME, TWO)

    size = estimate(spec, profile)

    assert size.num_features == 1 + 5 + 1  # Area, the five homes and a missing home
    assert size.num_parameters == (7 + 1) * 25 + 26
    assert (size.num_train_rows, size.num_steps) == (700, 10 * 88)


def test_two_thousand_columns_are_resolved_in_a_tenth_of_a_second() -> None:
    columns = [column(f"x{i}") for i in range(1_999)]
    schema, profile = table(*columns, TWO)
    spec = TrainSpec(target="y")

    start = time.thread_time()
    resolve_spec(spec, schema, profile, Limits())

    assert time.thread_time() - start < 0.1  # 6 ms on an idle core
