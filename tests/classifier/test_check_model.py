"""Which family reads which inputs, what each preset chooses, and what is too large: refused by name before a job is queued."""

from typing import Any

import pytest

from classifier.errors import SpecInvalid, Unprocessable
from classifier.spec.cost import auto_size, estimate, input_layout
from classifier.spec.limits import Limits
from classifier.spec.models import TAKES
from classifier.spec.preprocessing import AugmentationSpec
from classifier.spec.presets import PRESETS
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import (
    CategoryCount,
    Column,
    ColumnKind,
    ColumnProfile,
    ColumnRole,
    DatasetProfile,
    ImageProfile,
    Schema,
    SequenceProfile,
)
from classifier.spec.train import TrainSpec

TWO = ColumnProfile(
    name="y",
    kind=ColumnKind.categorical,
    role=ColumnRole.target,
    num_missing=0,
    missing_tokens={},
    num_distinct=2,
    top_categories=[CategoryCount(value="a", count=500), CategoryCount(value="b", count=500)],
    rarest=CategoryCount(value="b", count=500),
)


def column(name: str, kind: str, num_distinct: int = 500, **fields: Any) -> ColumnProfile:
    values: dict[str, Any] = {"role": ColumnRole.feature, "num_missing": 0, "missing_tokens": {}, **fields}
    return ColumnProfile(name=name, kind=ColumnKind(kind), num_distinct=num_distinct, **values)


SERIES = column(
    "series",
    "sequence",
    sequence=SequenceProfile(
        num_channels=3,
        min_steps=5,
        max_steps=40,
        mean_steps=20.0,
        num_missing_values=0,
        minimum=0.0,
        maximum=1.0,
        mean=0.5,
        std=0.1,
    ),
)
IMAGE = column(
    "image",
    "image",
    image=ImageProfile(
        num_channels=1,
        formats={"png": 1_000},
        sizes=[CategoryCount(value="20 x 24", count=900), CategoryCount(value="30 x 30", count=100)],
        min_height=20,
        max_height=30,
        min_width=24,
        max_width=30,
        mean=100.0,
        std=50.0,
    ),
)
NUMBERS = [column("t0", "numeric"), column("t1", "numeric"), column("t2", "numeric")]
TOWN = column("town", "categorical", 300)


def tables(*columns: ColumnProfile, num_rows: int = 1_000) -> tuple[Schema, DatasetProfile]:
    whole = [*columns, TWO]
    profile = DatasetProfile(
        num_rows=num_rows, num_columns=len(whole), num_duplicate_rows=0, encoding="utf-8", columns=whole
    )
    return Schema(columns=[Column(name=c.name, kind=c.kind, role=c.role, reason="test") for c in whole]), profile


def resolved(spec: dict[str, Any], *columns: ColumnProfile, **limits: int) -> TrainSpec:
    asked = TrainSpec.model_validate({"target": "y", **spec})
    return resolve_spec(asked, *tables(*columns), Limits.model_validate(limits))


def fault_of(spec: dict[str, Any], *columns: ColumnProfile, **limits: int) -> tuple[str, str | None]:
    with pytest.raises(Unprocessable) as caught:
        resolved(spec, *columns, **limits)
    assert type(caught.value) is SpecInvalid
    (fault,) = caught.value.faults
    assert fault.expected
    return fault.code, fault.pointer


WIDE = [column(f"t{i}", "numeric") for i in range(9)]


INPUTS = {"table": WIDE, "sequence": [SERIES], "image": [IMAGE]}


@pytest.mark.parametrize("family", TAKES)
@pytest.mark.parametrize("kind", INPUTS)
def test_a_family_reads_what_it_says_and_refuses_the_rest(family: str, kind: str) -> None:
    asked = {"model": {"family": family}}
    if kind in TAKES[family]:
        model = resolved(asked, *INPUTS[kind]).model
        assert model != "auto"
        assert model.family == family
    else:
        assert fault_of(asked, *INPUTS[kind]) == ("family_input", "/spec/model/family")


