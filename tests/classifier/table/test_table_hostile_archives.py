"""Archives that are made to hurt: each refused with its code, in little memory, with nothing on the disk."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from classifier.errors import DataInvalid, DomainError, TooLarge
from classifier.spec.limits import Limits
from classifier.table.npy_header import MAGIC
from tests.classifier.table.uploads import archive, huge_png, noise, npy, npz, picture, typed

MIB = 2**20
PNG = picture(noise(4, 4))


def header(text: str, version: tuple[int, int] = (1, 0), *, length: int | None = None) -> bytes:
    """A .npy array of a header alone."""
    claimed = len(text) if length is None else length
    return MAGIC + bytes(version) + struct.pack("<H" if version == (1, 0) else "<I", claimed) + text.encode()


def claim(descr: str, shape: object, fortran: object = False) -> bytes:
    return header(f"{{'descr': {descr!r}, 'fortran_order': {fortran}, 'shape': {shape}, }}\n")


def one(data: bytes, name: str = "X.npy") -> bytes:
    return archive({name: data}, zipfile.ZIP_STORED)


def named(name: str, data: bytes = PNG, *, mode: int = 0) -> bytes:
    """An archive of one member with any name and Unix mode."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        info = zipfile.ZipInfo("placeholder")
        info.external_attr = mode << 16
        file.writestr(info, data)
    raw = name.encode()
    whole = buffer.getvalue().replace(struct.pack("<HH", 11, 0) + b"placeholder", struct.pack("<HH", len(raw), 0) + raw)
    # the directory's name, and its length 18 bytes before it
    at = whole.find(b"PK\x01\x02")
    if b"placeholder" in whole[at:]:
        entry = bytearray(whole[at:].replace(b"placeholder", raw, 1))
        entry[28:30] = struct.pack("<H", len(raw))
        end = entry.find(b"PK\x05\x06")
        entry[end + 12 : end + 20] = struct.pack("<LL", end, at)
        whole = whole[:at] + bytes(entry)
    return whole


def patched(data: bytes, record: bytes, offset: int, value: bytes) -> bytes:
    """Bytes of every record of this signature replaced."""
    out, at = bytearray(data), data.find(record)
    while at >= 0:
        out[at + offset : at + offset + len(value)] = value
        at = data.find(record, at + 1)
    return bytes(out)


def flagged(data: bytes, flag: int) -> bytes:
    both = patched(data, b"PK\x03\x04", 6, struct.pack("<H", flag))
    return patched(both, b"PK\x01\x02", 8, struct.pack("<H", flag))


def sized(data: bytes, size: int) -> bytes:
    """Every member claims so many decoded bytes."""
    both = patched(data, b"PK\x03\x04", 22, struct.pack("<L", size))
    return patched(both, b"PK\x01\x02", 24, struct.pack("<L", size))


