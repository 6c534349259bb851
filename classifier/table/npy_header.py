"""The header of a .npy array: read strictly, and checked before anything of its size is allocated."""

import ast
import math
import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from classifier.errors import DataInvalid
from classifier.table.refuse import invalid, shown

MAGIC = b"\x93NUMPY"
MAX_HEADER_BYTES = 10_000  # as numpy: parsing a longer literal may exhaust the stack
MAX_DIMENSIONS = 8
# One plain type: no object (a pickle), no struct, no sub-array, no long double, whose bytes differ between machines.
_PLAIN_TYPE = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f[248]|[US][1-9][0-9]{0,8}|M8\[(?:Y|M|W|D|h|m|s|ms|us|ns)\])")


@dataclass(frozen=True)
class NpyHeader:
    """What a .npy array claims to be."""

    dtype: np.dtype[np.generic]
    shape: tuple[int, ...]
    fortran_order: bool
    num_header_bytes: int

    @property
    def num_data_bytes(self) -> int:
        """Bytes that must follow the header."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy_header(stream: BinaryIO) -> NpyHeader:
    """Take the header off `stream`; versions 1.0, 2.0 and 3.0.

    Raises: `DataInvalid` with codes `bad_npy`, `object_array`, `array_type`.
    """
    start = stream.read(len(MAGIC) + 2)
    if start[: len(MAGIC)] != MAGIC or len(start) != len(MAGIC) + 2:
        raise _bad("does not begin as a .npy array does")
    major, minor = start[-2:]
    if (major, minor) not in ((1, 0), (2, 0), (3, 0)):
        raise _bad(f"has the version {major}.{minor}, not 1.0, 2.0 or 3.0")
    width = 2 if major == 1 else 4
    length_bytes = stream.read(width)
    if len(length_bytes) != width:
        raise _bad("ends inside its header")
    (length,) = struct.unpack("<H" if major == 1 else "<I", length_bytes)
    if length > MAX_HEADER_BYTES:
        raise _bad(f"claims a header of {length:,} bytes, more than {MAX_HEADER_BYTES:,}")
    text = stream.read(length)
    if len(text) != length:
        raise _bad("ends inside its header")
    dtype, shape, fortran_order = _parsed(text)
    return NpyHeader(dtype, shape, fortran_order, len(start) + width + length)


def array_of(data: bytes, header: NpyHeader) -> npt.NDArray[np.generic]:
    """The array of bytes that `header` was checked against; read-only where the machine's byte order is theirs."""
    array = np.frombuffer(data, dtype=header.dtype)
    array = array.reshape(header.shape, order="F" if header.fortran_order else "C")
    return array if header.dtype.isnative else array.astype(header.dtype.newbyteorder("="))


def _parsed(text: bytes) -> tuple[np.dtype[np.generic], tuple[int, ...], bool]:
    try:
        claims = ast.literal_eval(text.decode("ascii").strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        raise _bad("has a header that cannot be read") from None
    if not isinstance(claims, dict) or set(claims) != {"descr", "fortran_order", "shape"}:
        raise _bad("has a header without exactly descr, fortran_order and shape")
    descr, fortran_order, shape = claims["descr"], claims["fortran_order"], claims["shape"]
    if not isinstance(shape, tuple) or not all(type(size) is int and size >= 0 for size in shape):
        raise _bad(f"has the shape {shown(shape)}")
    if len(shape) > MAX_DIMENSIONS:
        raise _bad(f"has {len(shape)} dimensions")
    if not isinstance(fortran_order, bool):
        raise _bad(f"has fortran_order {shown(fortran_order)}")
    if isinstance(descr, str) and re.fullmatch(r"[<>|=]?O[0-9]*", descr):
        raise invalid(
            "object_array",
            "holds Python objects, which are never unpickled.",
            hint="Save it as numbers or as text: array.astype(str).",
            got=shown(descr),
            expected="a plain type, such as float32",
        )
    if not isinstance(descr, str) or not _PLAIN_TYPE.fullmatch(descr):
        raise invalid(
            "array_type",
            f"has the type {shown(descr)}, which is not taken.",
            hint="Save it as bool, int8..int64, uint8..uint64, float16..float64, text or datetime64.",
            got=shown(descr),
            expected="bool, int, uint, float16..float64, text or datetime64",
        )
    return np.dtype(descr), shape, fortran_order


def _bad(what: str) -> DataInvalid:
    return invalid("bad_npy", f"{what}.", hint="Save it again with numpy.save or numpy.savez.")
