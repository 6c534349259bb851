"""NPZ arrays as typed columns: headers checked before anything is allocated, rows read block by block, no pickles."""

# Axes: N rows, T steps, F channels, H and W height and width.

import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.table.csv_rows import refuse_long_fields
from classifier.table.header import check_names, no_columns, too_many_columns
from classifier.table.image_cell import image_too_large
from classifier.table.npy_header import NpyHeader, array_of, read_npy_header
from classifier.table.npz_columns import image_axis, image_cells, plain_cells, sequence_cells
from classifier.table.refuse import invalid, placed, shown
from classifier.table.sequence_cell import too_many_steps
from classifier.table.source import too_many_bytes
from classifier.table.zip_members import bad_zip, guarded, open_archive

BLOCK_BYTES = 64 << 20  # of the arrays' rows at once
MAX_BLOCK_ROWS = 65_536
LENGTH, MASK = "length", "mask"


@dataclass
class _Member:
    """One array of the archive, given from its first row to its last."""

    name: str
    header: NpyHeader
    stream: IO[bytes]
    whole: npt.NDArray[np.generic] | None = None
    """An array in Fortran order, whose rows do not stand together."""
    num_taken: int = 0

    @property
    def row_shape(self) -> tuple[int, ...]:
        return self.header.shape[1:]

    @property
    def stored_row_bytes(self) -> int:
        """Of a row as it is kept: every number as 8 bytes, text as it comes."""
        return math.prod(self.row_shape) * max(8, self.header.dtype.itemsize)

    def take(self, num_rows: int) -> npt.NDArray[np.generic]:
        """The next rows."""
        if self.header.fortran_order and len(self.header.shape) > 1:
            if self.whole is None:
                self.whole = array_of(self._read(self.header.num_data_bytes), self.header)
            self.num_taken += num_rows
            return self.whole[self.num_taken - num_rows : self.num_taken]
        shape = (num_rows, *self.row_shape)
        block = NpyHeader(self.header.dtype, shape, False, 0)
        return array_of(self._read(block.num_data_bytes), block)

    def end(self) -> None:
        """Read past the last byte, which has `zipfile` compare the checksum."""
        if guarded(lambda: self.stream.read(1)):
            raise bad_zip(self.name)

    def _read(self, num_bytes: int) -> bytes:
        data = guarded(lambda: self.stream.read(num_bytes))
        if len(data) != num_bytes:
            raise bad_zip(self.name)
        return data


