"""Random changes of a batch of training images."""

# Axes: B images, C channels, H rows of pixels (or W columns of them).
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from classifier.spec.preprocessing import AugmentationSpec


def augment(x_BCHW: Tensor, spec: AugmentationSpec) -> Tensor:
    """The images cropped, flipped and shifted, each by draws of its own, as far as `spec` asks; `x_BCHW` stays as it is.

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
