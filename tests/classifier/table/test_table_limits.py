"""Bombs are refused early, in bounded memory."""

import gc
import gzip
import io
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from classifier.errors import DataInvalid, TooLarge
from classifier.spec.limits import Limits
from classifier.spec.table import FileFormat, ParseOptions
from classifier.table.read import iter_source, read_body, read_source
from classifier.table.source import Source, decoded_chunks

MIB = 2**20


def resident(name: str) -> int:
    """Bytes of `VmRSS` or its highest value `VmHWM`. Not by tracemalloc: stopping that while one of Arrow's threads still
    allocates ends the process (CPython issue 128679)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def reset_peak() -> int:
    """Let `VmHWM` start from `VmRSS`, which is returned."""
    Path("/proc/self/clear_refs").write_text("5")
    return resident("VmRSS")


def read(path: Path, file_format: FileFormat, limits: Limits, *, zipped: bool = False) -> pa.Table:
    return read_source(path, file_format, gzip=zipped, parse=ParseOptions(), limits=limits).table


def test_a_header_of_100_000_columns_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_bytes(",".join(f"c{i}" for i in range(100_000)).encode() + b"\n")
    start = time.monotonic()
    with pytest.raises(TooLarge) as caught:
        read(tmp_path / "wide.csv", FileFormat.csv, Limits())
    assert time.monotonic() - start < 2
    assert "100,000 columns" in caught.value.detail


def test_a_header_of_100_000_equal_names_is_refused_at_once() -> None:
    start = time.monotonic()
    with pytest.raises(DataInvalid):
        read_body(b"a," * 99_999 + b"a\n", FileFormat.csv, parse=ParseOptions(), limits=Limits(max_columns=100_000))
    assert time.monotonic() - start < 2


def test_a_header_that_never_ends_is_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        read_body(b"a," * 9 * MIB, FileFormat.csv, parse=ParseOptions(), limits=Limits())
    assert caught.value.faults[0].code == "header_too_long"


def test_a_gzip_bomb_is_stopped_by_the_byte_budget(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a\n" + b"1\n" * 128 * MIB, 1))
    gc.collect()
    before = reset_peak()
    with pytest.raises(TooLarge) as caught:
        read(path, FileFormat.csv, Limits(max_decoded_bytes=8 * MIB), zipped=True)
    assert caught.value.faults[0].code == "too_many_bytes"
    assert resident("VmHWM") - before < 128 * MIB  # of 256; Arrow's buffers take 50


def test_the_peak_of_resident_memory_sees_what_was_let_go_again() -> None:
    before = reset_peak()
    held = bytearray(64 * MIB)
    held[::4096] = b"x" * len(held[::4096])
    del held
    assert resident("VmHWM") - before > 60 * MIB


def test_a_ratio_beyond_64_mib_is_refused_and_below_is_not() -> None:
    def drain(num_mib: int) -> int:
        data = gzip.compress(b"0" * num_mib * MIB, 9)
        source = Source(open=lambda: io.BytesIO(data), num_bytes=len(data), gzip=True)
        return sum(map(len, decoded_chunks(source, Limits())))

    assert drain(63) == 63 * MIB
    with pytest.raises(TooLarge) as caught:
        drain(66)
    assert caught.value.faults[0].code == "decode_ratio"


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (gzip.compress(b"a\n1\n"), True),
        (gzip.compress(b"a\n1\n") + gzip.compress(b"2\n"), True),
        (gzip.compress(b"a\n1\n") + b"\0" * 100, True),
        (gzip.compress(b"a\n1\n")[:-1], False),
        (gzip.compress(b"a\n1\n" * 1000)[:20], False),
        (gzip.compress(b"a\n1\n") + b"rubbish", False),
        (b"a\n1\n", False),
        (gzip.compress(b"a\n1\n")[:-8] + b"\0" * 8, False),  # wrong checksum
    ],
    ids=["one member", "two members", "padded", "cut at the end", "cut inside", "rubbish after", "no gzip", "checksum"],
)
def test_only_sound_gzip_is_read(tmp_path: Path, data: bytes, whole: bool) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(data)
    if whole:
        assert read(path, FileFormat.csv, Limits(), zipped=True).column("a")[0].as_py() == "1"
        return
    with pytest.raises(DataInvalid) as caught:
        read(path, FileFormat.csv, Limits(), zipped=True)
    assert caught.value.faults[0].code == "bad_gzip"


def parquet_bomb(*, store_schema: bool = True, name: str = "a", beside: Mapping[str, object] | None = None) -> bytes:
    """A megabyte of text, 1,500 times, in some hundred bytes: a dictionary of one entry.

    Without the stored schema the reader gives plain strings, with it a dictionary that grows when it is spelt out.
    """
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1_500, pa.int32()), pa.array(["x" * MIB]))
    buffer = io.BytesIO()
    table = pa.table({**(beside or {}), name: column})
    pq.write_table(table, buffer, compression="zstd", compression_level=19, store_schema=store_schema)
    return buffer.getvalue()


@contextmanager
def arrow_memory() -> Iterator[pa.MemoryPool]:
    """A pool that tells the most memory Arrow held at once in this block."""
    usual = pa.default_memory_pool()
    watched = pa.proxy_memory_pool(usual)
    pa.set_memory_pool(watched)
    try:
        yield watched
    finally:
        pa.set_memory_pool(usual)


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_parquet_bomb_is_stopped_by_the_byte_budget(store_schema: bool) -> None:
    data = parquet_bomb(store_schema=store_schema)
    assert len(data) < 2_000
    limits = Limits(max_field_bytes=2 * MIB, max_decoded_bytes=100 * MIB)
    with arrow_memory() as pool, pytest.raises(TooLarge) as caught:
        read_body(data, FileFormat.parquet, parse=ParseOptions(), limits=limits)
    assert caught.value.code == "too_large"
    assert caught.value.faults[0].code == "too_many_bytes"
    assert pool.max_memory() < 400 * MIB


@pytest.mark.parametrize("name", ["a", "a.b", "a.list.element", "n", "n.list.element", ".", "`a`", "ä"])
def test_a_parquet_bomb_is_found_by_its_first_rows_whatever_its_name(name: str) -> None:
    beside = {"n.b": pa.array(range(1_500)), "s": pa.array([[1.0]] * 1_500), "t": pa.array([True, None] * 750)}
    data = parquet_bomb(name=name, store_schema=False, beside=beside)
    with arrow_memory() as pool, pytest.raises(TooLarge):
        read_body(data, FileFormat.parquet, parse=ParseOptions(), limits=Limits(max_decoded_bytes=100 * MIB))
    assert pool.max_memory() < 400 * MIB


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_parquet_bomb_is_stopped_by_its_longest_cell(store_schema: bool) -> None:
    with arrow_memory() as pool, pytest.raises(TooLarge) as caught:
        read_body(parquet_bomb(store_schema=store_schema), FileFormat.parquet, parse=ParseOptions(), limits=Limits())
    assert caught.value.faults[0].code == "field_too_long"
    assert pool.max_memory() < 400 * MIB


def test_a_repeated_short_text_in_parquet_is_read(tmp_path: Path) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 1_500, pa.int32()), pa.array(["x" * 1_000]))
    pq.write_table(pa.table({"a": column}), tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet", FileFormat.parquet, Limits()).num_rows == 1_500


def test_a_gzipped_parquet_file_is_unpacked_under_the_budget(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": ["x" * 100] * 50_000}), buffer, compression="none", use_dictionary=False)
    path = tmp_path / "a.parquet.gz"
    path.write_bytes(gzip.compress(buffer.getvalue()))
    assert read(path, FileFormat.parquet, Limits(), zipped=True).num_rows == 50_000
    with pytest.raises(TooLarge):
        read(path, FileFormat.parquet, Limits(max_decoded_bytes=MIB), zipped=True)


def test_a_file_is_read_in_batches_with_the_lines_of_its_rows(tmp_path: Path) -> None:
    rows = [f'{i},"two\nlines"' if i % 10 == 0 else f"{i},one" for i in range(1_000)]
    (tmp_path / "a.csv").write_text("a,b\n" + "\n".join(rows) + "\n")
    batches = list(
        iter_source(
            tmp_path / "a.csv", FileFormat.csv, gzip=False, parse=ParseOptions(), limits=Limits(), batch_rows=300
        )
    )
    assert [batch.table.num_rows for batch in batches] == [300, 300, 300, 100]
    assert [batch.first_line for batch in batches] == [2, 2 + 330, 2 + 660, 2 + 990]


def test_a_row_longer_than_a_block_is_refused() -> None:
    wide = b",".join([b"x" * 60_000] * 100)
    header = b",".join(b"c%d" % i for i in range(100))
    with pytest.raises(TooLarge) as caught:
        read_body(header + b"\n" + wide + b"\n", FileFormat.csv, parse=ParseOptions(), limits=Limits())
    assert caught.value.faults[0].code == "row_too_long"
