"""Cross-validation: the rows outside the test part dealt into folds, each the validation part of one split."""

from collections.abc import Sequence

import numpy as np

from classifier.errors import DataInvalid, Fault
from classifier.spec.train import SplitSpec
from classifier.table.split import Int64s, Split, seeded_order, split_rows


def split_folds(y_N: Int64s, spec: SplitSpec, *, classes: Sequence[str]) -> list[Split]:
    """One split for each fold, all with the same test part; without `spec.folds` the one of `split_rows`.

    Every class is dealt evenly: its share of a fold is within one row of exact, and each training part has it.
    Raises: as `split_rows`; `DataInvalid` when there are fewer rows than folds.

    >>> spec = SplitSpec(folds=2, test_fraction=0)
    >>> [split.validation.tolist() for split in split_folds(np.arange(8) % 2, spec, classes=["a", "b"])]
    [[0, 2, 3, 7], [1, 4, 5, 6]]
    """
    whole = split_rows(y_N, spec, classes=classes)
    if not isinstance(spec.folds, int):
        return [whole]
    rest = np.sort(np.concatenate([whole.train, whole.validation]))
    if len(rest) < spec.folds:
        raise DataInvalid(
            f"{len(rest)} labelled rows outside the test part cannot be dealt into {spec.folds} folds.",
            faults=[Fault(code="too_few_rows", message="There are too few labelled rows.", got=str(len(rest)))],
            hint="Lower split.folds, or add rows.",
        )
    rest = rest[seeded_order(spec, len(y_N), rest)]
    rest = rest[np.argsort(y_N[rest], kind="stable")]  # class by class, the seeded order kept inside each
    fold_N = np.arange(len(rest)) % spec.folds
    return [
        Split(train=np.sort(rest[fold_N != fold]), validation=np.sort(rest[fold_N == fold]), test=whole.test)
        for fold in range(spec.folds)
    ]
