"""What a column of images holds, counted while each image is decoded once."""

from collections import Counter

import pyarrow as pa

from classifier.errors import DataInvalid, DomainError, Fault
from classifier.spec.limits import Limits
from classifier.spec.table import CategoryCount, ImageProfile
from classifier.table.image_cell import decode_image, image_format
from classifier.table.refuse import MAX_FAULTS, placed, shown
from classifier.table.running import Running

NUM_SIZES = 20


def profile_images(
    column: pa.ChunkedArray, name: str, limits: Limits, *, files: pa.ChunkedArray | None = None
) -> ImageProfile | None:
    """Counts over all images, None when there is none; `files` names the one in each row, where a name is known.

    Raises: `DataInvalid` or `TooLarge` naming the rows whose image cannot be decoded, at most 20.
    """
    formats: Counter[str] = Counter()
    sizes: Counter[tuple[int, int]] = Counter()
    pixels = Running()
    num_channels = 0
    refused: list[DomainError] = []
    for row, cell in enumerate(cell for chunk in column.chunks for cell in chunk):
        data = cell.as_py()
        if data is None:
            continue
        try:
            x_CHW = decode_image(data, limits)
        except DomainError as error:
            file = f", {shown(files[row].as_py())!r}" if files is not None else ""
            refused.append(placed(error, f"Row {row}, column {shown(name)!r}{file}: ", row=row, column=name))
            if len(refused) == MAX_FAULTS:
                break
            continue
        formats[image_format(data) or "array"] += 1
        sizes[x_CHW.shape[1], x_CHW.shape[2]] += 1
        num_channels = max(num_channels, x_CHW.shape[0])
        pixels.add(x_CHW)
    if refused:
        raise _all_of(refused)
    if not sizes:
        return None
    commonest = sorted(sizes.items(), key=lambda entry: (-entry[1], entry[0]))[:NUM_SIZES]
    heights, widths = zip(*sizes, strict=True)
    return ImageProfile(
        num_channels=num_channels,
        formats=dict(sorted(formats.items())),
        sizes=[CategoryCount(value=f"{height} x {width}", count=count) for (height, width), count in commonest],
        min_height=min(heights),
        max_height=max(heights),
        min_width=min(widths),
        max_width=max(widths),
        mean=pixels.mean,
        std=pixels.std,
    )


def _all_of(refused: list[DomainError]) -> DomainError:
    """One error with the faults of all; too large only when each is."""
    faults: list[Fault] = [fault for error in refused for fault in error.faults]
    kind = type(refused[0]) if len({type(error) for error in refused}) == 1 else DataInvalid
    return kind(refused[0].detail, faults=faults, hint=refused[0].remedy)
