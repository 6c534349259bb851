"""What the data says before any training: findings of one table, each with its numbers."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import JsonValue

from classifier.spec.finding import Finding, Phase, Severity
from classifier.spec.table import Column, ColumnKind, ColumnProfile, ColumnRole, DatasetProfile
from classifier.table.infer import TypedTable
from classifier.table.profile import count_duplicate_rows

MISSING_SHARE = 0.2  # below it imputation with an indicator column costs next to nothing
IMBALANCE_RATIO = 3.0  # commonest class over rarest
RARE_CLASS_ROWS = 10  # fewer cannot be measured in a test part of a fifth


def data_findings(typed: TypedTable, profile: DatasetProfile) -> list[Finding]:
    """Findings about columns in file order, then about rows, then about the target's classes."""
    found: list[Finding] = []
    for column, counts in zip(typed.schema.columns, profile.columns, strict=True):
        found += _of_column(typed, column, counts, profile)
    found += _duplicate_columns(typed, profile)
    found += _duplicate_rows(typed, profile)
    found += _classes(typed, profile)
    return found


def _of_column(typed: TypedTable, column: Column, counts: ColumnProfile, profile: DatasetProfile) -> Iterator[Finding]:
    num_rows = profile.num_rows
    if counts.num_missing == num_rows:
        yield _finding(
            "data.all_missing_column",
            Severity.warning,
            f"Column {column.name!r} is empty",
            f"All {num_rows:,} cells are missing, so nothing can be learnt from it.",
            "Leave the column out, or name other missing_values if these cells mean something.",
            {"num_rows": num_rows, "missing_tokens": dict(counts.missing_tokens)},
            column.name,
        )
        return
    if counts.num_missing:
        share = counts.num_missing / num_rows
        yield _finding(
            "data.missing",
            Severity.warning if share >= MISSING_SHARE else Severity.info,
            f"{share:.1%} of column {column.name!r} is missing",
            f"{counts.num_missing:,} of {num_rows:,} cells are missing; they are filled, and a column says where.",
            "Check that they are missing by chance; otherwise fill them before uploading.",
            {"num_missing": counts.num_missing, "share": share, "missing_tokens": dict(counts.missing_tokens)},
            column.name,
        )
    if counts.num_distinct == 1 and not counts.num_missing and num_rows > 1 and column.name != profile.suggested_target:
        yield _finding(
            "data.constant_column",
            Severity.info,
            f"Column {column.name!r} never changes",
            f"All {num_rows:,} rows hold the same value, so it is left out of the features.",
            "Leave the column out of the file.",
            {"num_rows": num_rows, "value": counts.rarest.value if counts.rarest else None},
            column.name,
        )
    if column.role is ColumnRole.id and not column.overridden:
        yield _finding(
            "data.id_like_column",
            Severity.info,
            f"Column {column.name!r} looks like an id and is not a feature",
            column.reason,
            'If it measures something, set its role: PATCH the dataset with overrides {"role": "feature"}.',
            {"num_distinct": counts.num_distinct, "num_rows": num_rows},
            column.name,
        )
    if column.kind is ColumnKind.text and column.role is not ColumnRole.id:
        yield _finding(
            "data.text_column",
            Severity.info,
            f"Column {column.name!r} is free text and is not a feature",
            column.reason,
            'If its values are categories, PATCH the dataset with overrides {"kind": "categorical", "role": "feature"}.',
            {"num_distinct": counts.num_distinct, "num_rows": num_rows},
            column.name,
        )
    yield from _of_whole(column, counts)
    note = typed.notes.get(column.name)
    if note is not None:
        yield _ambiguous(column, note)


def _of_whole(column: Column, counts: ColumnProfile) -> Iterator[Finding]:
    """What is uneven about sequences or images, which preprocessing makes even."""
    steps, image = counts.sequence, counts.image
    if steps is not None and steps.min_steps < steps.max_steps:
        yield _finding(
            "data.sequences_unequal",
            Severity.info,
            f"Sequences of column {column.name!r} have {steps.min_steps:,} to {steps.max_steps:,} steps",
            f"On average they have {steps.mean_steps:.1f}; shorter ones are padded, and a mask keeps padding from counting.",
            "Nothing to do, unless a length gives the class away: then cut all to one length.",
            {"min_steps": steps.min_steps, "max_steps": steps.max_steps, "mean_steps": steps.mean_steps},
            column.name,
        )
    if image is not None and (image.min_height < image.max_height or image.min_width < image.max_width):
        yield _finding(
            "data.image_sizes_differ",
            Severity.info,
            f"Images of column {column.name!r} differ in size",
            f"Heights are {image.min_height:,} to {image.max_height:,}, widths {image.min_width:,} to {image.max_width:,}; "
            "all are resized to one size.",
            "Nothing to do, unless shapes are stretched that should not be: then crop all to one shape.",
            {
                "min_height": image.min_height,
                "max_height": image.max_height,
                "min_width": image.min_width,
                "max_width": image.max_width,
                "most_frequent": image.sizes[0].value,
            },
            column.name,
        )


