"""Images: what each sort of file decodes to, zips of class folders, and what a column of images is said to hold."""

import base64
import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from classifier.errors import DataInvalid, DomainError
from classifier.spec.limits import Limits
from classifier.spec.table import ColumnKind, ColumnRole, FileFormat, ParseOptions
from classifier.table.image_cell import array_image, decode_image
from classifier.table.profile import profile_table
from classifier.table.read import iter_source
from tests.classifier.table.uploads import archive, huge_png, noise, npy, picture, read, typed

GREY, COLOR = noise(5, 7), noise(5, 7, 3)
FOLDERS = {
    "train/cat/1.png": picture(GREY),
    "train/dog/1.png": picture(COLOR),
    "test/cat/2.jpg": picture(COLOR, "JPEG"),
}


def decoded(data: bytes) -> np.ndarray:
    return decode_image(data, Limits())


def test_a_png_decodes_to_its_pixels() -> None:
    assert np.array_equal(decoded(picture(GREY)), GREY[None])
    assert np.array_equal(decoded(picture(COLOR)), COLOR.transpose(2, 0, 1))
    assert decoded(picture(COLOR)).dtype == np.uint8
    assert decoded(picture(COLOR)).flags.c_contiguous


def test_transparency_is_left_out() -> None:
    alpha = noise(5, 7, 1, seed=1)
    assert np.array_equal(decoded(picture(np.concatenate([COLOR, alpha], axis=2))), COLOR.transpose(2, 0, 1))
    assert np.array_equal(decoded(picture(np.concatenate([GREY[:, :, None], alpha], axis=2))), GREY[None])
    assert np.array_equal(decoded(npy(np.concatenate([COLOR, alpha], axis=2))), COLOR.transpose(2, 0, 1))


@pytest.mark.parametrize("transparency", [None, bytes([0, 100, 255])])
def test_a_palette_becomes_its_colours(transparency: bytes | None) -> None:
    image = Image.fromarray(np.arange(4, dtype=np.uint8).reshape(2, 2)).convert("P")
    image.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **({} if transparency is None else {"transparency": transparency}))
    assert decoded(buffer.getvalue()).transpose(1, 2, 0).tolist() == [
        [[0, 0, 0], [255, 0, 0]],
        [[0, 255, 0], [0, 0, 255]],
    ]


def test_one_bit_is_0_or_255_and_sixteen_bits_are_scaled_to_255() -> None:
    assert decoded(picture(GREY > 100)).tolist() == [((GREY > 100) * 255).tolist()]
    deep = np.array([[0, 257, 65_535], [128, 25_700, 1]], dtype=np.uint16)
    assert np.allclose(decoded(picture(deep)), deep / 257)
    assert decoded(picture(deep)).dtype == np.float32


