"""The members of a zip archive: all checked by what the archive claims, then read one by one in memory.

A member's name never becomes a path, and nothing is unpacked to a disk.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import SEEK_END
from typing import BinaryIO, TypeVar

from classifier.errors import DataInvalid, DomainError
from classifier.spec.limits import Limits
from classifier.table.refuse import invalid, shown, too_large
from classifier.table.source import RATIO_FREE_BYTES, too_many_bytes

MAX_ENTRY_BYTES = 1_024  # of the directory, on average: 46 bytes, the name and a few extra fields
_END, _END64_LOCATOR, _END64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_TAIL_BYTES = 22 + 65_535 + 20 + 56  # the end record with the longest comment, behind those of zip64
# what zipfile lets through on damaged archives
_LEAKED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_DRIVE_OR_CONTROL = re.compile(r"^[A-Za-z]:|[\x00-\x1f\x7f-\x9f]")
_T = TypeVar("_T")


def open_archive(
    file: BinaryIO, num_bytes: int, limits: Limits, *, max_members: int
) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """The archive and its members in order, folders left out; `num_bytes` were uploaded.

    Raises: `DataInvalid` with codes `bad_zip`, `encrypted_member`, `zip_method`, `member_name`, `member_link`,
    `duplicate_member`; `TooLarge` with codes `too_many_members`, `too_many_bytes`, `decode_ratio`.
    """
    file_bytes, num_claimed = _refuse_long_directory(file, max_members)
    archive = guarded(lambda: zipfile.ZipFile(file))
    infos = archive.infolist()
    if len(infos) != num_claimed:
        raise bad_zip()
    seen: set[str] = set()
    for info in infos:
        _refuse_member(info)
        if info.filename in seen:
            raise invalid(
                "duplicate_member",
                f"The archive has two members named {shown(info.filename)!r}.",
                hint="Give every member a name of its own.",
                got=shown(info.filename),
            )
        seen.add(info.filename)
    if sum(info.compress_size for info in infos) > file_bytes:  # members that lie over one another
        raise bad_zip()
    _refuse_bomb(infos, num_bytes, limits)
    return archive, [info for info in infos if not info.is_dir()]


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The member's bytes, as many as the archive claims, with their checksum checked.

    Raises: `DataInvalid` with code `bad_zip`.
    """
    data = guarded(lambda: archive.read(info))
    if len(data) != info.file_size:
        raise bad_zip(info.filename)
    return data


def guarded(act: Callable[[], _T]) -> _T:
    """What `act` gives, with what zipfile raises on a damaged archive as a refusal."""
    try:
        return act()
    except DomainError:
        raise
    except _LEAKED:
        raise bad_zip() from None


def bad_zip(member: str | None = None) -> DataInvalid:
    """The refusal of a damaged archive."""
    what = "The file is not a sound zip archive." if member is None else f"The member {shown(member)!r} is damaged."
    return invalid("bad_zip", what, hint="Write it again and upload it whole.")


def _refuse_long_directory(file: BinaryIO, max_members: int) -> tuple[int, int]:
    """Bytes of the file, and members that its end record claims; refused before `zipfile` makes an object of each."""
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        raise bad_zip()
    num_members, num_bytes = struct.unpack_from("<HL", tail, at + 10)
    if tail.rfind(_END64_LOCATOR, max(0, at - 20), at) >= 0:
        at64 = tail.rfind(_END64, 0, at)
        if at64 < 0 or at64 + 56 > len(tail):
            raise bad_zip()
        num_members, num_bytes = struct.unpack_from("<QQ", tail, at64 + 32)
    if num_members > max_members:
        raise too_large(
            "too_many_members",
            f"The archive has {num_members:,} members; this server takes {max_members:,}.",
            hint="Split the archive.",
            got=f"{num_members:,}",
            expected=f"at most {max_members:,}",
        )
    if num_bytes > MAX_ENTRY_BYTES * num_members:
        raise bad_zip()
    return size, int(num_members)


def _refuse_member(info: zipfile.ZipInfo) -> None:
    name = info.orig_filename  # `filename` ends at the first NUL
    said = shown(name)
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in name or _DRIVE_OR_CONTROL.search(name):
        raise invalid(
            "member_name",
            f"The member {said!r} has a name that is no plain relative path.",
            hint='Names are like "cat/1.png": no leading slash, no "..", no backslash, no drive, no control character.',
            got=said,
            expected="a plain relative path",
        )
    if info.flag_bits & 0x41:  # plain and strong encryption
        raise invalid(
            "encrypted_member", f"The member {said!r} is encrypted.", hint="Write it without a password.", got=said
        )
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise invalid(
            "member_link", f"The member {said!r} is a link or a device, not a file.", hint="Leave it out.", got=said
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise invalid(
            "zip_method",
            f"The member {said!r} is compressed by method {info.compress_type}.",
            hint="Write the archive with deflate, or uncompressed.",
            got=str(info.compress_type),
            expected="0 (stored) or 8 (deflate)",
        )


def _refuse_bomb(infos: list[zipfile.ZipInfo], num_bytes: int, limits: Limits) -> None:
    """By the sizes that the directory claims: `zipfile` gives no byte more than they say."""
    total = sum(info.file_size for info in infos)
    if total > limits.max_decoded_bytes:
        raise too_many_bytes(limits)
    if total > RATIO_FREE_BYTES and total > limits.max_decode_ratio * num_bytes:
        raise too_large(
            "decode_ratio",
            f"The archive of {num_bytes:,} bytes decodes to {total:,}, more than {limits.max_decode_ratio} times its size.",
            hint="Upload it uncompressed.",
        )
