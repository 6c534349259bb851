"""The seeded split of a table's rows into training, validation and test rows."""

# Axes: N rows, C classes.

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifier.errors import DataInvalid, Fault, SpecInvalid
from classifier.spec.train import SplitSpec
from classifier.table.refuse import shown

Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Split:
    """Row numbers of the three parts: int64, rising, disjoint; rows without a label are in none."""

    train: Int64s
    validation: Int64s
    test: Int64s


def split_rows(y_N: Int64s, spec: SplitSpec, *, classes: Sequence[str]) -> Split:
    """The three parts of the labelled rows; the same arguments give the same parts with every numpy version.

    Each class has at least one row in `train` and one in `validation`. With `stratify` every class's share of a part
    is within one row of exact, as far as that rule leaves it. `test_rows` without a label are left out.

    Raises: `SpecInvalid` when `test_rows` names a row that is not there or too few rows are left to train on,
    `DataInvalid` when a class has too few rows.

    >>> split_rows(np.arange(20) % 2, SplitSpec(), classes=["a", "b"]).test.tolist()
    [2, 3, 11, 18]
    """
    num_classes = len(classes)
    labelled = np.flatnonzero(y_N >= 0)
    fixed_test = _fixed_test_rows(spec, y_N)
    rest = np.setdiff1d(labelled, fixed_test, assume_unique=True)
    _check_classes(y_N, rest, classes, fixed=spec.test_rows is not None)

    rest = rest[seeded_order(spec, len(y_N), rest)]
    num_test = 0 if spec.test_rows is not None else _part(spec.test_fraction, len(labelled))
    num_validation = max(_part(spec.validation_fraction, len(labelled)), num_classes)
    num_test = min(num_test, len(rest) - 2 * num_classes)
    if spec.test_fraction > 0 and spec.test_rows is None and num_test < 1:
        raise DataInvalid(
            f"{len(labelled)} labelled rows of {num_classes} classes are too few for a training, a validation and "
            f"a test part; at least {2 * num_classes + 1} are needed.",
            faults=[Fault(code="too_few_rows", message="There are too few labelled rows.", got=str(len(labelled)))],
            hint="Add rows, or set split.test_fraction to 0.",
        )
    room = len(rest) - num_test - num_classes
    if num_validation > room:
        if spec.test_rows is not None:
            raise _no_training_rows(spec, len(fixed_test), num_validation)
        num_validation = room

    deal = _deal_by_class if spec.stratify else _deal
    test, validation, train = deal(y_N, rest, num_classes, num_test, num_validation)
    if spec.test_rows is not None:
        test = fixed_test
    return Split(train=np.sort(train), validation=np.sort(validation), test=np.sort(test))


def seeded_order(spec: SplitSpec, num_rows: int, rows: Int64s) -> Int64s:
    """The places of `rows`, some of a table's `num_rows`, in the order drawn from the seed."""
    # Raw 64-bit words of PCG64 are the same in every numpy version; `Generator.permutation` promises no such thing.
    keys_N = np.random.PCG64(spec.seed).random_raw(num_rows)
    order: Int64s = np.argsort(keys_N[rows], kind="stable")
    return order


def _part(fraction: float, num_rows: int) -> int:
    """Rows of a part, at least one when any are asked for."""
    return max(1, round(fraction * num_rows)) if fraction > 0 else 0


def _deal_by_class(
    y_N: Int64s, rows: Int64s, num_classes: int, num_test: int, num_validation: int
) -> tuple[Int64s, Int64s, Int64s]:
    """Each part takes its share of every class from `rows`, in their order."""
    count_C = np.bincount(y_N[rows], minlength=num_classes)
    test_C = _shares(num_test, count_C, least=0, most_C=count_C - 2)
    validation_C = _shares(num_validation, count_C, least=1, most_C=count_C - test_C - 1)
    rows = rows[np.argsort(y_N[rows], kind="stable")]  # class by class, the seeded order kept inside each
    start_C = np.cumsum(count_C) - count_C
    rank = np.arange(len(rows)) - start_C[y_N[rows]]
    in_test = rank < test_C[y_N[rows]]
    in_validation = ~in_test & (rank < (test_C + validation_C)[y_N[rows]])
    return rows[in_test], rows[in_validation], rows[~in_test & ~in_validation]


