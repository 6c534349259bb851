"""Whether a table can be learnt from: its target and its features against its profile."""

import difflib
from collections.abc import Sequence
from typing import Literal

from classifier.errors import Fault
from classifier.spec.cost import find
from classifier.spec.limits import Limits
from classifier.spec.table import CategoryCount, Column, ColumnKind, ColumnProfile, ColumnRole, DatasetProfile, Schema
from classifier.spec.train import TrainSpec

CELL_KINDS = {ColumnKind.numeric, ColumnKind.boolean, ColumnKind.categorical, ColumnKind.datetime}
WHOLE_KINDS = {ColumnKind.sequence, ColumnKind.image}
"""One column of these is a whole input."""
FEATURE_KINDS = CELL_KINDS | WHOLE_KINDS
TARGET_KINDS = {ColumnKind.numeric, ColumnKind.boolean, ColumnKind.categorical}
MAX_LISTED = 20  # faults of one sort and names in one hint: enough to see the pattern
MAX_HINTS = 3  # names to look up: comparing one with 2,000 columns takes some milliseconds

Found = tuple[list[Fault], list[str]]
"""What is wrong, and hints."""


def auto_features(schema: Schema, target: str) -> list[str]:
    """Every column with the role feature that can be one, in file order; sequences or images alone where there are any."""
    able = [c for c in schema.columns if c.role == ColumnRole.feature and c.kind in FEATURE_KINDS and c.name != target]
    whole = [c for c in able if c.kind in WHOLE_KINDS]
    return [c.name for c in whole or able]


def input_kind(features: Sequence[str], schema: Schema) -> Literal["table", "sequence", "image"]:
    """What the features make of a row."""
    wanted = set(features)
    kinds = {column.kind for column in schema.columns if column.name in wanted}
    if ColumnKind.image in kinds:
        return "image"
    return "sequence" if ColumnKind.sequence in kinds else "table"


def known_classes(target: ColumnProfile, profile: DatasetProfile) -> list[str] | None:
    """All values of the target, when the profile lists every one; else None."""
    if target.top_categories is not None and len(target.top_categories) == target.num_distinct:
        return [category.value for category in target.top_categories]
    of_target = target.role == ColumnRole.target or profile.suggested_target == target.name
    if of_target and profile.class_balance is not None and len(profile.class_balance) == target.num_distinct:
        return [category.value for category in profile.class_balance]
    return None


def check_target(spec: TrainSpec, schema: Schema, profile: DatasetProfile, limits: Limits) -> Found:
    """What is wrong with the target, and hints."""
    column, target = schema.column(spec.target), find(profile, spec.target)
    if column is None or target is None:
        return [_absent("/spec/target", spec.target, "target_unknown")], _close_names(spec.target, schema)
    if column.kind not in TARGET_KINDS:
        fault = Fault(
            code="target_kind",
            message=f"Column {column.name!r} is {column.kind}; a target is categorical, boolean or numeric.",
            pointer="/spec/target",
            column=column.name,
            got=column.kind,
            expected="categorical, boolean or numeric",
        )
        hint = f'To use its values as classes, override the column: {{"{column.name}": {{"kind": "categorical"}}}}.'
        return [fault], [hint]
    faults, hint = _unlearnable(spec, target, profile, limits)
    return faults, [hint] if faults else []


def _unlearnable(
    spec: TrainSpec, target: ColumnProfile, profile: DatasetProfile, limits: Limits
) -> tuple[list[Fault], str]:
    """The first reason why this column cannot be learnt from these rows, if there is one, and what to do."""
    name, labelled = target.name, profile.num_rows - target.num_missing
    if profile.num_rows > 0 and labelled == 0:
        fault = Fault(code="target_missing", message=f"Every cell of the target {name!r} is missing.", column=name)
        return [fault], "Choose another target, or upload a file that has its labels."
    if labelled * 2 < profile.num_rows:
        fault = Fault(
            code="target_mostly_missing",
            message=f"The target {name!r} is missing in {target.num_missing} of {profile.num_rows} rows.",
            column=name,
            got=f"{target.num_missing} missing",
            expected="at most half of the rows",
        )
        return [fault], "Upload only the labelled rows, if the others are meant to be predicted."
    holds_out_test = spec.split.test_rows is None and spec.split.test_fraction > 0
    if labelled < 4 + holds_out_test:
        return [_too_few(name, labelled, 4 + holds_out_test)], "Add rows."
    if target.num_distinct < 2:
        only = target.top_categories[0].value if target.top_categories else target.minimum
        fault = Fault(
            code="single_class",
            message=f"The target {name!r} has one class only, {_short(str(only))!r}.",
            column=name,
            got="1 class",
            expected="at least 2 classes",
        )
        return [fault], "A classifier needs rows of at least two classes."
    regression = "These look like measurements: a classifier predicts classes, this looks like regression."
    if target.num_distinct > limits.max_classes:
        fault = Fault(
            code="too_many_classes",
            message=f"The target {name!r} has {target.num_distinct:,} distinct values; this server allows "
            f"{limits.max_classes:,} classes.",
            column=name,
            got=f"{target.num_distinct:,}",
            expected=f"at most {limits.max_classes:,}",
        )
        return [fault], regression if target.kind == ColumnKind.numeric else "Merge classes, or choose another target."
    if small := _small_classes(target):
        faults = [
            Fault(
                code="class_too_small",
                message=f"Class {_short(category.value)!r} of the target {name!r} has {category.count} row; it needs one for "
                "training and one for validation.",
                column=name,
                got=str(category.count),
                expected="at least 2 rows",
            )
            for category in small
        ]
        looks_numeric = target.kind == ColumnKind.numeric and target.num_distinct > MAX_LISTED
        return faults, regression if looks_numeric else "Add rows of that class, merge it with another, or take it out."
    needed = 2 * target.num_distinct + holds_out_test
    return ([_too_few(name, labelled, needed)], "Add rows.") if labelled < needed else ([], "")


