"""One image cell: the bytes of a PNG, a JPEG or a .npy array as pixels."""

# Axes: C channels, H rows of pixels, W pixels of a row.

import io

import numpy as np
import numpy.typing as npt

from classifier.spec.limits import Limits
from classifier.table.refuse import invalid, too_large

Pixels = npt.NDArray[np.uint8] | npt.NDArray[np.float32]


def decode_image(data: bytes, limits: Limits) -> Pixels:
    """`[C, H, W]`, C 1 or 3: uint8 of a PNG, a JPEG or a uint8 array, float32 of another array.

    Raises: `DataInvalid` with code `not_an_image`; `TooLarge` with code `image_too_large`.
    """
    try:
        if data.startswith(b"\x93NUMPY"):
            array = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
            pixel_CHW = array[None] if array.ndim == 2 else array[:3]
            if array.dtype == np.uint8:
                return np.ascontiguousarray(pixel_CHW, dtype=np.uint8)
            return np.ascontiguousarray(pixel_CHW, dtype=np.float32)
        from PIL import Image

        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > limits.max_image_pixels:
                raise too_large("image_too_large", f"the image is {image.height} x {image.width} pixels")
            pixel_HWC = np.asarray(image if image.mode == "L" else image.convert("RGB"), dtype=np.uint8)
    except (OSError, SyntaxError, ValueError) as error:
        raise invalid("not_an_image", f"it is damaged: {error}") from None
    return np.ascontiguousarray(np.atleast_3d(pixel_HWC).transpose(2, 0, 1))
