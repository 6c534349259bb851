"""Blocks of an array's rows as cells of a column: plain values, sequences without their padding, images."""

# Axes: N rows, T steps, F channels.

import io
import sys

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.table.image_cell import channels_first
from classifier.table.refuse import invalid, shown
from classifier.table.sequence_cell import Bools, Int64s, Steps, refuse_bad_sequences, sequence_column

Array = npt.NDArray[np.generic]


def plain_cells(x_N: Array, name: str, first_row: int) -> pa.Array:
    """Numbers as int64 or float64, truth values, times in UTC, or text.

    Raises: `DataInvalid` with code `bad_text`.
    """
    kind = x_N.dtype.kind
    if kind == "U":
        _refuse_bad_characters(np.ascontiguousarray(x_N), name, first_row)
    if kind in "SU":
        return pa.array([_text(value, name, first_row + row) for row, value in enumerate(x_N.tolist())], pa.string())
    if kind == "M":
        return pa.array(x_N.astype("M8[us]")).cast(pa.timestamp("us", "UTC"))
    if kind == "b":
        return pa.array(np.ascontiguousarray(x_N))
    if kind == "u" and x_N.itemsize == 8 and len(x_N) and x_N.max() >= 2**63:
        return pa.array(map(str, x_N.tolist()), pa.string())
    return pa.array(np.ascontiguousarray(x_N, dtype=np.int64 if kind in "iu" else np.float64))


def sequence_cells(
    x_NTF: Array, length_N: Array | None, mask_NT: Array | None, name: str, limits: Limits, first_row: int
) -> pa.Array:
    """The real steps of each row.

    Raises: `DataInvalid` with codes `bad_length`, `bad_mask`, `empty_sequence`, `not_finite`.
    """
    num_rows, num_steps, num_channels = x_NTF.shape
    wide_NTF = np.asarray(x_NTF, dtype=np.float64)
    if length_N is not None:
        steps_N = _lengths(length_N, num_steps, first_row)
    elif mask_NT is not None:
        steps_N = _masked(mask_NT, first_row)
    else:
        there_NT: Bools = np.any(~np.isnan(wide_NTF), axis=2)
        steps_N = np.where(np.any(there_NT, axis=1), num_steps - np.argmax(there_NT[:, ::-1], axis=1), 0)
    real_NT = np.arange(num_steps) < steps_N[:, None]
    steps = Steps(wide_NTF[real_NT].reshape(-1, num_channels), steps_N.astype(np.int64))
    refuse_bad_sequences(steps, np.ones(num_rows, dtype=np.bool_), name, limits, first_row)
    return sequence_column(steps)


def image_axis(shape: tuple[int, ...]) -> int | None:
    """Which axis of one image counts channels, None when there is none. Raises: as `channels_first`."""
    if len(shape) == 2:
        return None
    channels_first(np.broadcast_to(np.zeros((), dtype=np.uint8), shape))
    return 0 if shape[0] in (1, 3, 4) else 2


def image_cells(x: Array) -> pa.Array:
    """Each row as the bytes of a .npy array `[C, H, W]`: uint8 as it is, else float32."""
    axis = image_axis(x.shape[1:])
    x_NCHW = x[:, None] if axis is None else np.moveaxis(x, axis + 1, 1)
    if x.dtype != np.uint8:
        with np.errstate(over="ignore"):  # an infinite pixel is refused when it is decoded
            x_NCHW = x_NCHW.astype(np.float32)
    header = io.BytesIO()
    described = {"descr": x_NCHW.dtype.str, "fortran_order": False, "shape": x_NCHW.shape[1:]}
    np.lib.format.write_array_header_1_0(header, described)
    head = np.frombuffer(header.getvalue(), dtype=np.uint8)
    body = np.ascontiguousarray(x_NCHW).reshape(len(x), -1).view(np.uint8)
    cells = np.empty((len(x), len(head) + body.shape[1]), dtype=np.uint8)
    cells[:, : len(head)], cells[:, len(head) :] = head, body
    offsets = (np.arange(len(x) + 1) * cells.shape[1]).astype(np.int32)
    return pa.Array.from_buffers(pa.binary(), len(x), [None, pa.py_buffer(offsets), pa.py_buffer(cells)])


def _lengths(length_N: Array, num_steps: int, first_row: int) -> Int64s:
    bad_N: Bools = (length_N < 1) | (length_N > num_steps)  # type: ignore[operator]
    if bad_N.any():
        row = int(bad_N.argmax())
        raise invalid(
            "bad_length",
            f"Row {first_row + row}: `length` is {length_N[row]}, and there are {num_steps} steps.",
            hint="`length` counts the real steps of each row.",
            row=first_row + row,
            column="length",
            got=str(length_N[row]),
            expected=f"1..{num_steps}",
        )
    return np.asarray(length_N, dtype=np.int64)


def _masked(mask_NT: Array, first_row: int) -> Int64s:
    """Real steps of each row, which all stand before the padding."""
    number_NT = np.asarray(mask_NT, dtype=np.float64)
    real_NT = number_NT == 1
    other_NT = ~real_NT & (number_NT != 0)
    if other_NT.any():
        row, step = divmod(int(other_NT.argmax()), mask_NT.shape[1])
        raise _bad_mask(first_row + row, step, str(mask_NT[row, step]), "0 or 1")
    after_NT = real_NT[:, 1:] & ~real_NT[:, :-1]
    if after_NT.any():
        row, step = divmod(int(after_NT.argmax()), after_NT.shape[1])
        raise _bad_mask(first_row + row, step + 1, "1 after a 0", "ones for the real steps, then zeros")
    return np.asarray(real_NT.sum(axis=1), dtype=np.int64)


def _bad_mask(row: int, step: int, got: str, expected: str) -> DataInvalid:
    return invalid(
        "bad_mask",
        f"Row {row}, step {step}: `mask` is {got}; it holds {expected}.",
        hint="Move the padding behind the real steps; write NaN for a value that is missing inside.",
        row=row,
        column="mask",
        got=got,
        expected=expected,
    )


def _refuse_bad_characters(x_N: Array, name: str, first_row: int) -> None:
    """Before numpy makes texts of them: of a number beyond Unicode it makes a SystemError."""
    code_NC = x_N.view(np.uint32).reshape(len(x_N), -1)
    bad_NC = (code_NC > sys.maxunicode) | ((code_NC >= 0xD800) & (code_NC <= 0xDFFF))
    if bad_NC.any():
        row, at = divmod(int(bad_NC.argmax()), bad_NC.shape[1])
        raise _bad_text(name, first_row + row, f"holds 0x{code_NC[row, at]:X}, which is no character")


def _text(value: str | bytes, name: str, row: int) -> str:
    try:
        text = value.decode("utf-8") if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        raise _bad_text(name, row, "is not UTF-8") from None
    if "\0" in text:
        raise _bad_text(name, row, "holds a NUL character")
    return text


def _bad_text(name: str, row: int, what: str) -> DataInvalid:
    return invalid(
        "bad_text",
        f"Row {row}, column {shown(name)!r}: the text {what}.",
        hint="Save the texts as a numpy array of str.",
        row=row,
        column=shown(name),
    )