def twice(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr(name, data)
    return buffer.getvalue()


def overlapping() -> bytes:
    """A thousand directory entries for one member of a megabyte."""
    whole = archive({"a/1.png": PNG + b"\0" * MIB}, zipfile.ZIP_STORED)
    at, end = whole.find(b"PK\x01\x02"), whole.find(b"PK\x05\x06")
    entries = b"".join(whole[at:end].replace(b"a/1.png", b"a/%03d.p"[:7] % i) for i in range(1_000))
    tail = whole[end : end + 8] + struct.pack("<HHLLH", 1_000, 1_000, len(entries), at, 0)
    return whole[:at] + entries + tail


def deflated_zeros(num_bytes: int, head: bytes = b"") -> bytes:
    return archive({"X.npy": head + b"\0" * num_bytes})


def lying(data: bytes, count: int) -> bytes:
    """The end record claims so many members."""
    return patched(data, b"PK\x05\x06", 8, struct.pack("<HH", count, count))


def many(count: int) -> bytes:
    return archive({f"{i}.npy": b"" for i in range(count)}, zipfile.ZIP_STORED)


def wrong_checksum(data: bytes) -> bytes:
    at = data.find(PNG)
    return data[: at + 50] + bytes([data[at + 50] ^ 1]) + data[at + 51 :]


ROWS = np.arange(6.0).reshape(2, 3)
STEPS = np.zeros((2, 3, 1))
INFINITE = np.array([[[1.0, 2.0]], [[3.0, np.inf]]])
Case = tuple[Callable[[], bytes], str]

NPZ: dict[str, Case] = {
    "a header that asks for 29.8 GiB": (lambda: one(claim("<f8", (4_000_000_000,))), "array_size"),
    "a header that asks for 10^30 bytes": (lambda: one(claim("<f8", (10**10, 10**10, 10**10))), "array_size"),
    "29.8 GiB that the directory claims too": (
        lambda: sized(one(claim("<f8", (4_000_000_000,))), 0xFFFF_FFF0),
        "decode_ratio",
    ),
    "4 GiB in a directory": (lambda: sized(one(npy(ROWS)), 0xFFFF_FFF0), "decode_ratio"),
    "five times 4 GiB in a directory": (
        lambda: sized(archive({f"{i}.npy": b"" for i in range(5)}, zipfile.ZIP_STORED), 0xFFFF_FFF0),
        "too_many_bytes",
    ),
    "zeros at a thousand to one": (lambda: deflated_zeros(70 * MIB, claim("|u1", (70 * MIB,))), "decode_ratio"),
    "rows without an end in a tiny type": (lambda: one(claim("|u1", (10**12,))), "array_size"),
    "a trillion rows of no bytes": (lambda: one(claim("<f8", (10**12, 0))), "array_shape"),
    "a trillion empty texts": (lambda: one(claim("<U0", (10**12,))), "array_type"),
    "fewer bytes than claimed": (lambda: sized(one(npy(ROWS)), 128 + 56), "array_size"),
    "data that ends early": (lambda: sized(one(npy(ROWS)[:-8]), len(npy(ROWS))), "bad_zip"),
    "deflated data beyond what is claimed": (lambda: sized(deflated_zeros(MIB, npy(ROWS)), len(npy(ROWS))), "bad_zip"),
    "a header of 4 GiB": (lambda: one(header("", (2, 0), length=0xFFFF_FFFF)), "bad_npy"),
    "a header of 60,000 bytes": (lambda: one(header(" " * 60_000)), "bad_npy"),
    "a header cut off": (lambda: one(header("{", length=100)), "bad_npy"),
    "an unknown version": (lambda: one(header("{}", (9, 9))), "bad_npy"),
    "brackets without an end": (lambda: one(header("(" * 9_000)), "bad_npy"),
    "a header that is a call": (lambda: one(header("__import__('os').getcwd()")), "bad_npy"),
    "a header with one more key": (
        lambda: one(header("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}")),
        "bad_npy",
    ),
    "a negative shape": (lambda: one(claim("<f8", (-1,))), "bad_npy"),
    "a shape of truth values": (lambda: one(claim("<f8", (True,))), "bad_npy"),
    "a shape of 40 axes": (lambda: one(claim("<f8", (1,) * 40)), "bad_npy"),
    "an order that is a number": (lambda: one(claim("<f8", (1,), 1)), "bad_npy"),
    "not an array": (lambda: one(b"hello"), "bad_npy"),
    "an empty member": (lambda: one(b""), "bad_npy"),
    "pickled objects": (lambda: npz_of_objects(), "object_array"),
    "an object type": (lambda: one(claim("|O", (1,)) + b"cos\nsystem\n(S'true'\ntR."), "object_array"),
    "a struct": (lambda: one(claim("<f8,<f8", (1,)) + b"\0" * 16), "array_type"),
    "a sub-array of 10^12": (lambda: one(claim("(1000000,1000000)<f8", (1,))), "array_type"),
    "complex numbers": (lambda: npz(X=np.zeros(2, dtype=complex)), "array_type"),
    "a long double": (lambda: npz(X=np.zeros(2, dtype="f16")), "array_type"),
    "a void": (lambda: one(claim("|V8", (1,)) + b"\0" * 8), "array_type"),
    "a scalar": (lambda: npz(X=np.float64(1)), "array_shape"),
    "five axes": (lambda: npz(X=np.zeros((2, 2, 2, 2, 2))), "array_shape"),
    "steps without channels": (lambda: npz(X=np.zeros((2, 3, 0))), "array_shape"),
    "texts of three axes": (lambda: npz(X=np.full((2, 2, 2), "a")), "array_shape"),
    "no rows": (lambda: npz(X=np.zeros((0, 3))), "no_rows"),
    "no members": (lambda: archive({}), "no_columns"),
    "first axes that differ": (lambda: npz(X=ROWS, y=np.arange(3)), "unequal_rows"),
    "a member in a folder": (lambda: one(npy(ROWS), "a/X.npy"), "not_an_array"),
    "a member that is no array": (lambda: archive({"X.npy": npy(ROWS), "readme.txt": b"x"}), "not_an_array"),
    "an archive in the archive": (lambda: one(npz(X=ROWS), "X.npz"), "not_an_array"),
    "one name twice": (lambda: twice("X.npy", npy(ROWS)), "duplicate_member"),
    "names equal after stripping": (
        lambda: archive({"X.npy": npy(ROWS[:, 0]), "X .npy": npy(ROWS[:, 0])}),
        "duplicate_column",
    ),
    "columns of one name": (lambda: npz(X=ROWS, X_1=np.arange(2)), "duplicate_column"),
    "a member of an empty name": (lambda: one(npy(ROWS[:, 0]), ".npy"), "empty_column_name"),
    "more members than columns": (lambda: many(2_100), "too_many_members"),
    "more columns than are taken": (lambda: npz(X=np.zeros((1, 2_001))), "too_many_columns"),
    "more steps than are taken": (lambda: npz(X=np.zeros((1, 20_001, 1))), "too_many_steps"),
    "more pixels than are taken": (lambda: npz(X=np.zeros((1, 5_001, 5_000), dtype=np.uint8)), "image_too_large"),
    "five channels": (lambda: npz(X=np.zeros((1, 5, 5, 5))), "image_channels"),
    "bytes that are no UTF-8": (lambda: npz(s=np.array([b"a", b"\xff"])), "bad_text"),
    "a lone surrogate": (lambda: one(claim("<U1", (1,)) + b"\x00\xd8\x00\x00", "s.npy"), "bad_text"),
    "a character beyond Unicode": (lambda: one(claim("<U1", (1,)) + b"\xff\xff\xff\xff", "s.npy"), "bad_text"),
    "a NUL inside a text": (lambda: npz(s=np.array(["a\0b"])), "bad_text"),
    "a text of 70,000 characters": (lambda: npz(s=np.array(["x" * 70_000])), "field_too_long"),
    "infinity in a sequence": (lambda: npz(X=INFINITE), "not_finite"),
    "infinity in an image": (lambda: npz(X=INFINITE[:, None]), "not_finite"),
    "a sequence of padding alone": (lambda: npz(X=np.array([[[1.0]], [[np.nan]]])), "empty_sequence"),
    "a length of 0": (lambda: npz(X=STEPS, length=np.array([3, 0])), "bad_length"),
    "a length beyond the steps": (lambda: npz(X=STEPS, length=np.array([4, 1])), "bad_length"),
    "a length that is negative": (lambda: npz(X=STEPS, length=np.array([-1, 1])), "bad_length"),
    "a length that is no whole number": (lambda: npz(X=STEPS, length=np.array([1.5, 1])), "array_shape"),
    "a length of two axes": (lambda: npz(X=STEPS, length=np.ones((2, 1), dtype=int)), "array_shape"),
    "a mask with a hole": (lambda: npz(X=STEPS, mask=np.array([[1, 0, 1], [1, 1, 1]])), "bad_mask"),
    "a mask of other numbers": (lambda: npz(X=STEPS, mask=np.array([[1, 2, 0], [1, 1, 1]])), "bad_mask"),
    "a mask of NaN": (lambda: npz(X=STEPS, mask=np.full((2, 3), np.nan)), "bad_mask"),
    "a mask of zeros": (lambda: npz(X=STEPS, mask=np.array([[1, 1, 1], [0, 0, 0]])), "empty_sequence"),
    "a mask of other steps": (lambda: npz(X=STEPS, mask=np.ones((2, 4))), "array_shape"),
    "length and mask": (lambda: npz(X=STEPS, mask=np.ones((2, 3)), length=np.array([3, 3])), "array_shape"),
    "not a zip": (lambda: b"a,b\n1,2\n", "bad_zip"),
    "a lone array": (lambda: npy(ROWS), "bad_zip"),
    "an empty file": (lambda: b"", "bad_zip"),
    "cut off": (lambda: npz(X=ROWS)[:-30], "bad_zip"),
    "an end record alone": (lambda: b"PK\x05\x06" + b"\xff" * 18, "too_many_members"),
    "an end record without a directory": (lambda: b"PK\x05\x06" + b"\x01" * 18, "bad_zip"),
}

ZIP: dict[str, Case] = {
    "a name that climbs": (lambda: named("../../etc/1.png"), "member_name"),
    "a name that climbs inside": (lambda: named("a/../../1.png"), "member_name"),
    "an absolute name": (lambda: named("/tmp/1.png"), "member_name"),
    "a drive": (lambda: named("C:/a/1.png"), "member_name"),
    "a backslash": (lambda: named("a\\1.png"), "member_name"),
    "a NUL in a name": (lambda: named("a/1.png\0.txt"), "member_name"),
    "a line end in a name": (lambda: named("a/1\n.png"), "member_name"),
    "a name of dots": (lambda: named("a/./1.png"), "member_name"),
    "an empty folder name": (lambda: named("a//1.png"), "member_name"),
    "a symbolic link": (lambda: named("a/1.png", b"/etc/passwd", mode=0o120777), "member_link"),
    "a device": (lambda: named("a/1.png", mode=0o020666), "member_link"),
    "a pipe": (lambda: named("a/1.png", mode=0o010666), "member_link"),
    "encrypted": (lambda: flagged(archive({"a/1.png": PNG}), 1), "encrypted_member"),
    "strongly encrypted": (lambda: flagged(archive({"a/1.png": PNG}), 0x40), "encrypted_member"),
    "LZMA": (lambda: archive({"a/1.png": PNG}, zipfile.ZIP_LZMA), "zip_method"),
    "bzip2": (lambda: archive({"a/1.png": PNG}, zipfile.ZIP_BZIP2), "zip_method"),
    "one name twice": (lambda: twice("a/1.png", PNG), "duplicate_member"),
    "a zip in the zip": (lambda: archive({"a/1.png": PNG, "a/b.zip": archive({"1.png": PNG})}), "nested_archive"),
    "a gzip in the zip": (lambda: archive({"a/1.png": zlib.compress(PNG, wbits=31)}), "nested_archive"),
    "a text": (lambda: archive({"a/1.png": PNG, "a/notes.txt": b"hello"}), "not_an_image"),
    "a script named as an image": (lambda: archive({"a/1.png": b"#!/bin/sh\n"}), "not_an_image"),
    "a GIF": (lambda: archive({"a/1.gif": picture(noise(4, 4), "GIF")}), "not_an_image"),
    "an empty member": (lambda: archive({"a/1.png": b""}), "not_an_image"),
    "an array": (lambda: archive({"a/1.npy": npy(noise(4, 4))}), "not_an_image"),
    "an image cut off": (lambda: archive({"a/1.png": PNG[:60]}), "not_an_image"),
    "an image of 60,000 x 60,000 pixels": (lambda: archive({"a/1.png": huge_png(60_000)}), "image_too_large"),
    "an image of 10^18 pixels": (lambda: archive({"a/1.png": huge_png(10**9)}), "image_too_large"),
    "a member of 33 MB": (lambda: archive({"a/1.png": PNG + b"\0" * 33 * MIB}), "image_too_large"),
    "zeros at a thousand to one": (
        lambda: archive({f"a/{i}.png": PNG + b"\0" * 30 * MIB for i in range(3)}),
        "decode_ratio",
    ),
    "a thousand entries for one member": (overlapping, "bad_zip"),
    "fewer members than claimed": (lambda: lying(archive({"a/1.png": PNG}), 5), "bad_zip"),
    "more members than claimed": (lambda: lying(archive({f"a/{i}.png": PNG for i in range(9)}), 1), "bad_zip"),
    "65,535 members claimed": (lambda: lying(archive({"a/1.png": PNG}), 65_535), "bad_zip"),
    "a wrong checksum": (lambda: wrong_checksum(archive({"a/1.png": PNG}, zipfile.ZIP_STORED)), "bad_zip"),
    "one image outside of the folders": (lambda: archive({"a/1.png": PNG, "2.png": PNG}), "mixed_folders"),
    "folders alone": (lambda: archive({"a/": b"", "b/": b""}), "no_rows"),
    "litter alone": (lambda: archive({"__MACOSX/a": b"", "a/.DS_Store": b""}), "no_rows"),
    "cut off": (lambda: archive({"a/1.png": PNG})[:-9], "bad_zip"),
    "an Excel workbook": (lambda: archive({"xl/workbook.xml": b"<?xml"}), "not_an_image"),
}


def npz_of_objects() -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, X=np.array([{"a": 1}], dtype=object))
    return buffer.getvalue()


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    """What a first table imports counts in no case."""
    typed(npz(X=STEPS, s=np.array(["a", "b"])), "npz")
    typed(archive({"a/1.png": PNG}), "zip")


