"""The bytes of an upload, decompressed under a budget."""

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from classifier.errors import TooLarge
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid, too_large

CHUNK_BYTES = 1 << 20
RATIO_FREE_BYTES = 64 * 2**20  # a small file may well shrink a thousandfold; what it decodes to is harmless


@dataclass(frozen=True)
class Source:
    """Bytes that can be opened again: a stored file or a request body."""

    open: Callable[[], BinaryIO]
    num_bytes: int
    gzip: bool = False


def file_source(path: Path, *, gzip: bool) -> Source:
    """The file at `path`."""
    return Source(open=lambda: path.open("rb"), num_bytes=path.stat().st_size, gzip=gzip)


def memory_source(data: bytes) -> Source:
    """Bytes already in memory."""
    return Source(open=lambda: io.BytesIO(data), num_bytes=len(data))


def decoded_chunks(source: Source, limits: Limits) -> Iterator[bytes]:
    """The source's bytes after decompression, at most 1 MiB at a time.

    Raises: `TooLarge` beyond `max_decoded_bytes`, or beyond `max_decode_ratio` once 64 MiB are decoded;
    `DataInvalid` with code `bad_gzip`.
    """
    num_decoded = 0
    with source.open() as stream:
        for chunk in _gunzip(stream) if source.gzip else _plain(stream):
            num_decoded += len(chunk)
            if num_decoded > limits.max_decoded_bytes:
                raise too_many_bytes(limits)
            if num_decoded > RATIO_FREE_BYTES and num_decoded > limits.max_decode_ratio * source.num_bytes:
                raise too_large(
                    "decode_ratio",
                    f"The file of {source.num_bytes:,} bytes decodes to more than {limits.max_decode_ratio} times its size.",
                    hint="Upload the file uncompressed.",
                )
            yield chunk


def seekable(source: Source, limits: Limits) -> BinaryIO:
    """The source's bytes in a file that can seek; a compressed one goes to a nameless temporary file first.

    Raises: as `decoded_chunks`.
    """
    if not source.gzip:
        return source.open()
    unpacked = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    try:
        for chunk in decoded_chunks(source, limits):
            unpacked.write(chunk)
        unpacked.seek(0)
    except BaseException:
        unpacked.close()
        raise
    return unpacked


def too_many_bytes(limits: Limits) -> TooLarge:
    """The refusal of a file that decodes to more than this server takes."""
    return too_large(
        "too_many_bytes",
        f"The file decodes to more than {limits.max_decoded_bytes:,} bytes.",
        hint="Split the file, or raise the server's max_decoded_bytes.",
    )


def _plain(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _gunzip(stream: BinaryIO) -> Iterator[bytes]:
    """Members one after another, never more than one chunk of output in memory."""
    inflate = zlib.decompressobj(wbits=31)
    inside = False  # within a member: an end of file here is a truncated file
    try:
        while data := stream.read(CHUNK_BYTES):
            while data:
                if not inside:
                    data = data.lstrip(b"\0")  # tape padding between members is legal
                    if not data:
                        break
                    inflate, inside = zlib.decompressobj(wbits=31), True
                if chunk := inflate.decompress(data, CHUNK_BYTES):
                    yield chunk
                data = inflate.unconsumed_tail
                if inflate.eof:
                    data, inside = inflate.unused_data, False
        while inside and (chunk := inflate.decompress(b"", CHUNK_BYTES)):
            yield chunk
            inside = not inflate.eof
    except zlib.error:
        raise invalid(
            "bad_gzip",
            "The file is sent as gzip, but its bytes are not a sound gzip stream.",
            hint="Compress it again, or send it without Content-Encoding: gzip.",
        ) from None
    if inside and not inflate.eof:
        raise invalid("bad_gzip", "The gzip stream ends too early: the upload was cut off.", hint="Upload it again.")
