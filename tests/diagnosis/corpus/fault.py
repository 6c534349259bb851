"""A kind of fault: how a healthy run gets it, which codes name it, and what its fix has to bring back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from tests.diagnosis.corpus.case import Case, Spec
from tests.diagnosis.corpus.datasets import dataset

Measure = Literal["accuracy", "mean_recall", "log_loss"]
Inject = Callable[[Case, np.random.Generator], Case]


FIRST_SEED = 100  # some thresholds were corrected by what seeds below it had shown


@dataclass(frozen=True)
class Base:
    """A healthy run by names: the set, and what is said beside its target."""

    data: str
    spec: Spec

    def case(self) -> Case:
        """The run itself."""
        return Case(dataset(self.data), self.spec)


@dataclass(frozen=True)
class Fault:
    """One kind of fault and the healthy runs that get it."""

    name: str
    about: str
    """What is wrong, in one line."""
    codes: tuple[str, ...]
    """Findings that name the cause: any of them counts as detection. Symptoms do not."""
    bases: tuple[Base, ...]
    inject: Inject
    measure: Measure | None = "accuracy"
    """What the fault takes away and a fix must bring back; None where nothing is measured."""
    told: Literal["info", "warning"] = "warning"
    """The least severity that counts: `info` where the fact is worth telling and hurts nothing by itself."""
    prepare: Callable[[Case], Case] = lambda case: case
    """What the healthy and the broken run have in common, beyond the base."""

    def sound(self, number: int) -> Case:
        """The healthy run of a base."""
        return self.prepare(self.bases[number].case())

    def case(self, number: int) -> Case:
        """The broken run of a base, the same each time."""
        seed = [number, *self.name.encode()]
        return self.inject(self.sound(number), np.random.default_rng(seed))


def bases(kinds: Sequence[str], seeds: Sequence[int] = (50, 51), *specs: Spec) -> tuple[Base, ...]:
    """Every kind of set with every seed, counted from FIRST_SEED; the specs take turns.

    >>> [base.data for base in bases(["moons", "blobs"], [7])]
    ['moons:107', 'blobs:107']
    """
    names = [f"{kind}:{FIRST_SEED + seed}" for seed, kind in product(seeds, kinds)]
    return tuple(Base(name, (specs or ({},))[i % max(1, len(specs))]) for i, name in enumerate(names))
