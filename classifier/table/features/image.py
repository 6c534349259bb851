"""A column of images: decoded, brought to one size and normalized channel by channel."""

# Axes: N rows, C channels, H rows of pixels, W columns of pixels.

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import numpy as np
import pyarrow as pa
from pydantic import Field

from classifier.errors import DomainError
from classifier.spec.base import FiniteFloat
from classifier.spec.cost import auto_size
from classifier.spec.limits import Limits
from classifier.spec.preprocessing import Normalization, PreprocessingSpec
from classifier.table.features.marks import MAX_FAULTS, Float32s, Int64s, Marks
from classifier.table.features.one_column import OneColumn
from classifier.table.features.pixels import Pixels, color_channels, fitted_pixels
from classifier.table.features.scaling import Summary, affine, normalize
from classifier.table.features.whole import refuse, unusable
from classifier.table.image_cell import decode_image

# Of each channel, for median and quartiles: past this many they no longer move, and memory would grow with the images.
MAX_SAMPLE = 4_000_000


class ImageFeature(OneColumn):
    """`[C, H, W]` pixels, `(x - center) / scale` for each channel."""

    kind: Literal["image"] = "image"
    height: Annotated[int, Field(ge=1)]
    width: Annotated[int, Field(ge=1)]
    centers: list[FiniteFloat] = Field(min_length=1, max_length=3)
    """Of each channel: one is grey, three are red, green and blue."""
    scales: list[FiniteFloat]
    smooth_clip: bool

    @property
    def names(self) -> list[str]:
        """Name of each channel."""
        return ["red", "green", "blue"] if len(self.centers) == 3 else ["grey"]

    @property
    def shape(self) -> list[int]:
        """`[C, H, W]`."""
        return [len(self.centers), self.height, self.width]

    @property
    def when_missing(self) -> str:
        """What missing values become: an image has none."""
        return "missing"

    def write(self, cells: Sequence[pa.ChunkedArray], out_NCHW: Float32s, limits: Limits | None = None) -> Marks:
        """Fill the zeroed rows; one that cannot be used stays zero."""
        center_C11, scale_C11 = (np.array(of)[:, None, None] for of in (self.centers, self.scales))
        found = Unusable(self.name)
        for row, pixel_CHW in _decoded(cells[0], np.arange(len(out_NCHW)), limits, found):
            fitted_CHW = fitted_pixels(pixel_CHW, *self.shape).astype(np.float64)
            out_NCHW[row] = normalize(fitted_CHW, center_C11, scale_C11, smooth_clip=self.smooth_clip)
        return found.marks


def fit_image(
    name: str, column: pa.ChunkedArray, rows: Int64s, spec: PreprocessingSpec, limits: Limits | None = None
) -> ImageFeature:
    """A column of images; only `rows` of the table are looked at, the training rows.

    Their pixels are measured as the network sees them: after resizing. Raises: `DataInvalid` when one cannot be used.
    """
    found = Unusable(name)
    sizes: Counter[tuple[int, int]] = Counter()
    num_channels = 1
    for _, pixel_CHW in _decoded(column, rows, limits, found):
        sizes[(pixel_CHW.shape[1], pixel_CHW.shape[2])] += 1
        num_channels = max(num_channels, color_channels(len(pixel_CHW)))
    if len(found.marks.unusable):
        refuse(found.marks)
    if spec.image_size == "auto":
        height, width = auto_size(*min(sizes, key=lambda size: (-sizes[size], size)))
    else:
        height, width = spec.image_size
    measured = [PixelStatistics(len(rows) * height * width) for _ in range(num_channels)]
    for _, pixel_CHW in _decoded(column, rows, limits, found):
        for channel, pixel_HW in zip(measured, fitted_pixels(pixel_CHW, num_channels, height, width), strict=True):
            channel.add(pixel_HW)
    scaling = [affine(channel.summary(), spec.normalization) for channel in measured]
    return ImageFeature(
        name=name,
        missing_tokens=[],
        height=height,
        width=width,
        centers=[center for center, _ in scaling],
        scales=[scale for _, scale in scaling],
        smooth_clip=spec.normalization == Normalization.robust,
    )


class PixelStatistics:
    """One channel over many images, none of which is kept: of the pixels at most 4 million, evenly spaced."""

    def __init__(self, num_pixels: int) -> None:
        self._stride = -(-num_pixels // MAX_SAMPLE)
        self._sample: list[Float32s] = []
        self._count, self._mean, self._squares = 0, 0.0, 0.0
        self._low, self._high = np.inf, -np.inf

    def add(self, pixel_HW: Float32s) -> None:
        """One image."""
        flat = pixel_HW.ravel().astype(np.float64)
        start = -self._count % self._stride
        self._sample.append(flat[start :: self._stride].astype(np.float32))
        self._low, self._high = min(self._low, float(flat.min())), max(self._high, float(flat.max()))
        count, mean = self._count + len(flat), float(flat.mean())
        apart = mean - self._mean  # Chan, Golub and LeVeque 1983: no sum of squares that cancels
        self._squares += float(((flat - mean) ** 2).sum()) + apart**2 * self._count * len(flat) / count
        self._mean += apart * len(flat) / count
        self._count = count

    def summary(self) -> Summary:
        """What the normalizations need."""
        std = float(np.sqrt(self._squares / self._count))
        return Summary(self._low, self._high, self._mean, std, np.concatenate(self._sample).astype(np.float64))


class Unusable:
    """Collects the rows whose image is missing or cannot be read."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._rows: list[int] = []
        self._marks: list[Marks] = []

    def refuse(self, row: int, code: str, what: str) -> None:
        """One row."""
        self._rows.append(row)
        if len(self._marks) < MAX_FAULTS:
            self._marks.append(unusable([row], code, self._column, what, "a PNG, JPEG or .npy image"))

    @property
    def marks(self) -> Marks:
        """All of them."""
        faults = [fault for marks in self._marks for fault in marks.faults]
        return Marks(unusable=np.array(self._rows, dtype=np.int64), faults=faults)


def _decoded(
    column: pa.ChunkedArray, rows: Int64s, limits: Limits | None, found: Unusable
) -> Iterator[tuple[int, Pixels]]:
    """Each of `rows` with its image `[C, H, W]`; what cannot be used goes to `found`."""
    binary = pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type)
    for row in rows.tolist():
        cell = column[row]
        if not cell.is_valid:
            found.refuse(row, "missing_input", "there is no image")
            continue
        if not binary:
            found.refuse(row, "not_an_image", "this is no image")
            continue
        try:
            pixel_CHW = decode_image(cell.as_py(), limits or Limits())
        except DomainError as error:
            code = error.faults[0].code if error.faults else "not_an_image"
            found.refuse(row, code, error.detail.rstrip("."))
        except ValueError as error:
            found.refuse(row, "not_an_image", str(error).rstrip("."))
        else:
            if np.isfinite(pixel_CHW).all():
                yield row, pixel_CHW
            else:
                found.refuse(row, "not_finite", "a pixel is not a finite number")
