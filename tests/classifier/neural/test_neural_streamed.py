"""Training that reads its rows anew each epoch: every row once, mixed by (seed, epoch), to the same end as in memory."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch

from classifier.errors import SpecInvalid
from classifier.neural.loss import make_loss
from classifier.neural.rows import MOST_STEPS, Rows, pieces, sample
from classifier.neural.streamed import StreamedRows, answerable, stream_rows
from classifier.neural.train import train_classifier
from classifier.neural.trained import TrainedClassifier
from classifier.spec.limits import Limits
from classifier.spec.streaming import Streaming
from classifier.spec.table import Column, ColumnKind, ColumnRole, Schema
from classifier.spec.train import TrainSpec
from classifier.table.encode import fit_encoder
from classifier.table.parts import RowReader
from classifier.table.stored import StoredTable
from tests.classifier.neural.family_uploads import CASES, spec_of, typed
from tests.classifier.neural.neural_runs import Notebook, resolved

SMALL = Streaming(buffer_bytes=6_000, part_bytes=1_500)
"""Of rows of two numbers and their places: a buffer of 250, parts of 93 or fewer."""
GROUP = 70
SPEC = resolved(features=["a", "b", "c"], training={"epochs": 5, "batch_size": 16})


def numbered(num_rows: int) -> tuple[pa.Table, Schema]:
    """Column `a` says which row it is, `b` is noise, and `c` a category; the label follows `b`, sorted by it."""
    generator = np.random.default_rng(0)
    noise = generator.normal(size=num_rows)
    noise[: num_rows // 2] = -abs(noise[: num_rows // 2])
    noise[num_rows // 2 :] = abs(noise[num_rows // 2 :])
    words = generator.choice(["red", "green", None], num_rows).tolist()
    label = np.where(noise + 0.4 * generator.normal(size=num_rows) > 0, "yes", "no")
    table = pa.table(
        {
            "a": np.arange(num_rows, dtype=np.float64),
            "b": noise,
            "c": pa.array(words, pa.string()),
            "y": label.tolist(),
        }
    )
    roles = {"a": ColumnRole.feature, "b": ColumnRole.feature, "c": ColumnRole.feature, "y": ColumnRole.target}
    columns = [
        Column(
            name=name,
            kind=ColumnKind.categorical if name in "cy" else ColumnKind.numeric,
            role=role,
            reason="test",
        )
        for name, role in roles.items()
    ]
    return table, Schema(columns=columns)


def stored(table: pa.Table, folder: Path, group: int = GROUP) -> StoredTable:
    pq.write_table(table, folder / "table.parquet", row_group_size=group)
    return StoredTable.open(folder / "table.parquet")


def streamed(
    table: pa.Table | StoredTable, schema: Schema, rows: Any, streaming: Streaming = SMALL, y_N: Any = None
) -> StreamedRows:
    spec = resolved(features=["a", "b"], preprocessing={"normalization": "none"})
    reader = RowReader(table, streaming)
    encoder = fit_encoder(table, schema, spec, rows)
    labels = np.arange(table.num_rows) % 2 if y_N is None else y_N
    loss, cpu = make_loss(spec.loss), torch.device("cpu")
    return stream_rows(reader, encoder, rows, labels, loss, np.array([1.0, 3.0]), cpu, 0, None)


def steps_of(rows: StreamedRows, size: int, *, seed: int = 0, epoch: int = 1, first_alone: bool = False) -> list[Any]:
    """Row number, target and weight of each row of each step."""
    found = []
    for piece in pieces([rows], size, seeds=[seed], epoch=epoch, first_alone=first_alone):
        for batch in piece.batches():
            assert batch.counts == (batch.x_MBX.shape[1],)
            numbers = batch.x_MBX[0, :, 0].int().tolist()
            found.append(list(zip(numbers, batch.target_MB[0].tolist(), batch.weight_MB[0].tolist(), strict=True)))
    return found


@pytest.fixture(params=["stored", "held"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> StreamedRows:
    """Two thirds of 1,000 rows, out of a file or a table in memory."""
    table, schema = numbered(1_000)
    chosen = np.flatnonzero(np.arange(1_000) % 3)
    return streamed(stored(table, tmp_path) if request.param == "stored" else table, schema, chosen)


def test_every_row_comes_once_in_each_epoch_with_its_own_label(rows: StreamedRows) -> None:
    for epoch in (1, 2, 3):
        steps = steps_of(rows, 16, epoch=epoch)
        assert [len(step) for step in steps] == [16] * 41 + [10]  # 666 rows
        flat = [row for step in steps for row in step]
        assert sorted(number for number, _, _ in flat) == rows.rows.tolist()
        assert all(target == number % 2 for number, target, _ in flat)
        assert all(weight == (3.0 if number % 2 else 1.0) for number, _, weight in flat)


def test_the_order_is_drawn_from_the_seed_and_the_epoch(rows: StreamedRows) -> None:
    first = steps_of(rows, 16, seed=3, epoch=4)
    assert steps_of(rows, 16, seed=3, epoch=4) == first
    assert steps_of(rows, 16, seed=3, epoch=5) != first
    assert steps_of(rows, 16, seed=4, epoch=4) != first


def test_the_first_step_may_be_a_piece_of_its_own_and_changes_no_order(rows: StreamedRows) -> None:
    sizes = [piece.num_steps for piece in pieces([rows], 16, seeds=[0], epoch=1, first_alone=True)]
    assert sizes[0] == 1
    assert max(sizes) <= MOST_STEPS
    assert steps_of(rows, 16, first_alone=True) == steps_of(rows, 16)


def test_a_step_mixes_rows_of_many_row_groups(tmp_path: Path) -> None:
    table, schema = numbered(2_000)
    rows = streamed(stored(table, tmp_path), schema, np.arange(2_000))
    groups = [len({number // GROUP for number, _, _ in step}) for step in steps_of(rows, 32)]
    assert np.median(groups) >= 4  # the buffer holds the rows of three and a half groups, and keeps half of them on


def test_what_is_measured_comes_in_the_order_of_the_table(rows: StreamedRows) -> None:
    places, numbers = [], []
    for place, x_NX in rows.parts(40):
        assert len(x_NX) <= 40
        places += range(place.start, place.stop)
        numbers += x_NX[:, 0].int().tolist()
    assert places == list(range(666))
    assert numbers == rows.rows.tolist()


def test_the_sample_is_some_of_the_rows_with_their_labels(rows: StreamedRows) -> None:
    some = rows.some
    assert len(some) == 1_500 // 8
    numbers = some.x_NX[:, 0].int().numpy()
    assert set(numbers) < set(rows.rows)
    assert (numbers % 2 == some.y_N).all()
    assert (some.target_N.numpy() == some.y_N).all()
    assert len(sample(rows, 20, seed=1)) == 20


def test_a_batch_that_no_buffer_can_mix_is_refused_with_the_largest_that_can(rows: StreamedRows) -> None:
    with pytest.raises(SpecInvalid) as refused:
        steps_of(rows, 126)
    assert "125 or less" in str(refused.value.remedy)
    assert len(steps_of(rows, 125)) == 6


def test_rows_that_are_read_anew_are_not_trained_side_by_side(rows: StreamedRows) -> None:
    with pytest.raises(ValueError, match="one by one"):
        pieces([rows, rows], 16, seeds=[0, 1], epoch=1)


def test_the_places_of_rows_that_serving_refuses_are_found_part_by_part(tmp_path: Path) -> None:
    table, schema = numbered(600)
    spec = resolved(features=["b", "c"], preprocessing={"unseen_category": "error"})
    words = table.column("c").to_pylist()
    words[140] = words[501] = "blue"
    table = table.set_column(2, "c", pa.array(words, pa.string()))
    encoder = fit_encoder(table, schema, spec, np.arange(100))
    asked = np.arange(100, 600)
    reader = RowReader(stored(table, tmp_path), SMALL)
    assert np.setdiff1d(np.arange(500), answerable(reader, encoder, asked, None)).tolist() == [40, 401]


@pytest.fixture
def small_buffers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that may take next to nothing streams with buffers that 3,000 rows do not fit into."""
    monkeypatch.setattr("classifier.spec.streaming.LEAST_BUFFER", 2**14)


