"""What `auto` is for images: a network by their size, small changes of each, a falling rate, as many epochs as it can pay."""

import math

from classifier.spec.models import CnnSpec
from classifier.spec.preprocessing import AugmentationSpec

# Chosen on the training part of mnist_2000 alone, three folds of five: accuracy of 32 and 64 filters without changes of
# the images 0.955, of 16 and 32 with them 0.969, of 16, 32 and 64 with them 0.980 to 0.984; twice as wide no better. With dropout log-loss 0.059, without 0.062. 8 x 8 digits of
# scikit-learn want two convolutions: 0.994 against 0.990.
LAST_PIXELS = (
    2  # of the shorter side that the last pool leaves at least: 28 x 28 gets three convolutions, 244 x 244 six
)
MAX_CONVOLUTIONS = 6
WIDEST = 64
DROPOUT = 0.3
FIRST, FIRST_OF_LARGE, LARGE = 16, 8, 100  # filters of the first convolution, half as many from 100 pixels on

AUGMENTATION = AugmentationSpec(shift=0.1, rotation=15.0, scale=0.15)
"""No flips: they make other letters and digits, and another side of a body."""

MAX_EPOCHS, MIN_EPOCHS = 40, 10
AFFORDABLE_FLOP = 4e12
"""Of one network's training: about a minute and a half of a core that multiplies bfloat16, three of one that does not."""


def image_model(height: int, width: int) -> CnnSpec:
    """A convolution and a pool for every halving that leaves `LAST_PIXELS`, each twice as wide as the one before.

    >>> [image_model(size, size).channels for size in (1, 8, 28, 64, 244)]
    [[16], [16, 32], [16, 32, 64], [16, 32, 64, 64, 64], [8, 16, 32, 64, 64, 64]]
    """
    side = min(height, width)
    halvings = int(math.log2(side / LAST_PIXELS)) if side >= 2 * LAST_PIXELS else 1
    first = FIRST if side < LARGE else FIRST_OF_LARGE
    channels = [min(WIDEST, first * 2**i) for i in range(min(halvings, MAX_CONVOLUTIONS))]
    return CnnSpec(channels=channels, pool="max" if side >= 2 else "none", dropout=DROPOUT)


IMAGE_MODELS = tuple(image_model(side, side) for side in (1, 2, 8, 16, 32, 64, 100, 128, 256))
"""All that `image_model` answers."""


def image_epochs(multiplications: int, num_rows: int) -> int:
    """Passes over the training rows of a network that multiplies so often for one of them.

    >>> image_epochs(2_000_000, 1_400), image_epochs(2_000_000, 20_000), image_epochs(65_000_000, 8_000)
    (40, 16, 10)
    """
    affordable = AFFORDABLE_FLOP / (6 * multiplications * num_rows)
    return int(min(MAX_EPOCHS, max(MIN_EPOCHS, affordable)))
