"""NPZ arrays become columns: numbers, sequences without their padding, images."""

import gzip
import io
import tracemalloc
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, FileFormat, ParseOptions
from classifier.table.image_cell import decode_image
from classifier.table.profile import profile_table
from classifier.table.read import iter_source, read_source
from classifier.table.sequence_cell import rows_of, sequence_type, steps_of
from tests.classifier.table.uploads import archive, noise, npy, npz, read, typed

NAN = np.nan
X = np.arange(12, dtype=np.float64).reshape(2, 3, 2)


def test_three_axes_are_a_column_of_sequences_beside_its_labels() -> None:
    table = typed(npz(X=X, y=np.array(["a", "b"])), "npz")
    kinds = {column.name: column.kind for column in table.schema.columns}
    assert kinds == {"X": ColumnKind.sequence, "y": ColumnKind.categorical}
    assert table.table.column("X").type == sequence_type(2)
    assert table.table.column("X").to_pylist() == X.tolist()
    assert "the array X[N, 3, 2] holds a sequence" in table.schema.columns[0].reason.replace("The", "the")
    assert table.encoding == "npz"


def test_length_and_mask_say_the_same() -> None:
    by_length = read(npz(X=X, length=np.array([1, 3])), "npz").table
    by_mask = read(npz(X=X, mask=np.array([[1, 0, 0], [1, 1, 1]], dtype=bool)), "npz").table
    assert by_length == by_mask
    assert by_length.column_names == ["X"]
    assert by_length.column("X").to_pylist() == [X[0, :1].tolist(), X[1].tolist()]


def test_without_them_steps_of_nothing_but_nan_at_the_end_are_padding() -> None:
    x = X.copy()
    x[0, 1:] = NAN
    x[1, 0, 0] = NAN  # a value missing inside a real step
    assert read(npz(X=x), "npz").table.column("X").to_pylist() == [
        [[0.0, 1.0]],
        [[None, 7.0], [8.0, 9.0], [10.0, 11.0]],
    ]


def test_padding_may_hold_anything() -> None:
    x = X.copy()
    x[0, 1:] = np.inf
    assert read(npz(X=x, length=np.array([1, 3])), "npz").table == read(npz(X=X, length=np.array([1, 3])), "npz").table


@pytest.mark.parametrize("dtype", ["u1", "i8", "f2", ">f4", "f8", "?"])
def test_sequences_of_any_number_type_are_float64(dtype: str) -> None:
    x = (X % 2).astype(dtype)
    raw = read(npz(X=x, length=np.array([3, 3])), "npz")
    assert np.array_equal(steps_of(raw.table.column("X")).x_SF.reshape(X.shape), x.astype(np.float64))


def test_bytes_of_three_axes_are_grey_images_and_four_axes_are_images() -> None:
    grey, color = noise(3, 5, 4), noise(3, 3, 5, 4)
    raw = read(npz(grey=grey, color=color, last=color.transpose(0, 2, 3, 1), real=color / np.float32(255)), "npz")
    for row in range(3):
        cells = {name: decode_image(raw.table.column(name)[row].as_py(), Limits()) for name in raw.table.column_names}
        assert np.array_equal(cells["grey"], grey[row][None])
        assert cells["grey"].dtype == np.uint8
        assert np.array_equal(cells["color"], color[row])
        assert np.array_equal(cells["last"], color[row])
        assert np.array_equal(cells["real"], color[row] / np.float32(255))


def test_an_override_takes_three_axes_the_other_way() -> None:
    small = noise(3, 5, 4)
    images = typed(npz(X=small.astype(np.float32)), "npz", {"X": {"kind": "image"}}).table.column("X")
    assert np.array_equal(decode_image(images[1].as_py(), Limits())[0], small[1].astype(np.float32))
    sequences = typed(npz(X=small), "npz", {"X": {"kind": "sequence"}}).table.column("X")
    assert sequences.to_pylist() == small.astype(float).tolist()


@pytest.mark.parametrize("kind", ["numeric", "categorical", "datetime"])
@pytest.mark.parametrize("array", [X, noise(2, 5, 4)])
def test_no_other_kind_can_be_chosen_for_them(kind: str, array: np.ndarray) -> None:
    with pytest.raises(DataInvalid) as caught:
        typed(npz(X=array), "npz", {"X": {"kind": kind}})
    assert (caught.value.faults[0].code, caught.value.faults[0].column) == ("kind_not_possible", "X")
    assert caught.value.remedy


@pytest.mark.parametrize("kind", ["sequence", "image"])
def test_a_column_of_numbers_cannot_be_chosen_to_be_one(kind: str) -> None:
    with pytest.raises(DataInvalid) as caught:
        typed(npz(a=np.arange(3)), "npz", {"a": {"kind": kind}})
    assert caught.value.faults[0].code == "kind_not_possible"


