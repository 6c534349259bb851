"""Random changes of a batch of training images."""

# Axes: B images, C channels, H rows of pixels (or W columns of them); 2 places, right and down, and 3 with a constant.
import math

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from classifier.spec.preprocessing import AugmentationSpec


def augment(x_BCHW: Tensor, spec: AugmentationSpec) -> Tensor:
    """The images cropped, turned, flipped and shifted, each by draws of its own, as far as `spec` asks; `x_BCHW` stays as it is.

    Shape: `[B, C, H, W]` float -> the same, on the same device. Draws come from torch's own generator of that device;
    what is not asked for draws nothing, so that it changes no other seeded number.
    Raises: `ValueError` for a batch that is no batch of images.

    >>> augment(torch.tensor([[[[1.0, 2.0, 3.0]]]]), AugmentationSpec())
    tensor([[[[1., 2., 3.]]]])
    """
    if spec == AugmentationSpec():
        return x_BCHW
    if x_BCHW.dim() != 4:
        raise ValueError(f"augmentation is for images [B, C, H, W], got {list(x_BCHW.shape)}")
    if spec.crop:
        x_BCHW = _cropped(x_BCHW, spec.crop)
    if spec.rotation or spec.scale:
        x_BCHW = _turned(x_BCHW, spec.rotation, spec.scale)
    if spec.flip:
        x_BCHW = _flipped(x_BCHW)
    if spec.shift:
        x_BCHW = _shifted(x_BCHW, spec.shift)
    return x_BCHW


def _cropped(x_BCHW: Tensor, most: float) -> Tensor:
    """A window of each image, up to `most` less high and wide, brought to the full size by bilinear interpolation.

    One share for both axes keeps the proportions of what is seen. The window lies anywhere inside with equal chance.
    """
    cut_B, right_B, down_B = torch.rand(3, len(x_BCHW), device=x_BCHW.device, dtype=x_BCHW.dtype)
    cut_B = cut_B * most
    affine_B23 = x_BCHW.new_zeros(len(x_BCHW), 2, 3)  # from places in the result to places in the image, both -1..1
    affine_B23[:, 0, 0] = affine_B23[:, 1, 1] = 1.0 - cut_B
    affine_B23[:, 0, 2] = (2.0 * right_B - 1.0) * cut_B
    affine_B23[:, 1, 2] = (2.0 * down_B - 1.0) * cut_B
    return _sampled(x_BCHW, affine_B23)


def _turned(x_BCHW: Tensor, degrees: float, share: float) -> Tensor:
    """Turned about the middle by up to `degrees` either way, and made up to `share` larger or smaller."""
    num_images, _, height, width = x_BCHW.shape
    angle_B, zoom_B = x_BCHW.new_zeros(num_images), x_BCHW.new_ones(num_images)
    if degrees:
        angle_B = torch.rand_like(angle_B).mul_(2.0).sub_(1.0) * math.radians(degrees)
    if share:
        zoom_B = 1.0 + torch.rand_like(zoom_B).mul_(2.0).sub_(1.0) * share
    cos_B, sin_B = angle_B.cos() * zoom_B, angle_B.sin() * zoom_B
    affine_B23 = x_BCHW.new_zeros(num_images, 2, 3)
    affine_B23[:, 0, 0] = affine_B23[:, 1, 1] = cos_B
    affine_B23[:, 0, 1] = -sin_B * (height / width)  # places are shares of each axis: a turn is one of pixels
    affine_B23[:, 1, 0] = sin_B * (width / height)
    return _sampled(x_BCHW, affine_B23)


def _sampled(x_BCHW: Tensor, affine_B23: Tensor) -> Tensor:
    """The images at other places, by bilinear interpolation; beyond an edge its pixels go on."""
    grid_BHW2 = F.affine_grid(affine_B23, list(x_BCHW.shape), align_corners=False)
    return F.grid_sample(x_BCHW, grid_BHW2, mode="bilinear", padding_mode="border", align_corners=False)


def _flipped(x_BCHW: Tensor) -> Tensor:
    """Left and right changed over in half of the images."""
    flip_B = torch.rand(len(x_BCHW), device=x_BCHW.device) < 0.5
    return torch.where(flip_B[:, None, None, None], x_BCHW.flip(-1), x_BCHW)


def _shifted(x_BCHW: Tensor, most: float) -> Tensor:
    """Moved by whole pixels, up to `most` of height and width each way; what comes in is 0."""
    num_images, num_channels, height, width = x_BCHW.shape
    down, right = _pixels(most, height), _pixels(most, width)
    device = x_BCHW.device
    padded_BCHW = F.pad(x_BCHW, (right, right, down, down))
    first_row_B = torch.randint(2 * down + 1, (num_images,), device=device)
    first_column_B = torch.randint(2 * right + 1, (num_images,), device=device)
    row_BH = first_row_B[:, None] + torch.arange(height, device=device)
    column_BH = first_column_B[:, None] + torch.arange(width, device=device)
    image_B = torch.arange(num_images, device=device)[:, None, None, None]
    channel_C = torch.arange(num_channels, device=device)[:, None, None]
    return padded_BCHW[image_B, channel_C, row_BH[:, None, :, None], column_BH[:, None, None, :]]


def _pixels(share: float, size: int) -> int:
    """Whole pixels in a share of `size`.

    >>> [_pixels(0.29, 100), _pixels(0.1, 28), _pixels(0.01, 8)]
    [29, 2, 0]
    """
    return int(share * size + 1e-9)  # 0.29 * 100 is 28.999999999999996