@pytest.mark.parametrize(
    ("preset", "families"),
    [
        ("auto", ("mlp", "rocket", "cnn")),
        ("fast", ("mlp", "rocket", "cnn")),
        ("best", ("mlp", "rocket", "cnn")),
    ],
)
def test_a_preset_for_any_data_chooses_by_the_kind_of_input(preset: str, families: tuple[str, ...]) -> None:
    chosen = [resolved({"preset": preset}, *columns).model for columns in INPUTS.values()]
    assert tuple(model.family for model in chosen if model != "auto") == families


def test_what_is_said_wins_over_the_preset_field_by_field() -> None:
    spec = resolved({"preset": "s4", "model": {"hidden": [3]}, "training": {"epochs": 7}}, *NUMBERS)
    assert spec.model.model_dump()["hidden"] == [3]
    assert spec.model.model_dump()["activation"] == "relu", "of the preset"
    assert (spec.training.epochs, spec.optimizer.learning_rate) == (7, PRESETS["s4"]["optimizer"]["learning_rate"])
    other = resolved({"preset": "s4", "model": {"family": "resnet"}}, *NUMBERS)
    assert other.model.model_dump()["family"] == "resnet", "another family replaces the preset's"
    assert TrainSpec.model_validate(spec.model_dump(mode="json")) == spec


def test_sequences_or_images_alone_are_the_features_unless_others_are_named() -> None:
    assert resolved({}, SERIES, *NUMBERS).features == ["series"]
    assert resolved({"features": ["t0", "t1"]}, SERIES, *NUMBERS).features == ["t0", "t1"]
    assert fault_of({"features": ["series", "t0"]}, SERIES, *NUMBERS) == ("several_inputs", "/spec/features")
    assert fault_of({}, SERIES, IMAGE) == ("several_inputs", "/spec/features")


def test_a_wide_table_is_a_series_of_its_numeric_columns() -> None:
    spec = resolved({"model": {"family": "rnn"}}, *NUMBERS, TOWN)
    assert spec.features == ["t0", "t1", "t2"]
    assert input_layout(spec, tables(*NUMBERS, TOWN)[1]).shape == [3, 2]
    named = {"model": {"family": "cnn1d"}, "features": ["t0", "town"]}
    assert fault_of(named, *NUMBERS, TOWN) == ("series_needs_numbers", "/spec/features")
    assert fault_of({"model": {"family": "rnn"}}, TOWN) == ("series_needs_numbers", "/spec/features")


@pytest.mark.parametrize(
    ("spec", "kind", "fault"),
    [
        ({"preprocessing": {"normalization": "quantile"}}, "image", ("normalization_needs_table", "normalization")),
        (
            {"preprocessing": {"normalization": "quantile"}, "model": {"family": "rnn"}},
            "table",
            ("normalization_needs_table", "normalization"),
        ),
        (
            {"preprocessing": {"normalization": "batch_norm"}, "model": {"family": "rocket"}},
            "sequence",
            ("normalization_before_kernels", "normalization"),
        ),
        ({"preprocessing": {"augmentation": {"flip": True}}}, "table", ("augmentation_needs_images", "augmentation")),
    ],
)
def test_what_is_for_another_kind_of_input_is_refused(spec: dict[str, Any], kind: str, fault: tuple[str, str]) -> None:
    assert fault_of(spec, *INPUTS[kind]) == (fault[0], f"/spec/preprocessing/{fault[1]}")


def shortened(max_steps: int) -> ColumnProfile:
    assert SERIES.sequence is not None
    sequence = SERIES.sequence.model_copy(update={"min_steps": 1, "max_steps": max_steps})
    return SERIES.model_copy(update={"sequence": sequence})