def _deal(
    y_N: Int64s, rows: Int64s, num_classes: int, num_test: int, num_validation: int
) -> tuple[Int64s, Int64s, Int64s]:
    """One row of each class for training, one for validation, the others by order alone."""
    by_class = np.argsort(y_N[rows], kind="stable")
    count_C = np.bincount(y_N[rows], minlength=num_classes)
    start_C = np.cumsum(count_C) - count_C
    first, second = by_class[start_C], by_class[start_C + 1]
    free = np.delete(rows, np.concatenate([first, second]))
    num_more = num_validation - num_classes
    test, validation, train = np.split(free, [num_test, num_test + num_more])
    return test, np.concatenate([rows[second], validation]), np.concatenate([rows[first], train])


def _shares(total: int, count_C: Int64s, *, least: int, most_C: Int64s) -> Int64s:
    """`total` rows dealt over the classes by largest remainder, each within its bounds."""
    exact_C = total * count_C / count_C.sum()
    share_C = np.floor(exact_C).astype(np.int64)
    left = total - int(share_C.sum())
    share_C[np.argsort(share_C - exact_C, kind="stable")[:left]] += 1
    clipped: Int64s = np.clip(share_C, np.minimum(least, most_C), most_C)
    return clipped


def _fixed_test_rows(spec: SplitSpec, y_N: Int64s) -> Int64s:
    if spec.test_rows is None:
        return np.empty(0, dtype=np.int64)
    rows = np.array(spec.test_rows, dtype=np.int64)
    outside = np.flatnonzero(rows >= len(y_N))
    if len(outside):
        raise SpecInvalid(
            f"split.test_rows names row {rows[outside[0]]}, but the table has {len(y_N)} rows.",
            faults=[
                Fault(
                    code="row_out_of_range",
                    message="There is no such row.",
                    pointer=f"/spec/split/test_rows/{i}",
                    got=str(rows[i]),
                    expected=f"0..{len(y_N) - 1}",
                )
                for i in outside[:20].tolist()
            ],
            hint="Rows are counted from 0; the header is not counted.",
        )
    return np.sort(rows[y_N[rows] >= 0])


def _check_classes(y_N: Int64s, rest: Int64s, classes: Sequence[str], *, fixed: bool) -> None:
    """Refuse a table in which a class cannot have a training and a validation row."""
    if len(classes) < 2:
        raise DataInvalid(
            f"The label has {len(classes)} class{'' if len(classes) == 1 else 'es'}; two are needed to tell apart.",
            faults=[
                Fault(code="single_class" if classes else "target_missing", message="There is nothing to tell apart.")
            ],
        )
    count_C = np.bincount(y_N[rest], minlength=len(classes))
    small = np.flatnonzero(count_C < 2).tolist()
    if not small:
        return
    where = " outside split.test_rows" if fixed else ""
    faults = [
        Fault(
            code="class_too_small",
            message=f"Class {shown(classes[c])!r} has {count_C[c]} row{'' if count_C[c] == 1 else 's'}{where}; "
            "it needs one for training and one for validation.",
            row=int(np.flatnonzero(y_N == c)[0]),
            got=str(count_C[c]),
            expected="at least 2 rows",
        )
        for c in small[:20]
    ]
    raise DataInvalid(
        f"{faults[0].message} (row {faults[0].row})",
        faults=faults,
        hint="Add rows of that class, merge it with another, or take its rows out.",
    )


def _no_training_rows(spec: SplitSpec, num_test: int, num_validation: int) -> SpecInvalid:
    return SpecInvalid(
        f"split.test_rows ({num_test} rows) and validation_fraction={spec.validation_fraction} "
        f"({num_validation} rows) leave too few training rows.",
        faults=[
            Fault(
                code="no_training_rows",
                message="Too few rows are left to train on.",
                pointer="/spec/split/test_rows",
                got=f"{num_test} rows",
            )
        ],
        hint="Name fewer test rows, or lower split.validation_fraction.",
    )