_KIND_ADVICE = {
    "zero_one": "If 0 and 1 are truth values, nothing is lost; the override kind=boolean only changes how it is shown.",
    "leading_zeros": "If it is a number, PATCH the dataset with overrides kind=numeric; the zeros are then lost.",
    "mixed": "Correct the odd cells or name them in missing_values; the override kind=numeric lists all of them.",
    "big_integers": "float64 would round them. If they are an id, give the column the role id.",
}


def _ambiguous(column: Column, note: dict[str, JsonValue]) -> Finding:
    why = str(note["why"])
    return _finding(
        "data.type_ambiguous",
        Severity.warning if why == "mixed" else Severity.info,
        f"Column {column.name!r} could be read in two ways",
        column.reason,
        _KIND_ADVICE[why],
        {"kind": column.kind.value, **note},
        column.name,
    )


def _duplicate_columns(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for counts in profile.columns:
        if counts.num_distinct > 1:
            alike[counts.model_dump_json(exclude={"name", "role", "missing_tokens"})].append(counts.name)
    for names in alike.values():
        firsts: list[str] = []
        for name in names:
            column = typed.table.column(name)
            same = next((first for first in firsts if typed.table.column(first).equals(column)), None)
            if same is None:
                firsts.append(name)
                continue
            yield _finding(
                "data.duplicate_column",
                Severity.warning,
                f"Column {name!r} repeats column {same!r}",
                f"The two columns are equal in all {profile.num_rows:,} rows.",
                "Leave one of them out; if one is the target, the other gives it away.",
                {"same_as": same, "num_rows": profile.num_rows},
                name,
            )


def _duplicate_rows(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    told_apart = [c.name for c in typed.schema.columns if c.role is not ColumnRole.id]
    num_same = profile.num_duplicate_rows
    if len(told_apart) < len(typed.schema.columns):
        num_same = count_duplicate_rows(typed.table, told_apart)
    if num_same:
        share = num_same / profile.num_rows
        yield _finding(
            "data.duplicate_rows",
            Severity.warning if share >= 0.01 else Severity.info,
            f"{num_same:,} rows repeat an earlier one",
            f"{share:.1%} of the rows equal an earlier row in every column but ids; the same row may be trained on and tested.",
            "Remove repeats unless they are separate observations.",
            {"num_duplicate_rows": num_same, "share": share, "num_in_every_column": profile.num_duplicate_rows},
        )


def _classes(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    target, balance = profile.suggested_target, profile.class_balance
    if target is None or not balance:
        return
    if len(balance) == 1:
        yield _finding(
            "data.single_class",
            Severity.error,
            f"Column {target!r} has one class only",
            f"All {balance[0].count:,} rows are {balance[0].value!r}; a classifier needs two classes.",
            "Upload rows of the other classes too, or choose another target.",
            {"class": balance[0].value, "count": balance[0].count},
            target,
        )
        return
    total = sum(entry.count for entry in balance)
    most, least = balance[0], balance[-1]
    rare = [entry for entry in balance if entry.count < RARE_CLASS_ROWS]
    if rare and profile.num_rows >= RARE_CLASS_ROWS * len(balance):
        yield _finding(
            "data.rare_class",
            Severity.warning,
            f"{len(rare)} of {len(balance)} classes have under {RARE_CLASS_ROWS} rows",
            f"Class {least.value!r} has {least.count:,} of {total:,} rows: too few to learn it or to measure it.",
            "Collect more rows of these classes, or join them into one.",
            {"classes": [{"class": e.value, "count": e.count} for e in rare[:20]], "num_classes": len(balance)},
            target,
        )
    ratio = most.count / least.count
    if ratio >= IMBALANCE_RATIO:
        yield _finding(
            "data.imbalance",
            Severity.warning,
            f"Class {most.value!r} is {ratio:.1f} times as frequent as {least.value!r}",
            f"Always answering {most.value!r} is right in {most.count / total:.1%} of the rows; compare macro-F1 with that.",
            "Weigh the classes by inverse frequency.",
            {
                "ratio": ratio,
                "majority_share": most.count / total,
                "most": {"class": most.value, "count": most.count},
                "least": {"class": least.value, "count": least.count},
            },
            target,
            fix=[{"op": "add", "path": "/loss/class_weights", "value": "balanced"}],
        )


def _finding(
    code: str,
    severity: Severity,
    title: str,
    explanation: str,
    suggestion: str,
    evidence: dict[str, JsonValue],
    column: str | None = None,
    fix: list[dict[str, JsonValue]] | None = None,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        phase=Phase.data,
        title=title,
        explanation=explanation,
        suggestion=suggestion,
        evidence=evidence,
        column=column,
        fix=fix,
    )
