"""One image, from the bytes of a PNG, a JPEG or a .npy array to its pixels: checked before it is decoded."""

# Axes: C channels, H rows of pixels, W pixels of a row.

import io
import struct
import zlib
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from classifier.errors import DataInvalid, DomainError
from classifier.spec.limits import Limits
from classifier.table.npy_header import MAGIC, array_of, read_npy_header
from classifier.table.refuse import invalid, shown, too_large

if TYPE_CHECKING:
    from PIL import Image

ImageFormat = Literal["png", "jpeg", "array"]
Pixels = npt.NDArray[np.uint8] | npt.NDArray[np.float32]
EXPECTED = "a PNG, a JPEG, or an array of numbers [height][width] or [channels][height][width]"
_BEGINNINGS: tuple[tuple[bytes, ImageFormat], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (MAGIC, "array"),
)
_ORIENTATION = 0x0112
# what Pillow lets through on damaged images
_LEAKED = (
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    EOFError,
    zlib.error,
    LookupError,
    TypeError,
    ArithmeticError,
)


def image_format(data: bytes) -> ImageFormat | None:
    """What the first bytes say this is."""
    return next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), None)


def decode_image(data: bytes, limits: Limits) -> Pixels:
    """The pixels.

    Shape: `[C, H, W]`, C-contiguous, C 1 (grey) or 3 (colour): uint8 of a PNG, a JPEG or a uint8 array; float32 of
    another array, as it is, and of a 16-bit grey PNG, scaled to 0..255 (16-bit colour keeps its upper 8 bits).
    Transparency is left out, palettes become colours, a JPEG stands as its EXIF orientation says; of an array of three
    axes the first is the channels if it is 1, 3 or 4, else the last.

    Raises: `DataInvalid` with codes `not_an_image`, `not_finite`, `image_channels`; `TooLarge` with code
    `image_too_large`.
    """
    if len(data) > limits.max_image_bytes:
        raise image_too_large(f"the image has {len(data):,} bytes", f"{limits.max_image_bytes:,} bytes")
    kind = image_format(data)
    if kind is None:
        raise not_an_image(f"it begins with {shown(data[:8])}" if data else "it is empty")
    return _decoded_array(data, limits) if kind == "array" else _decoded_picture(data, kind, limits)


def array_image(array: npt.NDArray[np.generic]) -> bytes:
    """An array `[H, W]`, `[C, H, W]` or `[H, W, C]` as a .npy cell of `[C, H, W]`: uint8 of whole numbers in 0..255, else float32.

    Raises: `DataInvalid` with codes `not_an_image`, `image_channels`.
    """
    array_CHW = channels_first(array)
    if array.dtype.kind in "iu" and array.dtype != np.uint8 and array.size and 0 <= array.min() <= array.max() <= 255:
        array_CHW = array_CHW.astype(np.uint8)
    elif array.dtype != np.uint8:
        with np.errstate(over="ignore"):  # an infinite pixel is refused when it is decoded
            array_CHW = array_CHW.astype(np.float32)
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array_CHW), version=(1, 0), allow_pickle=False)
    return buffer.getvalue()