def test_sequences_too_short_for_kernels_are_convolved_and_kernels_for_them_refused() -> None:
    fault = ("series_too_short", "/spec/model/family")
    rocket = {"model": {"family": "rocket"}}

    assert resolved({}, shortened(9)).model.family == "rocket"  # type: ignore[union-attr]
    assert resolved({}, shortened(8)).model.family == "cnn1d"  # type: ignore[union-attr]
    assert resolved({"preprocessing": {"max_steps": 8}}, SERIES).model.family == "cnn1d"  # type: ignore[union-attr]
    assert resolved(rocket, shortened(9))
    assert fault_of(rocket, shortened(8)) == fault
    assert fault_of({**rocket, "preprocessing": {"max_steps": 8}}, SERIES) == fault
    assert fault_of(rocket, *NUMBERS) == fault


def test_kernels_make_a_whole_number_of_numbers_each() -> None:
    def made(num_features: Any, *columns: ColumnProfile) -> TrainSpec:
        return resolved({"model": {"family": "rocket", "num_features": num_features}}, *columns)

    assert made("auto", SERIES).model.num_features == 9_996  # type: ignore[union-attr]
    assert made(500, SERIES).model.num_features == 420  # type: ignore[union-attr]
    assert input_layout(made(500, SERIES), tables(SERIES)[1]).shape == [420]
    assert input_layout(made(84, *WIDE), tables(*WIDE)[1]).shape == [84]


def test_labels_are_smoothed_for_kernels_unless_something_is_said() -> None:
    rocket = {"model": {"family": "rocket"}}

    def smoothing(spec: dict[str, Any]) -> float | str:
        return resolved(spec, SERIES).loss.label_smoothing

    assert smoothing({}) == smoothing(rocket) == 0.1
    assert smoothing({**rocket, "loss": {"label_smoothing": 0.0}}) == 0.0
    assert smoothing({**rocket, "loss": {"name": "focal"}}) == 0.0
    assert smoothing({"model": {"family": "cnn1d"}}) == 0.0


def test_the_time_and_memory_of_reading_steps_with_kernels_is_estimated() -> None:
    rocket = {"model": {"family": "rocket", "num_features": 840}}
    found = [
        estimate(resolved(rocket, shortened(steps)), tables(shortened(steps))[1]) for steps in (100, 1_000, 10_000)
    ]

    assert [each.num_features for each in found] == [840] * 3
    assert found[1].seconds - found[0].seconds < 0.2 * (found[2].seconds - found[1].seconds)
    assert found[2].memory_bytes - found[1].memory_bytes == 1_000 * 9_000 * (3 + 4) * 4


def test_a_numeric_embedding_is_for_tables() -> None:
    spec = {"model": {"family": "mlp", "numeric_embedding": {"name": "periodic"}}}
    assert fault_of(spec, SERIES) == ("embedding_needs_table", "/spec/model/numeric_embedding")
    assert resolved(spec, *NUMBERS)


def test_images_that_shrink_to_nothing_are_refused() -> None:
    spec: dict[str, Any] = {"model": {"family": "cnn", "channels": [4, 4, 4, 4]}}
    assert resolved(spec, IMAGE), "20 pixels halve four times"
    spec["model"]["channels"] = [4] * 5
    assert fault_of(spec, IMAGE) == ("image_too_small", "/spec/model/channels")