def train(
    table: pa.Table | StoredTable, schema: Schema, memory_bytes: int | None = 1, spec: TrainSpec = SPEC, **kwargs: Any
) -> TrainedClassifier:
    told = {"observer": Notebook(), "resume_from": None, **kwargs}
    return train_classifier(table, schema, spec, limits=Limits(), memory_bytes=memory_bytes, **told)


def same_weights(one: TrainedClassifier, other: TrainedClassifier) -> bool:
    pairs = zip(one.members, other.members, strict=True)
    return all(torch.equal(weights, b.weights[name]) for a, b in pairs for name, weights in a.weights.items())


@pytest.mark.usefixtures("small_buffers")
def test_a_streamed_run_ends_where_one_in_memory_does(tmp_path: Path) -> None:
    table, schema = numbered(3_000)
    held, from_file = train(table, schema, None), train(stored(table, tmp_path), schema)
    assert held.metrics.test is not None
    assert from_file.metrics.test is not None
    assert from_file.metrics.test.num_rows == held.metrics.test.num_rows == 600
    assert from_file.metrics.test.log_loss == pytest.approx(held.metrics.test.log_loss, abs=0.02)
    assert from_file.metrics.test.accuracy > 0.8
    assert from_file.members[0].encoder == held.members[0].encoder, "it is fitted on every training row"
    assert from_file.reference.columns == held.reference.columns
    assert from_file.reference.predictions is not None
    baselines = from_file.metrics.baselines
    assert baselines is not None
    assert held.metrics.baselines is not None
    assert baselines.majority_class == held.metrics.baselines.majority_class
    assert any("streamed" in note for note in baselines.notes)
    assert not same_weights(held, from_file), "it was streamed"


