"""Rings and discs in noise: the images of case S3."""

# Axes: N images, H rows of pixels, W columns.
import argparse
from pathlib import Path

import numpy as np

NUM_IMAGES, SIZE = 240, 244
SMALL = (80, 61)
RADIUS, HALF_WIDTH, DISC = 30.0, 5.0, 24.5  # ring and disc cover 1,885 pixels each: the mean tells nothing
NOISE, BRIGHTNESS = 40.0, 80.0  # a pixel's standard deviation and a shape's contrast, of 255


def write_shapes(path: Path, num_images: int = NUM_IMAGES, size: int = SIZE, seed: int = 0) -> None:
    """`X` uint8 `[N, 1, H, W]` and `y` strings, `disc` or `ring`, half of each; a shape stands around the middle."""
    generator = np.random.default_rng(seed)
    scale = size / SIZE
    margin = round(85 * scale)
    ring_N = generator.permutation(np.arange(num_images) % 2)
    axis = np.arange(size)
    x_NHW = np.empty((num_images, size, size), dtype=np.uint8)
    for i, ring in enumerate(ring_N.tolist()):
        row, column = generator.integers(margin, size - margin, 2).tolist()
        distance_HW = np.hypot(axis[:, None] - row, axis[None, :] - column) / scale
        shape_HW = np.abs(distance_HW - RADIUS) < HALF_WIDTH if ring else distance_HW < DISC
        noise_HW = generator.normal(128.0, NOISE, (size, size))
        x_NHW[i] = np.clip(noise_HW + BRIGHTNESS * shape_HW, 0, 255).astype(np.uint8)
    np.savez_compressed(path, X=x_NHW[:, None], y=np.where(ring_N == 1, "ring", "disc"))


def main() -> None:
    """Write `shapes.npz`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="80 images of 61 x 61")
    chosen = parser.parse_args()
    num_images, size = SMALL if chosen.small else (NUM_IMAGES, SIZE)
    write_shapes(chosen.folder / "shapes.npz", num_images, size)


if __name__ == "__main__":
    main()