@pytest.mark.parametrize(
    ("spec", "columns", "limits", "pointer"),
    [
        (
            {"model": {"family": "rnn", "blocks": [{"units": 9}]}},
            [SERIES],
            {"max_hidden_width": 8},
            "model/blocks/0/units",
        ),
        (
            {"model": {"family": "rnn", "blocks": [{"num_layers": 3}]}},
            [SERIES],
            {"max_hidden_layers": 2},
            "model/blocks",
        ),
        ({"model": {"family": "cnn", "channels": [8, 9]}}, [IMAGE], {"max_hidden_width": 8}, "model/channels/1"),
        ({"model": {"family": "resnet", "width": 9}}, NUMBERS, {"max_hidden_width": 8}, "model/width"),
        (
            {"model": {"family": "rocket", "num_features": 840}},
            [SERIES],
            {"max_encoded_numbers": 839_999},
            "model/num_features",
        ),
        (
            {"model": {"family": "rocket", "num_features": 84}},
            [SERIES],
            {"max_encoded_numbers": 159_999},
            "preprocessing/max_steps",
        ),
        ({"model": {"family": "rocket"}}, [SERIES], {"max_parameters": 9_996}, "model/num_features"),
        ({"split": {"folds": 3}}, NUMBERS, {"max_members": 2}, "split/folds"),
        ({"training": {"num_seeds": 3}}, NUMBERS, {"max_members": 2}, "training/num_seeds"),
    ],
)
def test_a_limit_holds_at_one_more(
    spec: dict[str, Any], columns: list[ColumnProfile], limits: dict[str, int], pointer: str
) -> None:
    assert fault_of(spec, *columns, **limits) == ("over_limit", f"/spec/{pointer}")
    assert resolved(spec, *columns, **{name: limit + 1 for name, limit in limits.items()})


@pytest.mark.parametrize(
    ("limit", "pointer"),
    [
        ("max_parameters", "model/channels"),
        ("max_batch_activations", "training/batch_size"),
        ("max_encoded_numbers", "preprocessing/image_size"),
    ],
)
def test_the_size_of_a_network_its_batch_and_its_rows_have_limits(limit: str, pointer: str) -> None:
    spec = resolved({"model": {"family": "cnn", "channels": [4]}}, IMAGE)
    profile = tables(IMAGE)[1]
    size = estimate(spec, profile)
    assert spec.training.batch_size == 32
    from classifier.spec.cost import size_of

    exact = {
        "max_parameters": size.num_parameters,
        "max_batch_activations": size_of(spec, input_layout(spec, profile), 2).activations * 32,
        "max_encoded_numbers": 1_000 * 20 * 24,
    }[limit]

    assert resolved({"model": {"family": "cnn", "channels": [4]}}, IMAGE, **{limit: exact})
    assert fault_of({"model": {"family": "cnn", "channels": [4]}}, IMAGE, **{limit: exact - 1}) == (
        "over_limit",
        f"/spec/{pointer}",
    )


@pytest.mark.parametrize(
    ("spec", "code", "pointer"),
    [
        ({"optimizer": {"name": "sgd", "nesterov": True}}, "nesterov_needs_momentum", "/spec/optimizer/nesterov"),
        ({"optimizer": {"nesterov": True}}, "nesterov_needs_momentum", "/spec/optimizer/nesterov"),
    ],
)
def test_options_that_need_others_name_them(spec: dict[str, Any], code: str, pointer: str) -> None:
    assert fault_of(spec, *NUMBERS) == (code, pointer)


def test_the_estimate_tells_shape_members_and_rows_of_each() -> None:
    asked = {"split": {"folds": 4}, "training": {"num_seeds": 2}, "preprocessing": {"max_steps": 25}}
    spec = resolved({**asked, "model": {"family": "cnn1d"}}, SERIES)
    size = estimate(spec, tables(SERIES)[1])
    assert (size.input_kind, size.input_shape, size.num_members) == ("sequence", [25, 4], 8)
    assert size.num_train_rows == 600, "three of four folds of what the test part leaves"


def test_images_keep_their_shape_when_they_are_made_smaller() -> None:
    assert auto_size(1_000, 500) == (256, 128)
    assert auto_size(10_000, 1) == (256, 1)
    spec = resolved({"preprocessing": {"image_size": [8, 9]}}, IMAGE)
    assert input_layout(spec, tables(IMAGE)[1]).shape == [1, 8, 9]