def test_a_stored_table_that_fits_is_trained_as_one_in_memory(tmp_path: Path) -> None:
    table, schema = numbered(400)
    spec = resolved(features=["a", "b", "c"], training={"epochs": 2})
    assert same_weights(
        train(table, schema, None, spec), train(stored(table, tmp_path), schema, memory_bytes=2**40, spec=spec)
    )


@pytest.mark.usefixtures("small_buffers")
@pytest.mark.parametrize("epoch", [1, 3])
def test_a_streamed_run_goes_on_from_a_checkpoint_to_the_same_bits(epoch: int, tmp_path: Path) -> None:
    table, schema = numbered(3_000)
    spec = resolved(features=["a", "b", "c"], training={"epochs": 4, "batch_size": 32}, model={"dropout": 0.2})
    file = stored(table, tmp_path)
    whole = train(file, schema, spec=spec, observer=Notebook(keep_in=tmp_path))
    torch.manual_seed(epoch)
    resumed = train(file, schema, spec=spec, resume_from=tmp_path / f"{epoch}.safetensors")
    assert same_weights(whole, resumed)


@pytest.mark.usefixtures("small_buffers")
def test_no_row_outside_the_training_part_is_trained_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, schema = numbered(3_000)
    seen: Counter[int] = Counter()
    real = StreamedRows.pieces

    def watched(self: StreamedRows, size: int, **kwargs: Any) -> Iterator[Any]:
        at = self.encoder.feature_names.index("a")
        for piece in real(self, size, **kwargs):
            seen.update(piece.x_MRX[0, :, at].double().mul(1e3).round().int().tolist())
            yield piece

    monkeypatch.setattr(StreamedRows, "pieces", watched)
    spec = resolved(
        features=["a", "b", "c"], training={"epochs": 2}, preprocessing={"normalization": "none"}, split={"seed": 5}
    )
    trained = train(stored(table, tmp_path), schema, spec=spec)
    assert set(seen.values()) == {2}, "once in each epoch"
    assert len(seen) == trained.split.train == 2_100


@pytest.mark.usefixtures("small_buffers")
def test_folds_are_streamed_one_after_another(tmp_path: Path) -> None:
    table, schema = numbered(3_000)
    spec = resolved(features=["a", "b", "c"], training={"epochs": 2}, split={"folds": 2})
    trained = train(stored(table, tmp_path), schema, spec=spec)
    assert [report.fold for report in trained.metrics.members] == [0, 1]
    assert trained.metrics.validation.num_rows == 2_400
    assert trained.metrics.test is not None
    assert trained.metrics.test.num_rows == 600


def test_rows_in_memory_stand_for_themselves() -> None:
    x_NX = torch.arange(6.0).unsqueeze(1)
    rows = Rows(x_NX, torch.zeros(6), torch.ones(6), np.zeros(6, dtype=np.int64))
    assert rows.some is rows
    assert [(part.start, len(x)) for part, x in rows.parts(4)] == [(0, 4), (4, 2)]


@pytest.mark.parametrize("case", CASES)
def test_rows_of_one_group_that_fit_into_the_buffer_train_to_the_same_bits_as_in_memory(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = typed(CASES[case][0])
    told: dict[str, Any] = {"resume_from": None, "limits": Limits()}
    held = train_classifier(upload.table, upload.schema, spec_of(case), observer=Notebook(), **told)
    epochs = []
    real = StreamedRows.pieces

    def watched(self: StreamedRows, size: int, **kwargs: Any) -> Iterator[Any]:
        epochs.append(kwargs["epoch"])
        return real(self, size, **kwargs)

    monkeypatch.setattr(Streaming, "holds", lambda *_: False)  # small as these tables are
    monkeypatch.setattr(StreamedRows, "pieces", watched)
    streamed = train_classifier(upload.table, upload.schema, spec_of(case), observer=Notebook(), memory_bytes=1, **told)
    assert len(epochs) == sum(member.epochs_run for member in streamed.members)
    assert same_weights(streamed, held)  # nothing but the order could differ, and one group has one order
    assert streamed.members[0].encoder == held.members[0].encoder
    assert streamed.metrics.validation == held.metrics.validation
    assert streamed.metrics.test is not None
    assert streamed.metrics.test == held.metrics.test
    assert streamed.reference == held.reference
