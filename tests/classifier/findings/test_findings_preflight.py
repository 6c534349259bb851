"""What a config says before the run: each check fires on its fault, and is silent next door."""

from typing import Any

import pytest

from classifier.findings.ledger import Skip
from classifier.findings.preflight import check_memory, class_counts, preflight_checks
from classifier.spec.cost import Estimate, estimate_run, input_layout
from classifier.spec.finding import Finding
from classifier.spec.inputs import InputLayout
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
from tests.diagnosis.harness import apply

ROWS = 1_000
COUNTS = {"no": 500, "yes": 500}


def tables(num_rows: int = ROWS) -> tuple[Schema, DatasetProfile]:
    """Two numbers and a label of two classes."""
    kinds = {"a": ColumnKind.numeric, "b": ColumnKind.numeric, "y": ColumnKind.categorical}
    schema = Schema(
        columns=[
            Column(name=n, kind=k, role=ColumnRole.target if n == "y" else ColumnRole.feature, reason="test")
            for n, k in kinds.items()
        ]
    )
    labels = [CategoryCount(value=v, count=num_rows // 2) for v in ("yes", "no")]
    columns = [
        ColumnProfile(
            name=n,
            kind=k,
            role=schema.columns[i].role,
            num_missing=0,
            missing_tokens={},
            num_distinct=2 if n == "y" else num_rows,
            top_categories=labels if n == "y" else None,
        )
        for i, (n, k) in enumerate(kinds.items())
    ]
    return schema, DatasetProfile(
        num_rows=num_rows,
        num_columns=3,
        num_duplicate_rows=0,
        encoding="utf-8",
        columns=columns,
        suggested_target="y",
        class_balance=labels,
    )


def found(num_rows: int = ROWS, counts: dict[str, int] | None = COUNTS, **said: Any) -> dict[str, Finding]:
    """Findings by code of a spec that says this beside its target."""
    asked = TrainSpec.model_validate({"target": "y", **said})
    return {
        code: outcome for code, outcome in outcomes(asked, num_rows, counts).items() if isinstance(outcome, Finding)
    }


def outcomes(asked: TrainSpec, num_rows: int = ROWS, counts: dict[str, int] | None = COUNTS) -> dict[str, Any]:
    schema, profile = tables(num_rows)
    resolved = resolve_spec(asked, schema, profile, Limits(max_epochs=100_000))
    size = estimate_run(
        resolved,
        input_layout(resolved, profile),
        num_classes=2,
        num_rows=num_rows,
        num_train_rows=num_rows * 7 // 10,
    )
    checked = preflight_checks(asked, resolved, size, class_counts=counts, memory_bytes=8 * 2**30)
    return dict(checked)


FAULTS: dict[str, dict[str, Any]] = {
    "schedule_reaches_zero": {"schedule": {"name": "step", "step_size": 10, "interval": "step"}},
    "warmup_too_long": {"schedule": {"warmup": 10_000}},
    "too_few_steps": {"model": {"hidden": [128, 128]}, "training": {"epochs": 3, "batch_size": 1_000_000}},
    "loss_weights_extreme": {"loss": {"pos_weight": 1_000}},
    "label_smoothing_high": {"loss": {"label_smoothing": 0.9}},
    "dropout_high": {"model": {"family": "mlp", "dropout": 0.95}},
    "no_nonlinearity": {"model": {"family": "mlp", "hidden": [8], "activation": "identity"}},
    "weight_decay_high": {"optimizer": {"name": "adam", "weight_decay": 1.0}},
}

HEALTHY: list[dict[str, Any]] = [
    {},
    {"preset": "fast"},
    {"preset": "s0"},
    {"preset": "s1"},
    {"preset": "s4"},
    {"schedule": {"name": "cosine", "interval": "step", "warmup": 50}},
    {"schedule": {"name": "one_cycle", "interval": "step"}},
    {"schedule": {"name": "step"}},
    {"schedule": {"name": "exponential", "gamma": 0.95}},
    {"model": {"family": "mlp", "dropout": 0.5}},
    {"model": {"family": "logistic"}, "training": {"epochs": 20}},
    {"loss": {"label_smoothing": 0.1, "class_weights": "balanced"}},
    {"loss": {"class_weights": {"no": 1.0, "yes": 5.0}}},
    {"optimizer": {"name": "adamw", "weight_decay": 0.1}},
    {"optimizer": {"name": "adam", "weight_decay": 1e-4}},
    {"optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": True, "learning_rate": 0.01}},
]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_config_is_named(name: str) -> None:
    assert f"preflight.{name}" in found(**FAULTS[name])


@pytest.mark.parametrize("name", FAULTS)
def test_the_fix_of_a_fault_takes_it_away(name: str) -> None:
    asked = TrainSpec.model_validate({"target": "y", **FAULTS[name]})
    finding = found(**FAULTS[name])[f"preflight.{name}"]
    assert finding.fix is not None

    outcome = outcomes(apply(asked, finding.fix))[f"preflight.{name}"]
    assert outcome is None or outcome.severity == "info"


@pytest.mark.parametrize("said", HEALTHY, ids=str)
def test_a_healthy_config_has_nothing_but_facts(said: dict[str, Any]) -> None:
    assert [finding.code for finding in found(**said).values() if finding.severity != "info"] == []


def test_every_static_check_is_made_each_time() -> None:
    assert list(outcomes(TrainSpec(target="y"))) == [
        "preflight.schedule_reaches_zero",
        "preflight.warmup_too_long",
        "preflight.batch_gt_data",
        "preflight.too_few_steps",
        "preflight.loss_weights_extreme",
        "preflight.label_smoothing_high",
        "preflight.dropout_high",
        "preflight.no_nonlinearity",
        "preflight.weight_decay_high",
        "preflight.memory_estimate",
    ]


def test_the_schedule_of_steps_is_told_with_the_rates_that_it_leaves() -> None:
    finding = found(**FAULTS["schedule_reaches_zero"])["preflight.schedule_reaches_zero"]
    assert finding.evidence["steps_per_epoch"] == 22
    assert finding.evidence["num_steps_above"] in (30, 40), "three drops make a thousandth, up to rounding"
    assert finding.evidence["rate_after_one_epoch"] == pytest.approx(2e-5)
    assert finding.fix == [{"op": "add", "path": "/schedule/interval", "value": "epoch"}]


def test_a_schedule_that_falls_per_epoch_too_becomes_constant() -> None:
    finding = found(schedule={"name": "exponential", "gamma": 0.1})["preflight.schedule_reaches_zero"]
    assert finding.fix == [{"op": "add", "path": "/schedule/name", "value": "constant"}]


def test_a_schedule_that_falls_after_much_training_is_a_fact() -> None:
    said = {"schedule": {"name": "step", "step_size": 30}, "training": {"epochs": 1_000}}
    assert found(**said)["preflight.schedule_reaches_zero"].severity == "info"


def test_what_a_plateau_will_do_is_not_known_before() -> None:
    outcome = outcomes(TrainSpec(target="y", schedule={"name": "reduce_on_plateau"}))
    assert isinstance(outcome["preflight.schedule_reaches_zero"], Skip)


def test_a_warm_up_over_most_of_the_run_is_a_fact() -> None:
    assert found(schedule={"warmup": 80})["preflight.warmup_too_long"].severity == "info"
    assert "preflight.warmup_too_long" not in found(schedule={"warmup": 40})


def test_a_batch_of_the_whole_table_is_a_fact_with_what_was_asked_for() -> None:
    finding = found(preset="s1")["preflight.batch_gt_data"]
    assert (finding.severity, finding.fix) == ("info", None)
    assert finding.evidence == {"batch_size": 1_000_000, "num_train_rows": 700}


def test_few_steps_are_mended_by_smaller_batches_when_those_do() -> None:
    [change] = (
        found(training={"epochs": 48, "batch_size": 1_000_000}, model={"family": "mlp", "hidden": [4]})[
            "preflight.too_few_steps"
        ].fix
        or []
    )
    assert (change["path"], change["value"]) == ("/training/batch_size", "auto")


def test_a_tiny_rate_is_not_called_few_steps() -> None:
    assert "preflight.too_few_steps" not in found(optimizer={"learning_rate": 1e-7})


def test_weights_that_undo_an_imbalance_are_healthy() -> None:
    rare = {"no": 980, "yes": 20}
    assert "preflight.loss_weights_extreme" not in found(counts=rare, loss={"pos_weight": 49})
    finding = found(counts=rare, loss={"pos_weight": 5_000})["preflight.loss_weights_extreme"]
    assert finding.evidence["heaviest"] == "yes"
    assert finding.evidence["ratio"] == pytest.approx(5_000 * 20 / 980)


def test_weights_of_classes_that_nobody_counted_are_not_judged() -> None:
    asked = TrainSpec(target="y", loss={"pos_weight": 1_000.0})
    assert isinstance(outcomes(asked, counts=None)["preflight.loss_weights_extreme"], Skip)


def test_the_classes_of_a_profile_stand_in_the_order_of_a_run() -> None:
    assert list(class_counts(tables()[1], "y") or {}) == ["no", "yes"]
    assert class_counts(tables()[1], "a") is None


def test_dropout_is_judged_by_the_units_that_it_leaves() -> None:
    narrow = {"family": "mlp", "hidden": [20], "dropout": 0.7}
    assert found(model=narrow)["preflight.dropout_high"].evidence["units_left"] == pytest.approx(6)
    assert "preflight.dropout_high" not in found(model={**narrow, "hidden": [128]})


def test_decay_that_has_no_time_to_act_is_healthy() -> None:
    said = {"optimizer": {"name": "adamw", "weight_decay": 5.0, "learning_rate": 1e-4}, "training": {"epochs": 10}}
    assert "preflight.weight_decay_high" not in found(**said)


def big(batch_bytes: int, memory_bytes: int) -> Estimate:
    size = estimate_run(
        resolve_spec(TrainSpec(target="y"), *tables(), Limits()),
        InputLayout(kind="table", shape=[2]),
        num_classes=2,
        num_rows=10,
        num_train_rows=7,
    )
    return size.model_copy(update={"batch_bytes": batch_bytes, "memory_bytes": memory_bytes})


@pytest.mark.parametrize(("share", "severity"), [(0.5, None), (0.9, "warning"), (2.0, "error")])
def test_memory_is_judged_by_its_share(share: float, severity: str | None) -> None:
    outcome = check_memory(TrainSpec(target="y"), big(0, int(share * 2**30)), 2**30)
    assert (outcome.severity if isinstance(outcome, Finding) else outcome) == severity


def test_smaller_batches_are_the_fix_only_where_they_help() -> None:
    asked = TrainSpec(target="y", training={"batch_size": 100_000})
    of_batch = check_memory(asked, big(2**30, 5 * 2**28), 2**30)
    of_rows = check_memory(asked, big(2**20, 5 * 2**28), 2**30)
    assert isinstance(of_batch, Finding)
    assert isinstance(of_rows, Finding)
    assert of_batch.fix
    assert of_rows.fix is None


def test_an_unknown_memory_is_not_judged() -> None:
    assert isinstance(check_memory(TrainSpec(target="y"), big(0, 2**40), None), Skip)


def test_a_weight_next_to_nothing_is_told_as_a_number() -> None:
    finding = found(loss={"pos_weight": 5e-324})["preflight.loss_weights_extreme"]
    assert finding.evidence["ratio"] == 1e300


def test_only_the_ratio_of_weights_counts_however_large_they_are() -> None:
    assert "preflight.loss_weights_extreme" not in found(loss={"class_weights": {"yes": 1e308, "no": 1e308}})
    finding = found(loss={"class_weights": {"yes": 1e308, "no": 1e300}})["preflight.loss_weights_extreme"]
    assert finding.evidence["ratio"] == pytest.approx(1e8)
