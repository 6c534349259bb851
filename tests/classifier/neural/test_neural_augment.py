"""Training images are changed at random, each on its own, inside what the spec allows."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from classifier.neural.augment import augment
from classifier.neural.device import seeded
from classifier.spec.preprocessing import AugmentationSpec

CPU = torch.device("cpu")


def images(num_images: int = 200, channels: int = 2, height: int = 10, width: int = 8) -> Tensor:
    return torch.randn(num_images, channels, height, width, generator=torch.Generator().manual_seed(0)) + 5.0


def drawn(x_BCHW: Tensor, spec: AugmentationSpec, seed: int = 0) -> Tensor:
    with seeded(CPU, seed):
        return augment(x_BCHW, spec)


def test_a_flip_mirrors_about_half_of_the_images_left_and_right() -> None:
    x_BCHW = images()
    found = drawn(x_BCHW, AugmentationSpec(flip=True))
    same_B = (found == x_BCHW).all((1, 2, 3))
    mirrored_B = (found == x_BCHW.flip(-1)).all((1, 2, 3))
    assert (same_B ^ mirrored_B).all()
    assert 70 < int(mirrored_B.sum()) < 130


def moved(image_CHW: np.ndarray, down: int, right: int) -> np.ndarray:
    """One image shifted pixel by pixel, zeros coming in: what `augment` does to whole batches."""
    result_CHW = np.zeros_like(image_CHW)
    _, height, width = image_CHW.shape
    for y in range(height):
        for x in range(width):
            if 0 <= y - down < height and 0 <= x - right < width:
                result_CHW[:, y, x] = image_CHW[:, y - down, x - right]
    return result_CHW


def test_a_shift_moves_each_image_by_pixels_of_its_own_as_far_as_allowed_each_way() -> None:
    x_BCHW = images()
    found = drawn(x_BCHW, AugmentationSpec(shift=0.2))
    seen = set()
    for before, after in zip(x_BCHW.numpy(), found.numpy(), strict=True):
        fits = [(d, r) for d in range(-4, 5) for r in range(-4, 5) if (moved(before, d, r) == after).all()]
        assert len(fits) == 1
        seen.add(fits[0])
    # 0.2 of 10 rows is two pixels, of 8 columns one.
    assert seen == {(d, r) for d in (-2, -1, 0, 1, 2) for r in (-1, 0, 1)}


def test_a_crop_shows_a_window_of_allowed_size_in_its_proportions() -> None:
    """On ramps: the values of the result are places in the image."""
    height, width = 40, 20
    down_HW = torch.arange(height).float()[:, None].expand(height, width)
    right_HW = torch.arange(width).float()[None].expand(height, width)
    found = drawn(torch.stack([down_HW, right_HW]).expand(300, 2, height, width), AugmentationSpec(crop=0.4))
    inner = found[:, :, 2:-2, 2:-2]  # half a pixel at the edge is held at the edge's value
    down_step_B = inner[:, 0].diff(dim=1).mean((1, 2))
    right_step_B = inner[:, 1].diff(dim=2).mean((1, 2))
    torch.testing.assert_close(down_step_B, right_step_B, rtol=0.02, atol=0.0)
    assert 0.6 - 1e-3 <= float(down_step_B.min()) < 0.65
    assert 0.95 < float(down_step_B.max()) <= 1.0 + 1e-3
    torch.testing.assert_close(
        inner[:, 0].diff(dim=1), down_step_B[:, None, None].expand(-1, 35, 16), rtol=0, atol=1e-3
    )
    middle_B2 = found.mean((2, 3)) - torch.tensor([(height - 1) / 2, (width - 1) / 2])
    assert (middle_B2[:, 0].abs() <= 0.2 * height + 1e-3).all()
    assert (middle_B2[:, 1].abs() <= 0.2 * width + 1e-3).all()
    assert (middle_B2.amax(0) > torch.tensor([4.0, 2.0])).all()
    assert (middle_B2.amin(0) < torch.tensor([-4.0, -2.0])).all()
    assert found[:, 0].min() >= 0
    assert found[:, 0].max() <= height - 1


def test_a_crop_equals_resizing_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against torch's own resize, where the draws say: cut most, lie left and at the bottom."""
    x = images(1, 2, 8, 8)
    monkeypatch.setattr(torch, "rand", lambda *_, **__: torch.tensor([[1.0], [0.0], [1.0]]))
    found = augment(x, AugmentationSpec(crop=0.5))
    expected = F.interpolate(x[:, :, 4:, :4], size=(8, 8), mode="bilinear", align_corners=False)
    # At the window's inner edges the crop sees the pixel beyond, which a cut-out window does not have.
    torch.testing.assert_close(found[:, :, 1:, :-1], expected[:, :, 1:, :-1], rtol=1e-5, atol=1e-5)


