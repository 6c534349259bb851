"""A zip archive of PNG and JPEG images in folders named for their class, as rows: read in memory, name by name."""

import unicodedata
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

import pyarrow as pa

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnRole
from classifier.table.image_cell import image_format, image_too_large
from classifier.table.refuse import invalid, placed, shown, too_large
from classifier.table.roles import RoleChoice
from classifier.table.whole_cells import binary_column
from classifier.table.zip_members import open_archive, read_member

BATCH_BYTES = 64 << 20
MAX_BATCH_ROWS = 10_000
_PASSED_OVER = (".DS_Store", "Thumbs.db")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")


class ZipImages:
    """Batches of `file` (the member's name), `image` (its bytes) and, when images lie in folders, `label`.

    The label is the name of the last folder, however deep it lies: `cat` of `train/cat/1.png`. What macOS and Windows
    leave behind (`__MACOSX/`, `.DS_Store`, `Thumbs.db`) is passed over and counted.

    Raises: `DataInvalid` with codes `not_an_image`, `nested_archive`, `mixed_folders` and those of `open_archive`;
    `TooLarge` with codes `too_many_rows`, `image_too_large` and those of `open_archive`.
    """

    def __init__(self, file: BinaryIO, num_bytes: int, limits: Limits):
        self._limits = limits
        self._archive, members = open_archive(file, num_bytes, limits, max_members=2 * limits.max_rows + 1_000)
        self._images = [info for info in members if not _is_passed_over(info)]
        self.num_passed_over = len(members) - len(self._images)
        """Members that are no part of the data."""
        if len(self._images) > limits.max_rows:
            raise too_large(
                "too_many_rows",
                f"The archive has more than {limits.max_rows:,} images.",
                hint="Split the archive, or raise the server's max_rows.",
            )
        self._in_folders = _in_folders(self._images)

    @property
    def roles(self) -> dict[str, RoleChoice]:
        """What the archive itself says of its columns."""
        over = f"; {self.num_passed_over:,} members that systems leave behind were passed over"
        roles = {
            "file": RoleChoice(ColumnRole.id, "the name of each image in the archive"),
            "image": RoleChoice(ColumnRole.feature, f"an image of the archive{over if self.num_passed_over else ''}"),
        }
        if self._in_folders:
            roles["label"] = RoleChoice(ColumnRole.target, "the folder that each image lies in")
        return roles

    def __iter__(self) -> Iterator[pa.Table]:
        batch: list[tuple[str, bytes]] = []
        num_bytes = 0
        for info in self._images:
            data = _image(self._archive, info, self._limits)
            if batch and (num_bytes + len(data) > BATCH_BYTES or len(batch) == MAX_BATCH_ROWS):
                yield self._table(batch)
                batch, num_bytes = [], 0
            batch.append((info.filename, data))
            num_bytes += len(data)
        if batch:
            yield self._table(batch)

    def _table(self, batch: list[tuple[str, bytes]]) -> pa.Table:
        columns = {
            "file": pa.chunked_array([pa.array([name for name, _ in batch], pa.string())]),
            "image": binary_column(data for _, data in batch),
        }
        if self._in_folders:
            # macOS writes names taken apart, e + accent: the same class from two systems is one
            labels = [unicodedata.normalize("NFC", name.split("/")[-2]) for name, _ in batch]
            columns["label"] = pa.chunked_array([pa.array(labels, pa.string())])
        return pa.table(columns)


def _is_passed_over(info: ZipInfo) -> bool:
    parts = info.filename.split("/")
    return parts[0] == "__MACOSX" or parts[-1] in _PASSED_OVER


def _in_folders(images: list[ZipInfo]) -> bool:
    inside = [info.filename for info in images if "/" in info.filename]
    if inside and len(inside) < len(images):
        outside = next(info.filename for info in images if "/" not in info.filename)
        raise invalid(
            "mixed_folders",
            f"{shown(inside[0])!r} lies in a folder, {shown(outside)!r} does not.",
            hint="Put every image into the folder of its class, or none.",
            got=shown(outside),
            expected="FOLDER/NAME for every image, or for none",
        )
    return bool(inside)


def _image(archive: ZipFile, info: ZipInfo, limits: Limits) -> bytes:
    said = shown(info.filename)
    if info.file_size > limits.max_image_bytes:
        error = image_too_large(f"the image has {info.file_size:,} bytes", f"{limits.max_image_bytes:,} bytes")
        raise placed(error, f"The member {said!r}: ", column="image")
    data = read_member(archive, info)
    if image_format(data) in ("png", "jpeg"):
        return data
    raise _no_image(said, data)


def _no_image(said: str, data: bytes) -> DataInvalid:
    if data.startswith(_ARCHIVES):
        return invalid(
            "nested_archive",
            f"The member {said!r} is an archive of its own.",
            hint="Put its images into this archive.",
            column="image",
            got=said,
            expected="a PNG or JPEG image",
        )
    return invalid(
        "not_an_image",
        f"The member {said!r} is neither a PNG nor a JPEG image.",
        hint="Save it as PNG or JPEG, or leave it out.",
        column="image",
        got=said,
        expected="a PNG or JPEG image",
    )