def test_two_axes_are_numeric_columns_and_one_axis_is_a_column() -> None:
    arrays = {
        "X": np.array([[1.5, 2], [3, NAN]]),
        "n": np.array([1, 2], dtype=np.uint8),
        "b": np.array([True, False]),
        "s": np.array([b"caf\xc3\xa9", b""]),
        "t": np.array(["2024-01-31", "NaT"], dtype="M8[D]"),
        "big": np.array([2**64 - 1, 0], dtype=np.uint64),
        "f": np.asfortranarray(np.array([[1, 2], [3, 4]], dtype=np.float32)),
    }
    table = read(npz(**arrays), "npz").table
    assert table.column_names == ["X_0", "X_1", "n", "b", "s", "t", "big", "f_0", "f_1"]
    assert str(table.schema.field("t").type) == "timestamp[us, tz=UTC]"
    rows = table.to_pylist()
    assert (rows[0]["X_0"], rows[0]["n"], rows[0]["b"], rows[0]["s"]) == (1.5, 1, True, "café")
    assert (rows[0]["big"], rows[1]["t"], rows[1]["s"], rows[1]["f_0"]) == ("18446744073709551615", None, "", 3.0)
    kinds = [column.kind.value for column in typed(npz(**arrays), "npz").schema.columns]
    assert kinds == ["numeric", "numeric", "numeric", "boolean", "categorical", "datetime", "categorical"] + 2 * [
        "numeric"
    ]


def test_length_and_mask_are_ordinary_columns_where_there_is_no_sequence() -> None:
    raw = read(npz(length=np.array([5, 6]), mask=np.array([[1, 0], [1, 1]])), "npz")
    assert raw.table.column_names == ["length", "mask_0", "mask_1"]


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_every_header_version_and_order_is_read(version: tuple[int, int], order: str) -> None:
    array = np.array(X, order=order)  # type: ignore[call-overload]
    assert read(archive({"X.npy": npy(array, version)}), "npz").table.column("X").to_pylist() == X.tolist()


def test_a_file_of_many_blocks_is_read_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.table.npz_arrays.BLOCK_BYTES", 1 << 20)
    images, sequences = noise(2_000, 64, 64), np.arange(2_000 * 50, dtype=np.float64).reshape(2_000, 50, 1)
    path = tmp_path / "many.npz"
    path.write_bytes(npz(image=images, X=sequences, length=np.full(2_000, 50)))
    tracemalloc.start()
    num_rows = 0
    for batch in iter_source(path, FileFormat.npz, gzip=False, parse=ParseOptions(), limits=Limits(), batch_rows=100):
        first = next(iter(rows_of(batch.table.column("X"))))
        assert first is not None
        assert first[0, 0] == num_rows * 50
        num_rows += batch.table.num_rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert num_rows == 2_000
    assert peak < 12 << 20  # the images alone are 8 MB, and as float64 they would be 65


def test_a_gzipped_npz_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz.gz"
    path.write_bytes(gzip.compress(npz(X=X)))
    raw = read_source(path, FileFormat.npz, gzip=True, parse=ParseOptions(), limits=Limits())
    assert raw.table.column("X").to_pylist() == X.tolist()


def test_the_profile_counts_real_steps_only() -> None:
    x = np.array([[[1.0], [3.0], [NAN]], [[5.0], [NAN], [7.0]], [[5.0], [NAN], [7.0]]])
    profile = profile_table(typed(npz(X=x, y=np.array([0, 1, 1])), "npz"))
    counted = profile.columns[0].sequence
    assert counted is not None
    assert (counted.num_channels, counted.min_steps, counted.max_steps, counted.num_missing_values) == (1, 2, 3, 2)
    assert counted.mean_steps == pytest.approx(8 / 3)
    assert (counted.minimum, counted.maximum, counted.mean) == (1.0, 7.0, pytest.approx(28 / 6))
    assert counted.std == pytest.approx(np.std([1, 3, 5, 7, 5, 7]))
    assert profile.columns[0].num_distinct == 2
    assert profile.columns[0].top_categories is None
    assert profile.num_duplicate_rows == 1
    assert profile.suggested_target == "y"


def test_a_typed_table_of_both_kinds_comes_back_from_parquet() -> None:
    import pyarrow.parquet as pq

    table = typed(npz(X=X, image=noise(2, 5, 4)[:, None]), "npz").table
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    again = read(buffer.getvalue(), "parquet").table
    assert again == table
    assert pa.types.is_binary(again.column("image").type)