def _too_few(name: str, labelled: int, needed: int) -> Fault:
    return Fault(
        code="too_few_rows",
        message=f"{labelled} labelled row{'' if labelled == 1 else 's'} cannot be split into training, validation "
        "and test rows.",
        column=name,
        got=str(labelled),
        expected=f"at least {needed} rows",
    )


def check_features(spec: TrainSpec, schema: Schema, profile: DatasetProfile) -> Found:
    """What is wrong with the features, and hints."""
    columns = {column.name: column for column in schema.columns}
    profiles = {column.name: column for column in profile.columns}
    names = auto_features(schema, spec.target) if spec.features == "auto" else spec.features
    unknown = [(i, name) for i, name in enumerate(names) if name not in columns or name not in profiles]
    misfits = [(i, name) for i, name in enumerate(names) if name in columns and columns[name].kind not in FEATURE_KINDS]
    if unknown or misfits:
        faults = [_absent(f"/spec/features/{i}", name, "feature_unknown") for i, name in unknown]
        faults += [_not_a_feature(f"/spec/features/{i}", columns[name]) for i, name in misfits]
        hints = [hint for _, name in unknown[:MAX_HINTS] for hint in _close_names(name, schema)]
        return faults[:MAX_LISTED], list(dict.fromkeys(hints))
    whole = [name for name in names if columns[name].kind in WHOLE_KINDS]
    if whole and len(names) > 1:
        return [_several_inputs(names, whole)], [f'Say which one to learn from: "features": ["{whole[0]}"].']
    if whole or any(_can_teach(profiles[name], profile) for name in names):
        return [], []
    told = [
        f"{c.name!r} {_why_unused(c, profiles.get(c.name), profile)}"
        for c in schema.columns
        if c.name != spec.target and (spec.features == "auto" or c.name in spec.features)
    ]
    listed = "; ".join(told[:MAX_LISTED]) or "the target is the only column"
    fault = Fault(
        code="no_usable_features",
        message=f"There is no column to learn from: {listed}.",
        expected="at least one numeric, boolean, categorical or datetime column that differs between rows",
    )
    return [fault], ["Override a column's role to feature or its kind, or upload more columns."]


def _can_teach(column: ColumnProfile, profile: DatasetProfile) -> bool:
    """Whether cells differ: a column with one value teaches only by where it is missing."""
    return column.num_distinct > 1 or (column.num_distinct == 1 and 0 < column.num_missing < profile.num_rows)


def _why_unused(column: Column, described: ColumnProfile | None, profile: DatasetProfile) -> str:
    if column.role != ColumnRole.feature:
        return f"has the role {column.role}"
    if column.kind not in FEATURE_KINDS:
        return f"is {column.kind}"
    if described is None or described.num_missing == profile.num_rows:
        return "has no values"
    return "has the same value in every row"


def _small_classes(target: ColumnProfile) -> list[CategoryCount]:
    """Classes with a single row, as far as the profile names them."""
    known = [*(target.top_categories or []), *([target.rarest] if target.rarest else [])]
    return list({category.value: category for category in known if category.count < 2}.values())


def _absent(pointer: str, name: str, code: str) -> Fault:
    return Fault(code=code, message=f"The table has no column {name!r}.", pointer=pointer, column=name, got=name)


def _not_a_feature(pointer: str, column: Column) -> Fault:
    return Fault(
        code="feature_kind",
        message=f"Column {column.name!r} is {column.kind}, which cannot be a feature.",
        pointer=pointer,
        column=column.name,
        got=column.kind,
        expected="numeric, boolean, categorical or datetime; override the column's kind to use it",
    )


def _several_inputs(names: Sequence[str], whole: Sequence[str]) -> Fault:
    return Fault(
        code="several_inputs",
        message=f"Column {whole[0]!r} is a whole input, and {len(names) - 1} more features stand beside it.",
        pointer="/spec/features",
        column=whole[0],
        got=", ".join(repr(name) for name in names[:MAX_LISTED]),
        expected="one column of sequences or images, or any number of other columns",
    )


def _close_names(name: str, schema: Schema) -> list[str]:
    names = [column.name for column in schema.columns]
    folded = {known.casefold().strip(): known for known in names}
    close = [folded[match] for match in difflib.get_close_matches(name.casefold().strip(), list(folded), n=3)]
    if close:
        return [f"Did you mean {' or '.join(repr(known) for known in close)}?"]
    listed = ", ".join(repr(known) for known in names[:MAX_LISTED]) + (", ..." if len(names) > MAX_LISTED else "")
    return [f"The columns are {listed}."]


def _short(text: str) -> str:
    return text if len(text) <= 64 else f"{text[:63]}…"