CASES = [*(("npz", name) for name in NPZ), *(("zip", name) for name in ZIP)]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_hostile_archive_is_refused_in_little_memory(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, code = (NPZ if kind == "npz" else ZIP)[name]
    data = make()
    monkeypatch.chdir(tmp_path)
    arrow = pa.total_allocated_bytes()
    start = time.process_time()
    tracemalloc.start()
    with pytest.raises(DomainError) as caught:
        typed(data, kind)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.faults[0].code == code
    assert isinstance(caught.value, DataInvalid | TooLarge)
    assert caught.value.faults[0].message
    assert peak < 12 * MIB
    assert pa.total_allocated_bytes() - arrow < 12 * MIB
    assert time.process_time() - start < 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arrays", "place"),
    [
        ({"X": INFINITE}, (1, "X", "step 0, channel 1 is inf")),
        ({"X": STEPS, "length": np.array([3, 4])}, (1, "length", "`length` is 4")),
        ({"X": STEPS, "mask": np.array([[1, 1, 1], [1, 0, 1]])}, (1, "mask", "Row 1, step 2")),
        ({"s": np.array([b"a", b"\xff"])}, (1, "s", "not UTF-8")),
    ],
)
def test_a_bad_row_of_an_array_is_named(arrays: dict[str, np.ndarray], place: tuple[int, str, str]) -> None:
    with pytest.raises(DataInvalid) as caught:
        typed(npz(**arrays), "npz")
    fault = caught.value.faults[0]
    assert (fault.row, fault.column) == place[:2]
    assert place[2] in fault.message


