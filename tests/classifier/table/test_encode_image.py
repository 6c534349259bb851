"""Images: decoded, brought to one size and number of channels, normalized over training pixels."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from classifier.errors import DataInvalid
from classifier.spec.limits import Limits
from classifier.table.encode import Encoder, encode, input_columns
from classifier.table.features import image as module
from classifier.table.features.image import ImageFeature, PixelStatistics
from classifier.table.features.pixels import fitted_pixels
from classifier.table.features.scaling import summary
from tests.classifier.table.encode_tables import fitted, images, npy, pictures, png


def of(encoder: Encoder) -> ImageFeature:
    assert isinstance(encoder.whole, ImageFeature)
    return encoder.whole


@settings(max_examples=10, deadline=None)
@given(
    st.integers(0, 2**31 - 1),
    st.sampled_from(["standard", "max_abs", "min_max", "robust", "none", "batch_norm"]),
)
def test_one_row_a_batch_and_any_order_are_the_same_numbers(seed: int, normalization: str) -> None:
    table = images(pictures(seed=seed))
    encoder = fitted(table, list(range(8)), normalization=normalization)
    order = np.random.default_rng(seed).permutation(table.num_rows)

    whole = encode(encoder, table).x_NX
    one_by_one = np.concatenate([encode(encoder, table.slice(i, 1)).x_NX for i in range(table.num_rows)])
    shuffled = encode(encoder, table.take(order)).x_NX

    assert whole.dtype == np.float32
    assert whole.shape == (12, *encoder.shape) == (12, 3, 5, 4)
    assert np.array_equal(whole, one_by_one)
    assert np.array_equal(whole[order], shuffled)


def test_the_size_is_the_most_frequent_one_of_the_training_images_unless_the_spec_says_one() -> None:
    table = images(pictures())

    assert fitted(table).shape == [3, 5, 4]
    assert fitted(table, [2, 6, 0]).shape == [3, 3, 8]
    assert fitted(table, image_size=[6, 7]).shape == [3, 6, 7]


def test_a_large_size_is_brought_to_256_along_the_longer_side() -> None:
    assert fitted(images([npy(np.zeros((600, 300), dtype=np.uint8))])).shape == [1, 256, 128]


def test_pixels_are_normalized_over_the_training_images() -> None:
    table = images([png(np.array([[0, 100]], dtype=np.uint8)), png(np.array([[200, 100]], dtype=np.uint8))])

    x_NCHW = encode(fitted(table), table).x_NX

    assert x_NCHW == pytest.approx(np.array([[[[-1, 0]]], [[[1, 0]]]]) * np.sqrt(2))


def test_each_channel_has_statistics_of_its_own() -> None:
    colors = np.array([[[0, 10, 5], [200, 30, 5]]], dtype=np.uint8)

    encoder = fitted(images([png(colors)]))

    assert of(encoder).centers == [100, 20, 5]
    assert of(encoder).scales == [100, 10, 1]
    assert encoder.feature_names == ["red", "green", "blue"]


def test_no_fitted_value_looks_at_other_rows() -> None:
    cells = pictures()
    altered = [*cells[:8], *pictures(seed=99)[:2], b"broken", npy(np.full((900, 900), 7.0))]

    assert fitted(images(cells), range(8)) == fitted(images(altered), range(8))
    assert fitted(images(cells)) != fitted(images([*cells[:8], *pictures(seed=99)[8:]]))  # a leak would be seen


def test_grey_is_repeated_for_a_network_of_colours_and_colour_weighed_for_a_grey_one() -> None:
    grey = np.array([[10, 20], [30, 40]], dtype=np.uint8)
    color = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 9, 9]]], dtype=np.uint8)
    of_colors = fitted(images([png(color)]), normalization="none")
    of_greys = fitted(images([png(grey)]), normalization="none")

    repeated = encode(of_colors, images([png(grey)])).x_NX[0]
    weighed = encode(of_greys, images([png(color)])).x_NX[0]

    assert repeated.tolist() == [[[10, 20], [30, 40]]] * 3
    assert weighed[0] == pytest.approx(np.array([[255 * 0.299, 255 * 0.587], [255 * 0.114, 9]]), rel=1e-5)
    assert weighed[0] == pytest.approx(np.asarray(Image.fromarray(color).convert("L")), abs=1)


def test_transparency_is_left_out() -> None:
    pixel_CHW = np.arange(16, dtype=np.uint8).reshape(4, 2, 2)

    assert fitted_pixels(pixel_CHW, 3, 2, 2).tolist() == pixel_CHW[:3].tolist()
    assert fitted_pixels(pixel_CHW[:2], 1, 2, 2).tolist() == pixel_CHW[:1].tolist()


def test_an_array_and_a_png_of_the_same_pixels_are_the_same_numbers() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (9, 7, 3), dtype=np.uint8)
    encoder = fitted(images([png(pixels)]), image_size=[4, 4])

    of_png, of_array, of_floats = encode(
        encoder,
        images([png(pixels), npy(pixels.transpose(2, 0, 1)), npy(pixels.transpose(2, 0, 1).astype(np.float64))]),
    ).x_NX

    assert np.array_equal(of_png, of_array)
    assert np.array_equal(of_png, of_floats)


def test_resizing_averages_and_keeps_height_and_width_apart() -> None:
    pixel_CHW = np.zeros((1, 4, 8), dtype=np.uint8)
    pixel_CHW[:, :, 4:] = 200

    halved = fitted_pixels(pixel_CHW, 1, 2, 4)

    assert halved.shape == (1, 2, 4)
    assert halved[0, :, 0].tolist() == [0, 0]
    assert halved[0, :, 3].tolist() == [200, 200]
    assert halved.mean() == pytest.approx(100)


def test_an_image_that_cannot_be_used_refuses_its_row_and_no_other() -> None:
    encoder = fitted(images(pictures()))
    good = pictures()[0]

    encoded = encode(
        encoder,
        images([good, b"not an image", None, good[:40], npy(np.array([[np.nan, 1.0]])), good]),
        with_warnings=True,
    )

    assert encoded.bad_rows.tolist() == [1, 2, 3, 4]
    assert [(f.code, f.row, f.column) for f in encoded.faults] == [
        ("not_an_image", 1, "picture"),
        ("missing_input", 2, "picture"),
        ("not_an_image", 3, "picture"),
        ("not_finite", 4, "picture"),
    ]
    assert np.array_equal(encoded.x_NX[0], encoded.x_NX[5])
    assert (encoded.x_NX[1:5] == 0).all()


def test_an_image_larger_than_the_limits_refuses_its_row() -> None:
    encoder = fitted(images(pictures()))

    encoded = encode(encoder, images(pictures()[:3]), limits=Limits(max_image_pixels=20))

    assert encoded.bad_rows.tolist() == [2]
    assert encoded.faults[0].code == "image_too_large"


def test_a_column_of_something_else_refuses_its_rows() -> None:
    encoder = fitted(images(pictures()))

    encoded = encode(encoder, pa.table({"picture": ["aGVsbG8=", None]}))

    assert [fault.code for fault in encoded.faults] == ["not_an_image", "missing_input"]


def test_only_the_first_thousand_faults_are_told_but_every_row_is_refused() -> None:
    encoder = fitted(images(pictures()))

    encoded = encode(encoder, images([None] * 1_005))

    assert len(encoded.faults) == 1_000
    assert len(encoded.bad_rows) == 1_005


def test_a_training_row_without_a_readable_image_is_refused_by_its_row_of_the_table() -> None:
    table = images([*pictures()[:3], None, b"no"])

    with pytest.raises(DataInvalid, match=r"Row 3, column 'picture': there is no image. \(1 more\)") as refused:
        fitted(table, [0, 3, 4])

    assert [(fault.code, fault.row) for fault in refused.value.faults] == [("missing_input", 3), ("not_an_image", 4)]
    assert fitted(table, [0, 1]).input_kind == "image"


def test_statistics_of_many_images_are_those_of_all_their_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SAMPLE", 100)
    pixel_NHW = np.random.default_rng(0).normal(1e4, 1, (50, 4, 5)).astype(np.float32)
    measured = PixelStatistics(pixel_NHW.size)

    for pixel_HW in pixel_NHW:
        measured.add(pixel_HW)
    found, expected = measured.summary(), summary(pixel_NHW.ravel().astype(np.float64))

    assert (found.low, found.high) == (expected.low, expected.high)
    assert found.mean == pytest.approx(expected.mean, rel=1e-12)
    assert found.std == pytest.approx(expected.std, rel=1e-9)
    assert found.some_N.tolist() == pixel_NHW.ravel()[::10].tolist()


def test_an_encoder_of_images_written_as_json_gives_the_same_numbers() -> None:
    table = images(pictures())
    encoder = fitted(table)

    again = Encoder.model_validate_json(encoder.model_dump_json())

    assert again == encoder
    assert np.array_equal(encode(again, table).x_NX, encode(encoder, table).x_NX)
    assert [(c.name, c.kind) for c in input_columns(again)] == [("picture", "image")]


def test_no_row_gives_no_numbers() -> None:
    table = images(pictures())

    assert encode(fitted(table), table.slice(0, 0), with_warnings=True).x_NX.shape == (0, 3, 5, 4)
