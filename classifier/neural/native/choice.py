"""Whether the native kernel can take a network's steps, and whether it is the quicker way. Costs no import of Numba."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.neural.device import flop_per_step

ACTIVATIONS = frozenset({"identity", "relu", "leaky_relu", "tanh", "sigmoid", "silu", "gelu"})


# CPU us of a step with Adam, one thread of an AMD EPYC (Zen 4), medians: native against the hand-written torch step.
#   MFLOP  one member       relu        silu    | members  silu
#   0.01   10-25-1, 8       1.6 /  57   1.9 /  58 |
#   0.3    20-32-32-3, 32    13 / 102    17 / 105 | 0.3   5 x 20-25-25-3, 8      22 /  146
#   0.6    20-64-3, 64       23 / 102    31 / 101 | 0.9  16 x 20-25-25-3, 8      69 /  208
#   2.1    20-64-64-3, 64    55 / 141    70 / 142 |
#   7.4    20-128-128-3, 64 151 / 245   182 / 253 | 11    5 x 20-64-64-3, 64    340 /  381
#   30     20-128-128-3, 256 606 / 590  720 / 648 | 34   16 x 20-64-64-3, 64   1112 / 1118
# And on a busier machine, by benchmarks.training: 64 x 50-25-25-5, 8 rows (6.1 MFLOP) 320 / 1002; 500 x 10-25-1, 8 rows (6.6)
# 1117 / 4514; 20-128-128-3, 64 rows (7.4) relu 186 / 288, silu 216 / 290, tanh 214 / 351; 5 x 20-64-64-3, 64 rows (10.7) relu
# 325 / 494, silu 405 / 476, tanh 387 / 562; 4 x 50-64-64-5, 64 rows (11.7) relu 312 / 437; 50-128-128-5, 128 rows (18) relu
# 451 / 473 and, another time, 409 / 398. Gelu, which costs the kernel 13 ns for each unit and row, is the one that ends sooner:
# 4.3 MFLOP 353 / 527, 5.4 MFLOP 356 / 313, 10.7 MFLOP 858 / 651.
# The line is drawn below the crossing: at 11 MFLOP torch's products are 110 us of its step, so where they use AVX-512 to the
# full, for a factor of two, the two ways are about equal.
MAX_FLOP = 12_000_000


@dataclass(frozen=True)
class Network:
    """An MLP and its loss, as far as a step depends on them."""

    widths: tuple[int, ...]
    """Inputs, each hidden layer's units, outputs."""
    activation: str
    loss: str
    label_smoothing: float = 0.0
    """Of `cross_entropy`; the targets of `bce_with_logits` hold theirs."""


def can_run(network: Network, *, dropout: float, batch_norm: bool, device: str) -> bool:
    """Whether the kernel knows all of it; the other steps know the rest.

    >>> can_run(Network((10, 25, 1), "relu", "bce_with_logits"), dropout=0.0, batch_norm=False, device="cpu")
    True
    """
    outputs_fit = network.widths[-1] == 1 if network.loss == "bce_with_logits" else network.loss == "cross_entropy"
    return device == "cpu" and dropout == 0 and not batch_norm and outputs_fit and network.activation in ACTIVATIONS


def is_faster(batch_size: int, widths: Sequence[int], members: int = 1) -> bool:
    """Whether the kernel takes a step of `members` sooner than torch, which takes them in one product.

    >>> is_faster(8, [10, 25, 1]), is_faster(256, [50, 256, 256, 5])
    (True, False)
    """
    return members * flop_per_step(sum(a * b for a, b in pairwise(widths)), batch_size) <= MAX_FLOP