def channels_first(array: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """The array as `[C, H, W]`, C 1, 3 or 4. Raises: as `array_image`."""
    if array.dtype.kind not in "biuf" or array.ndim not in (2, 3) or not array.size:
        raise not_an_image(f"it is an array of {array.dtype} of the shape {list(array.shape)}")
    if array.ndim == 2:
        return array[None]
    if array.shape[0] in (1, 3, 4):
        return array
    if array.shape[2] in (1, 3, 4):
        return array.transpose(2, 0, 1)
    raise invalid(
        "image_channels",
        f"an array of the shape {list(array.shape)} has no axis of 1, 3 or 4 channels.",
        hint="Images are [height, width] or [channels, height, width].",
        got=str(list(array.shape)),
        expected="1, 3 or 4 channels",
    )


def not_an_image(why: str) -> DataInvalid:
    """The refusal of bytes that are no image."""
    message = f"{why}; an image is {EXPECTED}."
    return invalid("not_an_image", message, hint="Save it as PNG or JPEG.", got=why, expected=EXPECTED)


def image_too_large(got: str, most: str) -> DomainError:
    """The refusal of an image with more bytes or pixels than this server takes."""
    message = f"{got}; this server takes {most}."
    return too_large("image_too_large", message, hint="Make it smaller.", got=got, expected=f"at most {most}")


def _decoded_array(data: bytes, limits: Limits) -> Pixels:
    try:
        stream = io.BytesIO(data)
        header = read_npy_header(stream)
    except DataInvalid as error:
        raise not_an_image(f"it is a .npy array that {error.detail.removesuffix('.')}") from None
    num_bytes = len(data) - header.num_header_bytes
    if header.num_data_bytes != num_bytes:
        raise not_an_image(f"it is a .npy array of {num_bytes:,} bytes that claims {header.num_data_bytes:,}")
    array_CHW = channels_first(array_of(stream.read(), header))
    _refuse_size(array_CHW.shape[1], array_CHW.shape[2], limits)
    array_CHW = array_CHW[:3] if array_CHW.shape[0] == 4 else array_CHW
    if array_CHW.dtype == np.uint8:
        return np.ascontiguousarray(array_CHW, dtype=np.uint8)
    with np.errstate(over="ignore"):
        x_CHW = np.ascontiguousarray(array_CHW, dtype=np.float32)
    bad_CHW = ~np.isfinite(x_CHW)
    if bad_CHW.any():
        place = [int(at) for at in np.unravel_index(int(bad_CHW.argmax()), bad_CHW.shape)]
        got = shown(array_CHW[tuple(place)])
        raise invalid(
            "not_finite",
            f"the value at [channel, row, column] {place} is {got}, which is no finite float32.",
            hint="Give every pixel a finite number.",
            got=got,
            expected="a finite number",
        )
    return x_CHW


def _decoded_picture(data: bytes, kind: ImageFormat, limits: Limits) -> Pixels:
    from PIL import Image  # 20 ms, which a table of numbers need not pay

    Image.MAX_IMAGE_PIXELS = None  # ours is checked below, before a pixel is decoded, and is an error, not a warning
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            _refuse_size(image.height, image.width, limits)
            pixels = _pixels(image)
            orientation = _orientation(image) if kind == "jpeg" else 1
    except DomainError:
        raise
    except _LEAKED:
        raise not_an_image(f"it is a damaged {kind.upper()} image") from None
    pixels_HWC = pixels[:, :, None] if pixels.ndim == 2 else pixels
    return np.ascontiguousarray(_upright(pixels_HWC, orientation).transpose(2, 0, 1))


def _pixels(image: "Image.Image") -> npt.NDArray[np.generic]:
    """`[H, W]` of a grey image, `[H, W, 3]` of a colour one."""
    mode = image.mode
    if mode.startswith("I"):  # 16 bits: 65,535 is white
        return np.asarray(image, dtype=np.float32) / np.float32(257)
    if mode in ("1", "LA"):
        image = image.convert("L")
    elif mode in ("P", "PA"):  # by way of RGBA: Pillow warns of a palette with transparency
        image = image.convert("RGBA")
    elif mode not in ("L", "RGB", "RGBA"):  # CMYK of a JPEG for print
        image = image.convert("RGB")
    array = np.asarray(image)
    return array if array.ndim == 2 else array[:, :, :3]


def _orientation(image: "Image.Image") -> int:
    """How a camera was held, 1 to 8; 1 where the image does not say so in a way that can be read."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except _LEAKED:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _upright(pixels_HWC: npt.NDArray[np.generic], orientation: int) -> npt.NDArray[np.generic]:
    """Rows from the top and pixels from the left; 5 to 8 swap height and width (EXIF 2.3, page 34)."""
    turned = pixels_HWC.swapaxes(0, 1) if orientation >= 5 else pixels_HWC
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    return turned


def _refuse_size(height: int, width: int, limits: Limits) -> None:
    if height * width > limits.max_image_pixels:
        raise image_too_large(f"the image is {height:,} x {width:,} pixels", f"{limits.max_image_pixels:,} pixels")
