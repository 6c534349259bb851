"""How many fixed kernels a sequence is read with, and how far apart the steps are that one of them sees."""

from itertools import combinations

from classifier.spec.models import RocketSpec

KERNEL_STEPS = 9
"""Steps that one kernel sees."""
TRIPLES = list(combinations(range(KERNEL_STEPS), 3))
"""The kernels: each weighs three of its steps by 2 and the six others by -1."""
MOST_SLOTS = 119
"""Numbers that one kernel makes of a sequence when nothing is said; 84 x 119 is the paper's 9,996."""
MOST_DISTANCES = 32
# Rows times numbers, and rows times steps times numbers: what the encoded rows take in memory (240 MB), and what making them
# takes in time (about a minute of one core).
MOST_ENCODED = 60_000_000
MOST_READ = 200_000_000_000


def auto_num_features(num_rows: int, num_steps: int) -> int:
    """Numbers of a row when nothing is said.

    >>> auto_num_features(600, 1_000), auto_num_features(22_644, 2_474)
    (9996, 2604)
    """
    most = min(MOST_ENCODED // max(1, num_rows), MOST_READ // max(1, num_rows * num_steps))
    return len(TRIPLES) * max(1, min(MOST_SLOTS, most // len(TRIPLES)))


def count_slots(model: RocketSpec) -> int:
    """Numbers that each kernel makes of a row. Raises: `ValueError` for a model that is not resolved."""
    if model.num_features == "auto":
        raise ValueError("the model is not resolved")
    return model.num_features // len(TRIPLES)


def count_features(model: RocketSpec) -> int:
    """Numbers that all kernels make of a row. Raises: `ValueError` for a model that is not resolved."""
    return count_slots(model) * len(TRIPLES)


def slot_distances(num_slots: int, num_steps: int) -> list[int]:
    """For each of a kernel's numbers the distance between the steps that it sees; rising, some of them several times.

    Distances grow as powers do, up to where half a kernel reaches over a whole sequence of `num_steps`: short sequences
    need the far ones (japanese_vowels 97.5 % to 98.8 % of held-out rows).

    >>> slot_distances(6, 100)
    [1, 1, 3, 6, 13, 24]
    """
    distinct = min(MOST_DISTANCES, num_slots)
    farthest = max(1.0, (num_steps - 1) / (KERNEL_STEPS // 2))
    spread = [int(farthest ** (i / max(1, distinct - 1)) + 1e-9) for i in range(distinct)]
    return [spread[slot * distinct // num_slots] for slot in range(num_slots)]
