"""Uploads of arrays and images, sound and not."""

import io
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from classifier.spec.limits import Limits
from classifier.spec.table import ColumnOverride, FileFormat, ParseOptions
from classifier.table.infer import TypedTable, infer_table
from classifier.table.read import RawTable, read_body

Array = npt.NDArray[Any]


def npz(**arrays: Array) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def npy(array: Array, version: tuple[int, int] | None = None) -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, version=version)
    return buffer.getvalue()


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def picture(array: Array, kind: str = "PNG", **options: Any) -> bytes:
    """`[H, W]` or `[H, W, C]` as an image file."""
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, kind, **options)
    return buffer.getvalue()


def huge_png(side: int) -> bytes:
    """A sound beginning of a PNG that claims so many pixels a side."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    chunks = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (header, body)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def noise(*shape: int, seed: int = 0) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def read(data: bytes, file_format: str, limits: Limits | None = None, **parse: object) -> RawTable:
    return read_body(data, FileFormat(file_format), parse=ParseOptions.model_validate(parse), limits=limits or Limits())


def typed(
    data: bytes,
    file_format: str,
    overrides: dict[str, Any] | None = None,
    limits: Limits | None = None,
    **parse: object,
) -> TypedTable:
    chosen = {name: ColumnOverride.model_validate(value) for name, value in (overrides or {}).items()}
    raw = read(data, file_format, limits, **parse)
    return infer_table(raw, overrides=chosen, parse=ParseOptions.model_validate(parse), limits=limits or Limits())
