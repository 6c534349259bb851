"""The first rows of a dataset as JSON: few cells at once, and little of a large one."""

import base64
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from classifier.errors import NotFound
from classifier.spec.check_data import WHOLE_KINDS
from classifier.spec.table import ColumnKind, Schema
from service.datasets.actions import usable
from service.datasets.schemas import Preview, PreviewColumn
from store.blobs import BlobStore
from store.session import Database

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_CELLS = 100_000  # of one preview: some MB of JSON
_CHARS = 256  # of one text
_NUMBERS = 1_000  # of one sequence
_IMAGE_BYTES = 65_536
_DECODED_CELLS = 2_000  # at once: a cell may hold 64 KiB, and the API has no memory to spare for 100,000 of them
_READ_BYTES = 1 << 18  # at once of a column of images: the first 1,000 may well be a gigabyte


def preview(database: Database, blobs: BlobStore, dataset_id: str, num_rows: int) -> Preview:
    """The first rows of the typed table, fewer of a very wide one. Raises: as `usable`."""
    import pyarrow.parquet as pq  # costs 30 MB and 0.1 s, which an API that never previews need not pay

    with database.read() as tx:  # closed before the file is read: on SQLite it would keep writers waiting
        dataset = usable(tx, dataset_id)
    columns = Schema.model_validate(dataset.schema).columns
    whole = [column for column in columns if column.kind in WHOLE_KINDS]
    flat = [column.name for column in columns if column.kind not in WHOLE_KINDS]
    num_rows = max(1, min(num_rows, _CELLS // len(columns)))
    try:
        with blobs.path(dataset.table_sha256 or "") as path:
            with pq.ParquetFile(path, pre_buffer=False) as file:
                cells = _flat_cells(file, flat, num_rows)
            if whole:
                with pq.ParquetFile(path, pre_buffer=False, buffer_size=_READ_BYTES) as file:
                    cells |= {c.name: list(_whole_cells(file, c.name, c.kind, num_rows)) for c in whole}
    except NotFound:
        raise NotFound("the dataset's table is gone from the server's storage", hint="Upload the file again.") from None
    names = [column.name for column in columns]
    return Preview(
        columns=[PreviewColumn(name=column.name, kind=column.kind, role=column.role) for column in columns],
        rows=[dict(zip(names, row, strict=True)) for row in zip(*(cells[name] for name in names), strict=True)],
    )


def _flat_cells(file: "ParquetFile", names: list[str], num_rows: int) -> dict[str, list[Any]]:
    cells: dict[str, list[Any]] = {}
    width = max(1, _DECODED_CELLS // num_rows)
    for part in (names[start : start + width] for start in range(0, len(names), width)):
        batch = next(file.iter_batches(num_rows, row_groups=[0], columns=part, use_threads=False))
        cells |= {name: [_cell(value) for value in batch.column(name).to_pylist()] for name in part}
    return cells


def _whole_cells(file: "ParquetFile", name: str, kind: ColumnKind, num_rows: int) -> Iterator[Any]:
    """One by one: a single image may hold 32 MB."""
    batches = file.iter_batches(1, row_groups=[0], columns=[name], use_threads=False)
    for _, batch in zip(range(num_rows), batches, strict=False):
        value = batch.column(name)[0]
        if not value.is_valid:
            yield None
        elif kind is ColumnKind.image:
            yield _image(value.as_py())
        else:
            steps = value.values
            yield steps.slice(0, max(1, _NUMBERS // steps.type.list_size)).to_pylist()


def _image(data: bytes) -> str:
    return base64.b64encode(data).decode() if len(data) <= _IMAGE_BYTES else f"{len(data):,} bytes"


def _cell(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str) and len(value) > _CHARS:
        return value[: _CHARS - 1] + "…"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value