def test_a_column_of_many_levels_is_embedded_and_one_of_few_is_not() -> None:
    few = column("few", "categorical", 64)
    spec = resolved({"model": {"hidden": [8]}}, TOWN, few)
    layout = input_layout(spec, tables(TOWN, few)[1])
    assert [(c.position, c.num_codes) for c in layout.embedded] == [(0, 300)]
    assert layout.shape == [1 + 64]
    one_hot = resolved({"preprocessing": {"categorical_encoding": "one_hot"}}, TOWN)
    assert input_layout(one_hot, tables(TOWN)[1]).shape == [65]


def images_of(height: int, width: int) -> ColumnProfile:
    assert IMAGE.image is not None
    sizes = [CategoryCount(value=f"{height} x {width}", count=1_000)]
    return IMAGE.model_copy(update={"image": IMAGE.image.model_copy(update={"sizes": sizes})})


@pytest.mark.parametrize(
    ("height", "width", "channels"),
    [
        (1, 1, [16]),
        (2, 9, [16]),
        (8, 8, [16, 32]),
        (28, 28, [16, 32, 64]),
        (40, 28, [16, 32, 64]),
        (244, 244, [8, 16, 32, 64, 64, 64]),
        (4_000, 4_000, [8, 16, 32, 64, 64, 64]),
    ],
)
def test_the_network_of_images_follows_their_size_and_always_fits(height: int, width: int, channels: list[int]) -> None:
    spec = resolved({}, images_of(height, width))
    assert spec.model.model_dump()["channels"] == channels
    assert resolve_spec(spec, *tables(images_of(height, width)), Limits()) == spec


def test_images_are_shifted_turned_and_scaled_at_a_falling_rate_unless_something_else_was_said() -> None:
    spec = resolved({}, images_of(28, 28))
    augmentation = spec.preprocessing.augmentation
    assert augmentation != "auto"
    assert (augmentation.shift, augmentation.rotation, augmentation.scale) == (0.1, 15.0, 0.15)
    assert not augmentation.flip, "a mirrored letter is another letter"
    assert (spec.schedule.name, spec.schedule.interval) == ("cosine", "step")
    assert (spec.training.epochs, spec.training.early_stopping) == (40, None)

    said = resolved(
        {"preprocessing": {"augmentation": {}}, "schedule": {"name": "constant"}, "training": {"epochs": 7}},
        images_of(28, 28),
    )
    assert said.preprocessing.augmentation == AugmentationSpec()
    assert (said.schedule.name, said.training.epochs) == ("constant", 7)
    of_the_text = resolved({"preset": "s3"}, images_of(244, 244))
    assert (of_the_text.preprocessing.augmentation, of_the_text.schedule.name) == (AugmentationSpec(), "constant")


@pytest.mark.parametrize("asked", [{"model": {"family": "mlp"}}, {"model": {"family": "logistic"}}])
def test_other_families_see_images_as_they_are_at_a_constant_rate(asked: dict[str, Any]) -> None:
    spec = resolved(asked, images_of(28, 28))
    assert spec.preprocessing.augmentation == AugmentationSpec()
    assert (spec.schedule.name, spec.training.epochs) == ("constant", 100)


def test_a_warm_up_stays_with_the_schedule_that_was_not_named() -> None:
    spec = resolved({"schedule": {"warmup": 3}}, images_of(28, 28))
    assert (spec.schedule.name, spec.schedule.warmup, spec.schedule.interval) == ("cosine", 3, "epoch")


def test_more_rows_and_pixels_get_fewer_epochs() -> None:
    asked = TrainSpec(target="y")
    epochs = [
        resolve_spec(asked, *tables(images_of(size, size), num_rows=rows), Limits()).training.epochs
        for size, rows in ((28, 2_000), (28, 30_000), (244, 200), (244, 2_000))
    ]
    assert epochs[0] == epochs[2] == 40
    assert epochs[3] == 10
    assert 10 < int(epochs[1]) < 40
