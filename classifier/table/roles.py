"""What a column is for: a feature, an id that would give rows away, or nothing to learn from."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from classifier.spec.check_data import TARGET_KINDS
from classifier.spec.table import Column, ColumnKind, ColumnRole

MIN_ROWS_TO_JUDGE = 10  # among fewer rows 1, 2, 3 ... is as likely a measurement as a row number
MIN_ROWS_SHUFFLED = 100  # numbers 1..N in any order: by chance 1 in 10^40 among so many rows
_CAMEL_ID = re.compile(r"[a-z0-9](?:Id|ID|Uuid|UUID|Guid)$")
_ROW_NAME = re.compile(
    r"^(?:index|row|rownum|row[\W_]?(?:number|no|id|index|names?)|unnamed: ?0|__index_level_0__|x|no\.?|nr\.?)$",
    re.IGNORECASE,
)
_TARGET_NAMES = (
    "target",
    "label",
    "labels",
    "class",
    "classes",
    "y",
    "outcome",
    "category",
    "species",
    "diagnosis",
    "status",
)


@dataclass(frozen=True)
class RoleChoice:
    """A role and the half sentence that says why."""

    role: ColumnRole
    why: str


def choose_role(name: str, kind: ColumnKind, values: pa.ChunkedArray) -> RoleChoice:
    """The role a column gets when the user names none; `values` typed, missing ones null.

    A float measurement stays a feature however distinct its values are.
    """
    num_rows = len(values)
    num_present = num_rows - values.null_count
    if not num_present:
        return RoleChoice(ColumnRole.ignored, "every cell is missing, so there is nothing to learn from")
    if num_present == num_rows > 1 and _constant(values):
        return RoleChoice(ColumnRole.ignored, "every row has the same value, so there is nothing to learn from")
    if kind in (ColumnKind.sequence, ColumnKind.image):
        return RoleChoice(ColumnRole.feature, "")
    why = _id_number(name, values) if kind is ColumnKind.numeric else _id_word(name, kind, values)
    if why:
        return RoleChoice(
            ColumnRole.id, f"{why}: it is left out of the features, for it tells rows apart and not classes"
        )
    if kind is ColumnKind.text:
        return RoleChoice(ColumnRole.ignored, "free text is no set of categories")
    return RoleChoice(ColumnRole.feature, "")


def count_distinct(values: pa.ChunkedArray) -> int:
    """Distinct values that are not missing; numbers by sorting, which is faster than hashing a million of them."""
    if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        sorted_N = np.sort(values.drop_null().to_numpy())
        return int(np.count_nonzero(np.diff(sorted_N))) + 1 if len(sorted_N) else 0
    return int(pc.count_distinct(values, mode="only_valid").as_py())


def suggest_target(columns: list[Column], num_distinct: dict[str, int]) -> str | None:
    """The column that looks like the label: by its role, its name, or its place and few values."""
    for column in columns:
        if column.role is ColumnRole.target:
            return column.name
    few = [c for c in columns if c.kind in TARGET_KINDS]
    few = [c for c in few if 0 < num_distinct[c.name] <= _most(c.kind)]
    # by its name also when all rows are of one class: better told than passed over
    named = [c for c in few if c.role is ColumnRole.feature or (num_distinct[c.name] == 1 and not c.overridden)]
    by_name = {c.name.strip().casefold(): c.name for c in reversed(named)}
    few = [c for c in few if c.role is ColumnRole.feature]
    for word in _TARGET_NAMES:
        if word in by_name:
            return by_name[word]
    words = [c.name for c in few if c.kind is not ColumnKind.numeric]
    ends = [c.name for c in (columns[-1], columns[0])]
    for name in ends:
        if name in words:
            return name
    if few and few[-1].name == columns[-1].name and num_distinct[few[-1].name] <= 20:
        return few[-1].name
    return words[0] if len(words) == 1 else None


def _most(kind: ColumnKind) -> int:
    return 1_000 if kind is not ColumnKind.numeric else 50


def _constant(values: pa.ChunkedArray) -> bool:
    if pa.types.is_boolean(values.type) or pa.types.is_string(values.type):
        return len(values.slice(0, 1_000).unique()) == 1 and len(values.unique()) == 1
    if pa.types.is_nested(values.type) or pa.types.is_binary(values.type):
        first = values[0]
        return all(cell.equals(first) for chunk in values.chunks for cell in chunk)  # ends at the first other one
    return all(_one_value(pc.min_max(part)) for part in (values.slice(0, 1_000), values))


def _one_value(ends: pa.Scalar) -> bool:
    return bool(ends["min"].as_py() == ends["max"].as_py())


def _id_number(name: str, values: pa.ChunkedArray) -> str | None:
    """Why a column of numbers looks like an id, or None. Only whole numbers may; a measurement may well be unique."""
    num_present = len(values) - values.null_count
    if not pa.types.is_integer(values.type):
        return None
    if _named_id(name):
        return _named_why(num_present, count_distinct(values))
    ends = pc.min_max(values)
    low, high = ends["min"].as_py(), ends["max"].as_py()
    if values.null_count or num_present < MIN_ROWS_TO_JUDGE or high - low + 1 < num_present:
        return None
    step_N = np.diff(values.to_numpy())
    monotone = bool((step_N > 0).all() or (step_N < 0).all())
    if not monotone and (num_present < MIN_ROWS_SHUFFLED or count_distinct(values) < num_present):
        return None
    if high - low + 1 == num_present:
        return f"its whole numbers count the rows from {low} to {high}"
    dense = 2 * num_present > high - low and num_present >= MIN_ROWS_SHUFFLED
    if monotone and (dense or _ROW_NAME.match(name)):
        return "its whole numbers differ in every row and only rise or fall"
    return None


def _id_word(name: str, kind: ColumnKind, values: pa.ChunkedArray) -> str | None:
    """Why a column of words looks like an id, or None."""
    if kind not in (ColumnKind.categorical, ColumnKind.text):
        return None
    num_present = len(values) - values.null_count
    if _named_id(name):
        return _named_why(num_present, count_distinct(values))
    alone = all(count_distinct(part) == len(part) - part.null_count for part in (values.slice(0, 1_000), values))
    if alone and num_present >= 2 * MIN_ROWS_TO_JUDGE and not _prose(values):
        return f"each of its {num_present:,} values stands once"
    return None


def _named_why(num_present: int, num_distinct: int) -> str | None:
    if num_present < 3 or num_distinct < 0.95 * num_present:
        return None
    return f"its name says id and {num_distinct:,} of {num_present:,} values differ"


def _named_id(name: str) -> bool:
    """True for id, ID, row_id, customerId, uuid; not for humid, Paid.

    >>> [_named_id(name) for name in ("id", "customerId", "row_ID", "humid", "PAID")]
    [True, True, True, False, False]
    """
    return bool(re.search(r"(?:^|[\W_])(?:id|uid|uuid|guid)$", name, re.IGNORECASE) or _CAMEL_ID.search(name))


def _prose(values: pa.ChunkedArray) -> bool:
    """True when most cells hold several words."""
    words = pc.match_substring_regex(values, r"\S\s+\S+\s+\S")
    return bool((pc.mean(words.cast(pa.int8())).as_py() or 0) > 0.5)
