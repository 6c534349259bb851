"""Shares of trained models of every family, as the API loads them."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from classifier.attribution import explain as explaining
from classifier.attribution.background import background_of
from classifier.attribution.explain import Explained, Explainer
from classifier.inference.model_file import read_model_file, weight_name
from classifier.inference.predictor import Predictor
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.attribution import PatchPart, StepsPart
from classifier.spec.limits import Limits
from classifier.spec.preprocessing import Normalization
from classifier.table.convert import convert_rows
from classifier.table.encode import encode
from tests.classifier.attribution.games import served
from tests.classifier.neural.conftest import one_thread as one_thread
from tests.classifier.neural.family_uploads import CASES, spec_of, typed
from tests.classifier.neural.neural_runs import Notebook, numbers_schema, resolved, rice_like


@cache
def trained(case: str) -> TrainedClassifier:
    table = typed(CASES[case][0])
    return train_classifier(
        table.table, table.schema, spec_of(case), observer=Notebook(), resume_from=None, limits=Limits()
    )


def explained(predictor: Predictor, table: pa.Table, index: list[int], budget: int = 2_000) -> list[Explained]:
    return list(Explainer(predictor, budget).explain(table, index))


def log_odds(p: float) -> float:
    return float(np.log(p) - np.log1p(-p))


@pytest.mark.parametrize("case", CASES)
def test_the_shares_of_every_family_sum_up_to_the_log_odds_of_the_class(case: str, tmp_path: Path) -> None:
    predictor = served(trained(case), tmp_path)
    table = typed(CASES[case][0]).table.slice(0, 3)
    p_NC = predictor.predict(table).probabilities_NC

    for row, found in enumerate(explained(predictor, table, [row % p_NC.shape[1] for row in range(3)])):
        shares = found.shares
        assert len(found.players) == len(shares.share_P)
        assert shares.value == pytest.approx(log_odds(p_NC[row, row % p_NC.shape[1]]), abs=1e-5)
        assert shares.base_value + shares.share_P.sum() == pytest.approx(shares.value, abs=1e-3)
        assert np.abs(shares.share_P).max() > 1e-3, "something moves the answer"
        assert (shares.method == "sampled") == bool(shares.standard_error_P.any())


def test_a_base_value_is_the_mean_log_odds_of_the_training_rows_in_the_file(tmp_path: Path) -> None:
    predictor = served(trained("mlp"), tmp_path)
    rows = predictor.manifest["golden"]["rows"][:-2]
    assert len(rows) == 30
    p_NC = predictor.predict(convert_rows(rows, predictor.input_columns).table).probabilities_NC

    background = background_of(predictor)
    (found,) = explained(predictor, typed(CASES["mlp"][0]).table.slice(0, 1), [1])

    assert (background.kind, background.num_rows) == ("training_rows", 30)
    assert found.shares.base_value == pytest.approx(np.mean([log_odds(p) for p in p_NC[:, 1]]), abs=1e-5)


def test_shares_of_a_linear_model_are_its_coefficients_times_the_distance_from_the_background(tmp_path: Path) -> None:
    predictor = served(trained("logistic"), tmp_path)
    table = typed(CASES["logistic"][0]).table.slice(0, 8)
    weight_D = read_model_file(tmp_path / "m").tensors[weight_name(0, "layers.0.weight")][-1].astype(np.float64)
    (encoder,) = predictor.encoders
    background = background_of(predictor)

    for row, found in enumerate(explained(predictor, table, [1] * 8)):
        assert found.shares.method == "additive"
        x_D = encode(encoder, table.slice(row, 1)).x_NX[0].astype(np.float64)
        share_D = weight_D * (x_D - background.encoded[0].astype(np.float64).mean(axis=0))
        expected = {feature.name: share_D[start:end].sum() for feature, start, end in encoder.offsets}
        got = dict(zip([player.column for player in found.players], found.shares.share_P, strict=True))
        assert got == pytest.approx(expected, abs=1e-6)


def test_the_closed_form_the_enumeration_and_the_orders_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    predictor = served(trained("logistic"), tmp_path)
    table = typed(CASES["logistic"][0]).table.slice(0, 4)
    closed = explained(predictor, table, [1] * 4)
    monkeypatch.setattr(explaining, "_adds_up", lambda _: False)
    whole = explained(predictor, table, [1] * 4)
    drawn = explained(predictor, table, [1] * 4, budget=1)

    assert {found.shares.method for found in whole} == {"exact"}
    assert {found.shares.method for found in drawn} == {"sampled"}
    for a, b, c in zip(closed, whole, drawn, strict=True):
        np.testing.assert_allclose(a.shares.share_P, b.shares.share_P, atol=2e-6)
        np.testing.assert_allclose(a.shares.share_P, c.shares.share_P, atol=2e-6)


@pytest.mark.parametrize("case", ["mlp", "resnet", "tabm"])
def test_drawn_orders_of_a_network_lie_within_four_standard_errors_of_its_coalitions(case: str, tmp_path: Path) -> None:
    predictor = served(trained(case), tmp_path)
    table = typed(CASES[case][0]).table.slice(0, 6)

    whole = explained(predictor, table, [1] * 6)
    drawn = explained(predictor, table, [1] * 6, budget=900)

    for a, b in zip(whole, drawn, strict=True):
        assert (a.shares.method, b.shares.method) == ("exact", "sampled")
        apart_P = np.abs(a.shares.share_P - b.shares.share_P)
        assert (apart_P <= 4 * b.shares.standard_error_P + 1e-6).all()


def test_equal_rows_get_equal_shares_wherever_they_stand(tmp_path: Path) -> None:
    predictor = served(trained("mlp"), tmp_path)
    table = typed(CASES["mlp"][0]).table.slice(0, 5)
    together = explained(predictor, table.take(pa.array([3, 0, 3])), [0] * 3, budget=500)
    (alone,) = explained(predictor, table.slice(3, 1), [0], budget=500)

    assert alone.shares.method == "sampled"
    assert together[0].shares.share_P.tolist() == together[2].shares.share_P.tolist() == alone.shares.share_P.tolist()
    assert together[1].shares.share_P.tolist() != alone.shares.share_P.tolist()


def planted(*, shuffled: bool) -> tuple[Predictor, TrainedClassifier]:
    """Six columns of noise, of which the fifth decides the label; or labels that follow nothing."""
    draw = np.random.default_rng(5)
    x_ND = draw.normal(size=(300, 6))
    y_N = np.where(x_ND[:, 4] > 0, "yes", "no")
    if shuffled:
        draw.shuffle(y_N)
    table = pa.table({**{f"x{i}": x_ND[:, i] for i in range(6)}, "y": y_N.tolist()})
    spec = resolved(features=[f"x{i}" for i in range(6)], training={"epochs": 15})
    return table, train_classifier(
        table, numbers_schema(6), spec, observer=Notebook(), resume_from=None, limits=Limits()
    )


def test_the_column_that_decides_is_ranked_first_and_after_shuffling_it_is_not(tmp_path: Path) -> None:
    first = {}
    for shuffled in (False, True):
        table, model = planted(shuffled=shuffled)
        found = explained(served(model, tmp_path), table.slice(0, 40), [1] * 40)
        first[shuffled] = np.mean([np.abs(row.shares.share_P).argmax() == 4 for row in found])

    assert first[False] > 0.9
    assert first[True] < 0.5


def test_members_of_folds_and_a_temperature_are_explained_as_the_one_answer_that_they_give(tmp_path: Path) -> None:
    table, schema = rice_like()
    spec = resolved(features=["a", "b", "c"], split={"folds": 3}, calibration="temperature")
    model = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    predictor = served(model, tmp_path)
    assert len(predictor.encoders) == 3
    p_NC = predictor.predict(table).probabilities_NC

    for row, found in enumerate(explained(predictor, table.slice(0, 5), [0] * 5)):
        assert found.shares.value == pytest.approx(log_odds(p_NC[row, 0]), abs=1e-5)
        assert found.shares.method == "exact"


@pytest.mark.parametrize("folds", [None, 2])
def test_the_linear_way_is_taken_for_one_network_only(folds: int | None, tmp_path: Path) -> None:
    table, schema = rice_like()
    split = {} if folds is None else {"folds": folds}
    spec = resolved(features=["a", "b", "c"], model={"hidden": []}, split=split)
    model = train_classifier(table, schema, spec, observer=Notebook(), resume_from=None, limits=Limits())

    (found,) = explained(served(model, tmp_path), table.slice(0, 1), [1])
    assert found.shares.method == ("additive" if folds is None else "exact")


def test_missing_values_and_new_categories_have_shares_like_any_value(tmp_path: Path) -> None:
    predictor = served(trained("mlp"), tmp_path)
    row: dict[str, Any] = {"a": None, "b": None, "town": "Atlantis", "code": "never", "day": None, "paid": None}
    converted = convert_rows([row, dict.fromkeys(row)], predictor.input_columns)
    assert converted.faults == []

    for found in explained(predictor, converted.table, [0, 0]):
        assert np.isfinite(found.shares.share_P).all()
        assert found.shares.base_value + found.shares.share_P.sum() == pytest.approx(found.shares.value, abs=1e-6)


def test_a_file_without_golden_rows_is_compared_with_a_row_of_nothing(tmp_path: Path) -> None:
    predictor = served(trained("mlp"), tmp_path)
    predictor.manifest["golden"] = None
    nothing = convert_rows([{column.name: None for column in predictor.input_columns}], predictor.input_columns).table
    p = predictor.predict(nothing).probabilities_NC[0, 1]

    (of_nothing,) = explained(predictor, nothing, [1])
    (found,) = explained(predictor, typed(CASES["mlp"][0]).table.slice(0, 1), [1])

    assert background_of(predictor).kind == "empty_row"
    assert found.shares.base_value == pytest.approx(log_odds(p), abs=1e-5)
    assert of_nothing.shares.share_P.tolist() == [0.0] * 5


def test_spans_cover_the_steps_of_each_channel_and_padding_has_no_share(tmp_path: Path) -> None:
    predictor = served(trained("rnn"), tmp_path)
    table = typed(CASES["rnn"][0]).table.slice(0, 4)
    lengths = [len(steps) for steps in table.column("X").to_pylist()]
    assert len(set(lengths)) > 1

    for length, found in zip(lengths, explained(predictor, table, [0] * 4), strict=True):
        parts = [player.part for player in found.players]
        covered: dict[str, list[int]] = {}
        for part in parts:
            assert isinstance(part, StepsPart)
            covered.setdefault(part.channel, []).extend(range(part.first_step, part.end_step))
        assert [sorted(steps) for steps in covered.values()] == [list(range(length))] * 2


def test_the_bump_that_makes_the_class_is_where_the_share_is(tmp_path: Path) -> None:
    case = "mlp of sequences"
    table = typed(CASES[case][0])
    spec = spec_of(case, epochs=60)
    model = train_classifier(table.table, table.schema, spec, observer=Notebook(), resume_from=None, limits=Limits())
    predictor = served(model, tmp_path)
    index = [predictor.classes.index(label) for label in table.table.column("y").to_pylist()]

    hits = []
    for row, found in enumerate(explained(predictor, table.table, index)):
        player = found.players[int(found.shares.share_P.argmax())]
        assert isinstance(player.part, StepsPart)
        at = ["first", "second", "third"].index(table.table.column("y")[row].as_py())
        hits.append((player.part.channel[-1], player.part.first_step) in {("0", at), ("1", 2 - at)})
    assert np.mean(hits) > 0.8


def test_patches_tile_an_image_and_a_mean_image_has_no_shares(tmp_path: Path) -> None:
    predictor = served(trained("cnn"), tmp_path)
    table = typed(CASES["cnn"][0]).table
    (found,) = explained(predictor, table.slice(0, 1), [1], budget=4_096)

    parts = [player.part for player in found.players]
    tiled = np.zeros((12, 10), dtype=int)
    for part in parts:
        assert isinstance(part, PatchPart)
        assert (part.height, part.width) == (12, 10)
        tiled[part.top : part.bottom, part.left : part.right] += 1
    assert (tiled == 1).all()
    assert len(parts) == 64

    feature = predictor.encoders[0].whole
    plain = convert_rows([{table.column_names[0]: [[feature.centers[0]] * 10] * 12}], predictor.input_columns)  # type: ignore[union-attr]
    (flat,) = explained(predictor, plain.table, [1])
    assert np.abs(flat.shares.share_P).max() < 1e-5


def test_too_dear_an_image_is_cut_into_fewer_patches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    predictor = served(trained("cnn"), tmp_path)
    monkeypatch.setattr(explaining, "ROW_NUMBERS", 120 * 600)
    (found,) = explained(predictor, typed(CASES["cnn"][0]).table.slice(0, 1), [1], budget=16_384)

    assert len(found.players) == 16


@pytest.mark.parametrize(("normalization", "num_rows"), [("standard", 48), ("min_max", 14)])
def test_a_mean_is_that_of_all_training_values_where_the_encoder_knows_it(
    normalization: str, num_rows: int, tmp_path: Path
) -> None:
    table = typed(CASES["rnn"][0])
    spec = spec_of("mlp of sequences")
    changed = spec.model_copy(
        update={"preprocessing": spec.preprocessing.model_copy(update={"normalization": Normalization(normalization)})}
    )
    model = train_classifier(table.table, table.schema, changed, observer=Notebook(), resume_from=None, limits=Limits())
    predictor = served(model, tmp_path)
    background = background_of(predictor)

    assert background.kind == "training_means"
    assert (background.num_rows >= num_rows) if normalization == "standard" else background.num_rows == num_rows
    if normalization == "min_max":
        assert ((background.encoded[0] > 0.05) & (background.encoded[0] < 0.95)).all()
    else:
        assert background.encoded[0].tolist() == [0.0, 0.0]