class NpzArrays:
    """Batches of an NPZ file; every array has one row for each row of the table.

    One axis: a column. Two axes: numeric columns `X_0`, `X_1`, ... Three axes `[N, T, F]`: a column of sequences, whose
    padding is told by an array `length` `[N]` or `mask` `[N, T]`, or else by steps at the end that are NaN in every
    channel. Three axes of uint8 without such an array are grey images `[N, H, W]`; four are images `[N, C, H, W]` or
    `[N, H, W, C]`.

    Raises: `DataInvalid` with codes `bad_zip`, `bad_npy`, `object_array`, `array_type`, `array_size`, `array_shape`,
    `not_an_array`, `unequal_rows`, `bad_length`, `bad_mask`, `empty_sequence`, `not_finite` and those of
    `open_archive`; `TooLarge`.
    """

    def __init__(self, file: BinaryIO, num_bytes: int, limits: Limits):
        self._limits = limits
        archive, infos = open_archive(file, num_bytes, limits, max_members=limits.max_columns + 2)
        members = [_member(archive, info) for info in infos]
        if not members:
            raise no_columns()
        _refuse_unequal(members)
        self.num_rows = members[0].header.shape[0]
        """Rows of the table."""
        has_sequences = any(_is_sequence(member, members) for member in members)
        by_name = {member.name: member for member in members}
        self._length = by_name.get(LENGTH) if has_sequences else None
        self._mask = by_name.get(MASK) if has_sequences else None
        self._members = [m for m in members if m is not self._length and m is not self._mask]
        self._sequences = {m.name for m in self._members if _is_sequence(m, members)}
        self._refuse_shapes()
        self.names, self.renamed = check_names(self._column_names(), limits)
        self.told = {m.name.strip(): self._why(m) for m in self._members if len(m.row_shape) > 1}
        """Column -> half a sentence on what the array is read as."""

    def __iter__(self) -> Iterator[pa.Table]:
        members = [m for m in (*self._members, self._length, self._mask) if m is not None]
        row_bytes = max(1, sum(member.stored_row_bytes for member in members))
        size = max(1, min(MAX_BLOCK_ROWS, BLOCK_BYTES // row_bytes))
        for start in range(0, self.num_rows, size):
            num_rows = min(size, self.num_rows - start)
            length_N = self._length.take(num_rows) if self._length else None
            mask_NT = self._mask.take(num_rows) if self._mask else None
            columns: list[pa.Array] = []
            for member in self._members:
                x = member.take(num_rows)
                if member.name in self._sequences:
                    columns.append(sequence_cells(x, length_N, mask_NT, member.name, self._limits, start))
                elif x.ndim > 2:
                    columns.append(image_cells(x))
                else:
                    x_NF = x[:, None] if x.ndim == 1 else x
                    columns += [plain_cells(x_NF[:, i], member.name, start) for i in range(x_NF.shape[1])]
            table = pa.table(columns, names=self.names)
            refuse_long_fields(table, self._limits, first_row=start)
            yield table
        for member in members:
            member.end()

    def _column_names(self) -> list[str]:
        names: list[str] = []
        for member in self._members:
            wide = len(member.row_shape) == 1
            names += [f"{member.name}_{i}" for i in range(member.row_shape[0])] if wide else [member.name]
        return names

    def _why(self, member: _Member) -> str:
        shape = ", ".join(map(str, member.row_shape))
        if member.name not in self._sequences:
            return f"the array {shown(member.name)}[N, {shape}] holds an image in each row"
        by = "length" if self._length else "mask" if self._mask else None
        padding = (
            f"`{by}` says how many of its steps are real" if by else "steps of nothing but NaN at its end are padding"
        )
        return f"the array {shown(member.name)}[N, {shape}] holds a sequence in each row; {padding}"

    def _refuse_shapes(self) -> None:
        limits = self._limits
        num_columns = 0
        for member in self._members:
            shape = member.row_shape
            if len(shape) > 1 and member.header.dtype.kind not in "biuf":
                raise _shape(member, "an array of three or four axes holds numbers")
            if len(shape) > 3:
                raise _shape(member, "an array has one to four axes")
            if 0 in shape:
                raise _shape(member, "only the first axis may be empty")
            num_columns += shape[0] if len(shape) == 1 else 1
            if member.name in self._sequences:
                self._refuse_sequence(member)
            elif len(shape) > 1:
                height, width = (
                    shape if image_axis(shape) is None else [s for i, s in enumerate(shape) if i != image_axis(shape)]
                )
                if height * width > limits.max_image_pixels:
                    error = image_too_large(
                        f"its images are {height:,} x {width:,} pixels", f"{limits.max_image_pixels:,}"
                    )
                    raise placed(error, f"Array {shown(member.name)!r}: ", column=member.name)
        if num_columns > limits.max_columns:
            raise too_many_columns(num_columns, limits)
        if self.num_rows * sum(member.stored_row_bytes for member in self._members) > limits.max_decoded_bytes:
            raise too_many_bytes(limits)

    def _refuse_sequence(self, member: _Member) -> None:
        num_steps = member.row_shape[0]
        if num_steps > self._limits.max_steps:
            error = too_many_steps(num_steps, self._limits)
            raise placed(error, f"Array {shown(member.name)!r}: ", column=member.name)
        if self._length and self._mask:
            raise _shape(self._mask, "one of `length` and `mask` is enough, and two may disagree")
        if self._length and (self._length.row_shape or self._length.header.dtype.kind not in "iu"):
            raise _shape(self._length, "`length` is one whole number for each row")
        if self._mask and (self._mask.row_shape != (num_steps,) or self._mask.header.dtype.kind not in "biuf"):
            raise _shape(self._mask, f"`mask` is 0 or 1 for each of the {num_steps} steps of {shown(member.name)!r}")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Member:
    said = shown(info.filename)
    name = info.filename.removesuffix(".npy")
    if "/" in name or name == info.filename:
        raise invalid(
            "not_an_array",
            f"The member {said!r} is no array of an NPZ file.",
            hint='Write the file with numpy.savez_compressed("data.npz", X=..., y=...).',
            got=said,
            expected="NAME.npy, in no folder",
        )
    stream = guarded(lambda: archive.open(info))
    try:
        header = guarded(lambda: read_npy_header(cast(BinaryIO, stream)))
    except DataInvalid as error:
        raise placed(error, f"The member {said!r} ", column=shown(name)) from None
    num_bytes = info.file_size - header.num_header_bytes
    if header.num_data_bytes != num_bytes:
        raise invalid(
            "array_size",
            f"The member {said!r} claims {header.num_data_bytes:,} bytes of data, and the archive holds {num_bytes:,}.",
            hint="Write the file again and upload it whole.",
            column=shown(name),
            got=f"{num_bytes:,} bytes",
            expected=f"{header.num_data_bytes:,} bytes",
        )
    member = _Member(name, header, stream)
    if not header.shape:
        raise _shape(member, "an array has one row for each row of the table")
    return member


def _is_sequence(member: _Member, members: list[_Member]) -> bool:
    """Three axes, and not the bytes of grey images."""
    if len(member.row_shape) != 2:
        return False
    return member.header.dtype != np.uint8 or any(other.name in (LENGTH, MASK) for other in members)


def _refuse_unequal(members: list[_Member]) -> None:
    sizes = {member.name: member.header.shape[0] for member in members}
    if len(set(sizes.values())) > 1:
        told = ", ".join(f"{shown(name)} {size:,}" for name, size in list(sizes.items())[:20])
        raise invalid(
            "unequal_rows",
            f"The arrays have different numbers of rows: {told}.",
            hint="The first axis of every array counts the rows of the table.",
            got=told,
            expected="one number of rows",
        )


def _shape(member: _Member, expected: str) -> DataInvalid:
    got = f"{member.header.dtype} {list(member.header.shape)}"
    return invalid(
        "array_shape",
        f"The array {shown(member.name)!r} is {got}; {expected}.",
        hint="X is [rows, steps, channels] or [rows, channels, height, width], y is [rows].",
        column=shown(member.name),
        got=got,
        expected=expected,
    )