@pytest.mark.parametrize(
    ("data", "kind", "at", "below", "code"),
    [
        (npz(X=STEPS), "npz", {"max_steps": 3}, {"max_steps": 2}, "too_many_steps"),
        (npz(X=ROWS), "npz", {"max_columns": 3}, {"max_columns": 2}, "too_many_columns"),
        (npz(X=ROWS), "npz", {"max_rows": 2}, {"max_rows": 1}, "too_many_rows"),
        (npz(X=noise(2, 4, 5)), "npz", {"max_image_pixels": 20}, {"max_image_pixels": 19}, "image_too_large"),
        (npz(X=ROWS), "npz", {"max_decoded_bytes": 176}, {"max_decoded_bytes": 175}, "too_many_bytes"),
        (archive({"1.png": PNG, "2.png": PNG}), "zip", {"max_rows": 2}, {"max_rows": 1}, "too_many_rows"),
        (archive({"1.png": PNG}), "zip", {"max_image_pixels": 16}, {"max_image_pixels": 15}, "image_too_large"),
        (
            archive({"1.png": PNG}),
            "zip",
            {"max_image_bytes": len(PNG)},
            {"max_image_bytes": len(PNG) - 1},
            "image_too_large",
        ),
        (
            archive({"1.png": PNG}),
            "zip",
            {"max_decoded_bytes": len(PNG)},
            {"max_decoded_bytes": len(PNG) - 1},
            "too_many_bytes",
        ),
    ],
)
def test_exactly_a_limit_is_taken_and_one_more_is_not(
    data: bytes, kind: str, at: dict[str, int], below: dict[str, int], code: str
) -> None:
    assert typed(data, kind, limits=Limits(**at)).table.num_rows
    with pytest.raises(TooLarge) as caught:
        typed(data, kind, limits=Limits(**below))
    assert caught.value.faults[0].code == code


@pytest.mark.parametrize(
    ("whole", "kind"), [(npz(X=STEPS, y=np.array(["a", "b"])), "npz"), (archive({"a/1.png": PNG}), "zip")]
)
def test_every_damaged_byte_of_an_archive_is_a_table_or_a_coded_refusal(whole: bytes, kind: str) -> None:
    refused = [code for at in range(0, len(whole), 2) if (code := _code(_flipped(whole, at), kind)) is not None]
    assert len(refused) > 50
    cut = [_code(whole[:at], kind) for at in range(0, len(whole), 5)]
    assert None not in cut


def _flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]


def _code(data: bytes, kind: str) -> str | None:
    try:
        typed(data, kind)
    except DomainError as error:
        return error.faults[0].code
    return None
