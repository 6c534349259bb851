"""Images of one size and number of channels, made the same way for one image and for many."""

# Axes: C channels, H rows of pixels, W columns of pixels.

import numpy as np
import numpy.typing as npt

from classifier.table.features.marks import Float32s

LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # ITU-R BT.601, what Pillow's convert("L") weighs by

Pixels = npt.NDArray[np.generic]


def color_channels(num_channels: int) -> int:
    """1 for grey and 3 for colour, of 1 to 4 channels: the second of two and the fourth are transparency."""
    return 1 if num_channels < 3 else 3


def fitted_pixels(pixel_CHW: Pixels, num_channels: int, height: int, width: int) -> Float32s:
    """`[num_channels, height, width]`: grey repeated or colour weighed by luma, transparency left out, resized.

    Each channel is resized on its own by Pillow's bilinear filter, in float32; an image that has the size keeps its
    values.

    >>> fitted_pixels(np.array([[[0, 100], [50, 200]]], dtype=np.uint8), 1, 1, 2).tolist()
    [[[25.0, 150.0]]]
    """
    found = color_channels(len(pixel_CHW))
    pixel = np.ascontiguousarray(pixel_CHW[:found], dtype=np.float32)
    if found > num_channels:
        pixel = np.einsum("c,chw->hw", LUMA, pixel)[None]
    if pixel.shape[1:] != (height, width):
        from PIL import Image  # here, so that tables do not pay for it

        resized = [
            np.asarray(Image.fromarray(channel).resize((width, height), Image.Resampling.BILINEAR)) for channel in pixel
        ]
        pixel = np.stack(resized)
    return np.broadcast_to(pixel, (num_channels, height, width))