def test_images_of_one_color_stay_so_under_crop_and_flip() -> None:
    x = torch.full((5, 3, 7, 9), 2.5)
    torch.testing.assert_close(drawn(x, AugmentationSpec(crop=0.5, flip=True)), x)


@pytest.mark.parametrize("spec", [AugmentationSpec(flip=True), AugmentationSpec(shift=0.3), AugmentationSpec(crop=0.3)])
def test_equal_seeds_draw_equal_changes_and_the_batch_given_stays_as_it_was(spec: AugmentationSpec) -> None:
    x_BCHW = images(20)
    before = x_BCHW.clone()
    one, again, other = (drawn(x_BCHW, spec, seed) for seed in (1, 1, 2))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
    assert torch.equal(x_BCHW, before)
    assert one.shape == x_BCHW.shape
    assert one.dtype == x_BCHW.dtype


def test_what_is_not_asked_for_draws_nothing() -> None:
    x_BCHW = images(4)
    state = torch.get_rng_state()
    assert augment(x_BCHW, AugmentationSpec()) is x_BCHW
    assert torch.equal(torch.get_rng_state(), state)
    augment(x_BCHW, AugmentationSpec(flip=True))
    assert not torch.equal(torch.get_rng_state(), state), "the control: an asked-for flip draws"


def test_a_shift_too_small_for_one_pixel_moves_nothing() -> None:
    x_BCHW = images(4)
    assert torch.equal(augment(x_BCHW, AugmentationSpec(shift=0.05)), x_BCHW)


def test_rows_that_are_no_images_are_refused() -> None:
    with pytest.raises(ValueError, match=r"got \[4, 3\]"):
        augment(torch.zeros(4, 3), AugmentationSpec(flip=True))


def places(height: int, width: int) -> Tensor:
    """An image of two channels that hold how far each pixel lies right of and below the middle."""
    down_HW = (torch.arange(height) - (height - 1) / 2)[:, None].expand(height, width)
    right_HW = (torch.arange(width) - (width - 1) / 2)[None].expand(height, width)
    return torch.stack([right_HW, down_HW])


def linear_maps(found_BCHW: Tensor) -> Tensor:
    """`[B, 2, 2]`: which places of the image each result shows around its middle, where no edge is seen."""
    middle = found_BCHW[:, :, 16:24, 6:14]
    return torch.stack([middle.diff(dim=3).mean((2, 3)), middle.diff(dim=2).mean((2, 3))], 2)


def test_a_rotation_turns_pixels_either_way_and_keeps_their_distances_also_in_narrow_images() -> None:
    found = drawn(places(40, 20).expand(300, 2, 40, 20), AugmentationSpec(rotation=20.0))
    map_B22 = linear_maps(found)
    torch.testing.assert_close(map_B22 @ map_B22.mT, torch.eye(2).expand(300, 2, 2), rtol=0.0, atol=1e-4)
    degrees_B = torch.atan2(map_B22[:, 1, 0], map_B22[:, 0, 0]).rad2deg()
    assert 19.0 < float(degrees_B.max()) <= 20.01
    assert -20.01 <= float(degrees_B.min()) < -19.0
    torch.testing.assert_close(found[:, :, 19:21, 9:11].mean((2, 3)), torch.zeros(300, 2), rtol=0.0, atol=1e-4)


def test_a_scale_shows_more_and_less_of_the_image_in_its_proportions() -> None:
    map_B22 = linear_maps(drawn(places(40, 20).expand(300, 2, 40, 20), AugmentationSpec(scale=0.3)))
    share_B = map_B22[:, 0, 0]
    torch.testing.assert_close(map_B22, share_B[:, None, None] * torch.eye(2), rtol=0.0, atol=1e-4)
    assert 0.7 - 1e-4 <= float(share_B.min()) < 0.72
    assert 1.28 < float(share_B.max()) <= 1.3 + 1e-4


@pytest.mark.parametrize("spec", [AugmentationSpec(rotation=15.0), AugmentationSpec(scale=0.2)])
def test_turns_and_scales_are_drawn_from_the_seed_and_leave_one_color_as_it_is(spec: AugmentationSpec) -> None:
    x_BCHW = images(20)
    one, again, other = (drawn(x_BCHW, spec, seed) for seed in (1, 1, 2))
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
    gray = torch.full((5, 3, 7, 9), 2.5)
    torch.testing.assert_close(drawn(gray, spec), gray)