def test_a_jpeg_for_print_becomes_three_colours() -> None:
    buffer = io.BytesIO()
    Image.fromarray(COLOR).convert("CMYK").save(buffer, "JPEG")
    assert decoded(buffer.getvalue()).shape == (3, 5, 7)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_stands_upright(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = picture(noise(24, 40, 3), "JPEG", exif=exif)
    with Image.open(io.BytesIO(data)) as image:
        upright = ImageOps.exif_transpose(image)
    assert np.array_equal(decoded(data), np.asarray(upright).transpose(2, 0, 1))


@pytest.mark.parametrize("dtype", ["u1", "i4", "f2", "f4", "f8", "?"])
def test_an_array_comes_back_from_its_cell(dtype: str) -> None:
    array = (noise(3, 5, 7) % 2 * 100).astype(dtype)
    assert np.array_equal(decoded(array_image(array)), array.astype(np.float32))
    assert np.array_equal(decoded(array_image(array[0])), array[:1].astype(np.float32))
    assert np.array_equal(decoded(array_image(array.transpose(1, 2, 0))), array.astype(np.float32))


def test_whole_numbers_of_a_byte_are_kept_as_bytes() -> None:
    assert decoded(array_image(np.array([[0, 255]]))).dtype == np.uint8
    assert decoded(array_image(np.array([[0, 256]]))).dtype == np.float32


CUT = picture(noise(64, 64, 3), "JPEG")
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not_an_image"),
    "text": (b"hello", "not_an_image"),
    "a GIF": (picture(GREY, "GIF"), "not_an_image"),
    "a BMP": (picture(GREY, "BMP"), "not_an_image"),
    "a TIFF": (picture(GREY, "TIFF"), "not_an_image"),
    "half a JPEG": (CUT[: len(CUT) // 2], "not_an_image"),
    "a JPEG without its end": (CUT[:-12], "not_an_image"),
    "half a PNG": (picture(noise(64, 64))[:2_000], "not_an_image"),
    "only the beginning of a PNG": (picture(GREY)[:20], "not_an_image"),
    "a PNG with other bytes": (picture(GREY)[:45] + b"\0" * 40, "not_an_image"),
    "a PNG of 60,000 x 60,000": (huge_png(60_000), "image_too_large"),
    "an array of objects": (
        npy(GREY).replace(b"'|u1'", b"'|O' "),
        "not_an_image",
    ),
    "an array cut off": (npy(GREY)[:-1], "not_an_image"),
    "an array with more behind": (npy(GREY) + b"\0", "not_an_image"),
    "an array of one axis": (npy(GREY[0]), "not_an_image"),
    "an array of no pixels": (npy(GREY[:0]), "not_an_image"),
    "an array of texts": (npy(np.array([["a"]])), "not_an_image"),
    "an array of five channels": (npy(noise(5, 7, 5)), "image_channels"),
    "an array with NaN": (npy(np.array([[1.0, np.nan]])), "not_finite"),
    "an array beyond float32": (npy(np.array([[1.0, 1e300]])), "not_finite"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_image_is_refused(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(DomainError) as caught:
        decoded(data)
    assert caught.value.faults[0].code == code
    assert caught.value.remedy


@pytest.mark.parametrize(("limits", "taken"), [({"max_image_pixels": 35}, True), ({"max_image_pixels": 34}, False)])
def test_pixels_are_counted_before_they_are_decoded(limits: dict[str, int], taken: bool) -> None:
    for data in (picture(GREY), picture(COLOR, "JPEG"), npy(GREY), npy(COLOR)):
        if taken:
            assert decode_image(data, Limits(**limits)).shape[1:] == (5, 7)
            continue
        with pytest.raises(DomainError) as caught:
            decode_image(data, Limits(**limits))
        assert caught.value.faults[0].code == "image_too_large"


def code_of(data: bytes) -> str | None:
    try:
        decoded(data)
    except DomainError as error:
        return error.faults[0].code
    return None


def test_every_damaged_byte_of_an_image_is_pixels_or_a_refusal() -> None:
    for whole in (picture(noise(9, 9)), picture(noise(9, 9, 3), "JPEG"), npy(noise(3, 3))):
        codes = [code_of(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]) for at in range(0, len(whole), 3)]
        assert set(codes) <= {None, "not_an_image", "image_too_large", "image_channels"}
        assert len(codes) - codes.count(None) >= 8


def test_a_zip_of_folders_is_a_table_of_files_images_and_labels() -> None:
    table = typed(archive(FOLDERS), "zip")
    assert [(c.name, c.kind, c.role) for c in table.schema.columns] == [
        ("file", ColumnKind.categorical, ColumnRole.id),
        ("image", ColumnKind.image, ColumnRole.feature),
        ("label", ColumnKind.categorical, ColumnRole.target),
    ]
    assert table.table.column("file").to_pylist() == list(FOLDERS)
    assert table.table.column("label").to_pylist() == ["cat", "dog", "cat"]
    assert table.table.column("image").to_pylist() == list(FOLDERS.values())


def test_a_zip_without_folders_has_no_labels() -> None:
    assert read(archive({"1.png": picture(GREY)}), "zip").table.column_names == ["file", "image"]


def test_what_systems_leave_behind_is_passed_over_and_counted() -> None:
    litter = {"__MACOSX/cat/._1.png": b"x", "cat/.DS_Store": b"x", "cat/Thumbs.db": b"x", "cat/": b""}
    table = typed(archive(litter | {"cat/1.png": picture(GREY), "dog/1.png": picture(COLOR)}), "zip")
    assert table.table.column("file").to_pylist() == ["cat/1.png", "dog/1.png"]
    assert "3 members that systems leave behind" in table.schema.columns[1].reason


def test_another_target_takes_the_place_of_the_folder() -> None:
    table = typed(archive(FOLDERS), "zip", {"file": {"role": "target"}})
    assert [c.role for c in table.schema.columns if c.role is ColumnRole.target] == [ColumnRole.target]


def test_a_class_is_one_however_its_accents_are_written() -> None:
    members = {"caf\u00e9/1.png": picture(GREY), "cafe\u0301/2.png": picture(GREY)}
    assert read(archive(members), "zip").table.column("label").to_pylist() == ["caf\u00e9"] * 2


def test_a_zip_is_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.table.zip_images.BATCH_BYTES", 3_000)
    path = tmp_path / "a.zip"
    path.write_bytes(archive({f"a/{i}.png": picture(noise(30, 30)) for i in range(10)}))
    batches = list(iter_source(path, FileFormat.zip, gzip=False, parse=ParseOptions(), limits=Limits()))
    assert sum(batch.table.num_rows for batch in batches) == 10
    assert len(batches) > 3
    assert len(list(tmp_path.iterdir())) == 1


def test_an_image_that_cannot_be_decoded_is_told_by_row_and_name() -> None:
    with pytest.raises(DataInvalid) as caught:
        typed(archive(FOLDERS | {"test/dog/3.jpg": CUT[:400], "test/dog/4.jpg": CUT[:300]}), "zip")
    assert [(f.code, f.row, f.column) for f in caught.value.faults] == [
        ("not_an_image", 3, "image"),
        ("not_an_image", 4, "image"),
    ]
    assert "'test/dog/3.jpg'" in caught.value.detail


def test_the_profile_counts_formats_sizes_and_pixels() -> None:
    profile = profile_table(typed(archive(FOLDERS | {"a/x.png": picture(noise(3, 9))}), "zip"))
    found = profile.columns[1].image
    assert found is not None
    assert found.formats == {"jpeg": 1, "png": 3}
    assert [(size.value, size.count) for size in found.sizes] == [("5 x 7", 3), ("3 x 9", 1)]
    assert (found.min_height, found.max_height, found.min_width, found.max_width) == (3, 5, 7, 9)
    assert found.num_channels == 3
    pixels = np.concatenate([decoded(data).ravel() for data in [*FOLDERS.values(), picture(noise(3, 9))]])
    assert (found.mean, found.std) == (pytest.approx(pixels.mean()), pytest.approx(pixels.std()))
    assert profile.columns[1].num_distinct == 4
    assert profile.suggested_target == "label"


def test_equal_images_are_one_distinct_value_and_a_constant_column_is_no_feature() -> None:
    table = typed(archive({"a/1.png": picture(GREY), "b/2.png": picture(GREY)}), "zip")
    assert table.schema.columns[1].role is ColumnRole.ignored
    assert profile_table(table).columns[1].num_distinct == 1


def test_a_zip64_directory_is_read() -> None:
    whole = archive(FOLDERS)
    end = whole.find(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HLL", whole, end + 10)
    end64 = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, count, count, size, start)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    tail = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0)
    assert read(whole[:end] + end64 + locator + tail, "zip").table.num_rows == 3


def test_texts_of_base64_are_images_where_the_user_says_so() -> None:
    cells = [base64.b64encode(picture(noise(4, 4, seed=i))).decode() for i in range(3)]
    table = typed(("a,y\n" + "".join(f"{cell},u\n" for cell in cells)).encode(), "csv", {"a": {"kind": "image"}})
    assert table.table.column("a").to_pylist() == [base64.b64decode(cell) for cell in cells]
    assert profile_table(table).columns[0].image is not None
    with pytest.raises(DataInvalid) as caught:
        typed(f"a\n{cells[0]}\n***\n".encode(), "csv", {"a": {"kind": "image"}})
    assert (caught.value.faults[0].code, caught.value.faults[0].row) == ("not_base64", 1)


@pytest.mark.parametrize("kind", ["image", "sequence"])
def test_a_column_without_a_cell_may_be_called_one(kind: str) -> None:
    table = typed(b'{"a": null, "n": 1}\n{"a": null, "n": 2}\n', "ndjson", {"a": {"kind": kind}})
    counted = profile_table(table).columns[0]
    assert (counted.kind.value, counted.num_missing, counted.image, counted.sequence) == (kind, 2, None, None)
