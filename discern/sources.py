"""What can be sent: a path, an open binary file, bytes or a DataFrame, each as a body with its media type."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal

TableFormat = Literal["csv", "parquet", "ndjson"]
FileFormat = Literal["csv", "parquet", "ndjson", "npz", "zip"]
Source = Any
"""`str | Path | bytes | BinaryIO | pandas.DataFrame`; pandas is never imported here, so it cannot be named."""

Progress = Callable[[int, int | None], None]
"""Called with bytes sent so far and bytes in all (None when unknown)."""

MEDIA_TYPES: dict[str, str] = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "ndjson": "application/x-ndjson",
    "npz": "application/x-npz",
    "zip": "application/zip",
}
SUFFIXES: dict[str, FileFormat] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".npz": "npz",
    ".zip": "zip",
}
IMAGE_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
"""Files that are one image, for a prediction."""
SUFFIXES_TOLD = ".csv, .parquet, .ndjson or .jsonl (also .gz), .npz or .zip"
ARROW = "application/vnd.apache.arrow.stream"
CHUNK_BYTES = 256 * 1024


def guess_format(name: str) -> tuple[FileFormat | None, bool]:
    """Format and gzip of a file by its name; format None when the suffix says nothing.

    >>> guess_format("a/rice.CSV.gz"), guess_format("digits.npz"), guess_format("rice.xlsx")
    (('csv', True), ('npz', False), (None, False))
    """
    path = Path(name.lower())
    gzip = path.suffix == ".gz"
    file_format = SUFFIXES.get((path.with_suffix("") if gzip else path).suffix)
    if gzip and file_format in ("npz", "zip"):  # compressed already: the server takes them as they are
        return None, True
    return file_format, gzip


@dataclass(frozen=True)
class Upload:
    """A body ready to send. `open` gives it from its start, once for each attempt."""

    name: str
    file_format: FileFormat
    gzip: bool
    num_bytes: int | None
    replayable: bool
    """False for a stream that cannot be rewound: it is sent once, and a lost connection is told, not repeated."""
    open: Callable[[], contextlib.AbstractContextManager[BinaryIO]]

    def headers(self) -> dict[str, str]:
        """Content-Type, and Content-Encoding and Content-Length where they apply."""
        headers = {"Content-Type": MEDIA_TYPES[self.file_format]}
        if self.gzip:
            headers["Content-Encoding"] = "gzip"
        if self.num_bytes is not None:
            headers["Content-Length"] = str(self.num_bytes)
        return headers

    def body(self, progress: Progress | None = None) -> Iterator[bytes]:
        """The bytes from the start, a chunk at a time."""
        sent = 0
        with self.open() as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
                sent += len(chunk)
                if progress is not None:
                    progress(sent, self.num_bytes)


@contextlib.contextmanager
def as_upload(
    source: Source, *, name: str | None = None, file_format: FileFormat | None = None, gzip: bool | None = None
) -> Iterator[Upload]:
    """An `Upload` of `source`; what it needs on disk goes away at the end of the block.

    `file_format` and `gzip` are guessed from the file's name when not given; a DataFrame travels as Parquet.
    Raises: `ValueError` when the format cannot be told, `OSError` when the file cannot be read.
    """
    if hasattr(source, "to_parquet"):
        with tempfile.TemporaryFile() as file:
            written = write_frame(source, file)
            file.seek(0)
            yield _from_file(file, name or "dataframe", written, False)
    elif isinstance(source, bytes):
        yield _from_file(io.BytesIO(source), name or "upload", _known(file_format, "bytes"), bool(gzip))
    elif isinstance(source, (str, Path)):
        path = Path(source)
        guessed, zipped = guess_format(path.name)
        yield Upload(
            name=name or path.name,
            file_format=_known(file_format or guessed, path.name),
            gzip=zipped if gzip is None else gzip,
            num_bytes=path.stat().st_size,
            replayable=True,
            open=lambda: path.open("rb"),
        )
    elif hasattr(source, "read"):
        label = str(getattr(source, "name", "") or "")
        guessed, zipped = guess_format(label)
        known = _known(file_format or guessed, label or "a stream without a name")
        yield _from_file(source, name or Path(label).name or "upload", known, zipped if gzip is None else gzip)
    else:
        raise TypeError(f"upload a path, a binary file, bytes or a DataFrame, not {type(source).__name__}")


def arrow_stream(table: Any) -> bytes:
    """An Arrow table of any library, which offers `__arrow_c_stream__`, as an uncompressed IPC stream."""
    import pyarrow

    reader = pyarrow.RecordBatchReader.from_stream(table)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def write_frame(frame: Any, file: Any) -> TableFormat:
    """Write a DataFrame without its index to `file`: Parquet, or CSV where Parquet has no type for a column."""
    frame = frame.rename(columns=str)
    try:
        frame.to_parquet(file, index=False)
    except (ImportError, TypeError, ValueError):  # no pyarrow, or a column that mixes types
        file.seek(0)
        file.truncate()
        frame.to_csv(file, index=False, mode="wb", encoding="utf-8")
        return "csv"
    return "parquet"


def _known(file_format: FileFormat | None, label: str) -> FileFormat:
    if file_format is None:
        raise ValueError(f"cannot tell the format of {label}: name it {SUFFIXES_TOLD}")
    return file_format


def _from_file(file: Any, name: str, file_format: FileFormat, gzip: bool) -> Upload:
    seekable = bool(getattr(file, "seekable", lambda: False)())
    num_bytes = None
    start = 0
    if seekable:
        start = file.tell()
        num_bytes = file.seek(0, 2) - start

    def rewound() -> contextlib.AbstractContextManager[BinaryIO]:
        if seekable:
            file.seek(start)
        return contextlib.nullcontext(file)  # the caller's file stays open

    return Upload(name, file_format, gzip, num_bytes, seekable, rewound)
