"""What the data says before any training: findings of one table, each with its numbers."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import JsonValue

from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
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
    num_rows, name = profile.num_rows, column.name
    if counts.num_missing == num_rows:
        tokens: dict[str, JsonValue] = dict(counts.missing_tokens)
        yield make("data.all_missing_column", {"num_rows": num_rows, "missing_tokens": tokens}, column=name)
        return
    if counts.num_missing:
        share = counts.num_missing / num_rows
        yield make(
            "data.missing",
            {
                "num_missing": counts.num_missing,
                "num_rows": num_rows,
                "share": share,
                "missing_tokens": dict(counts.missing_tokens),
            },
            column=name,
            severity=Severity.warning if share >= MISSING_SHARE else None,
        )
    if counts.num_distinct == 1 and not counts.num_missing and num_rows > 1 and name != profile.suggested_target:
        value = counts.rarest.value if counts.rarest else None
        yield make("data.constant_column", {"num_rows": num_rows, "value": value}, column=name)
    distinct: dict[str, JsonValue] = {"num_distinct": counts.num_distinct, "num_rows": num_rows}
    if column.role is ColumnRole.id and not column.overridden:
        yield make("data.id_like_column", distinct, column=name, words={"reason": column.reason})
    if column.kind is ColumnKind.text and column.role is not ColumnRole.id:
        yield make("data.text_column", distinct, column=name, words={"reason": column.reason})
    yield from _of_whole(column, counts)
    note = typed.notes.get(name)
    if note is not None:
        yield _ambiguous(column, note)


def _of_whole(column: Column, counts: ColumnProfile) -> Iterator[Finding]:
    """What is uneven about sequences or images, which preprocessing makes even."""
    steps, image = counts.sequence, counts.image
    if steps is not None and steps.min_steps < steps.max_steps:
        yield make(
            "data.sequences_unequal",
            {"min_steps": steps.min_steps, "max_steps": steps.max_steps, "mean_steps": steps.mean_steps},
            column=column.name,
        )
    if image is not None and (image.min_height < image.max_height or image.min_width < image.max_width):
        yield make(
            "data.image_sizes_differ",
            {
                "min_height": image.min_height,
                "max_height": image.max_height,
                "min_width": image.min_width,
                "max_width": image.max_width,
                "most_frequent": image.sizes[0].value,
            },
            column=column.name,
        )


_KIND_ADVICE = {
    "zero_one": "If 0 and 1 are truth values, nothing is lost; the override kind=boolean only changes how it is shown.",
    "leading_zeros": "If it is a number, PATCH the dataset with overrides kind=numeric; the zeros are then lost.",
    "mixed": "Correct the odd cells or name them in missing_values; the override kind=numeric lists all of them.",
    "big_integers": "float64 would round them. If they are an id, give the column the role id.",
}


def _ambiguous(column: Column, note: dict[str, JsonValue]) -> Finding:
    why = str(note["why"])
    return make(
        "data.type_ambiguous",
        {"kind": column.kind.value, **note},
        column=column.name,
        severity=Severity.warning if why == "mixed" else None,
        words={"reason": column.reason, "advice": _KIND_ADVICE[why]},
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
            yield make("data.duplicate_column", {"same_as": same, "num_rows": profile.num_rows}, column=name)


def _duplicate_rows(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    told_apart = [c.name for c in typed.schema.columns if c.role is not ColumnRole.id]
    num_same = profile.num_duplicate_rows
    if len(told_apart) < len(typed.schema.columns):
        num_same = count_duplicate_rows(typed.table, told_apart)
    if num_same:
        share = num_same / profile.num_rows
        yield make(
            "data.duplicate_rows",
            {"num_duplicate_rows": num_same, "share": share, "num_in_every_column": profile.num_duplicate_rows},
            severity=Severity.warning if share >= 0.01 else None,
        )


def _classes(typed: TypedTable, profile: DatasetProfile) -> Iterator[Finding]:
    target, balance = profile.suggested_target, profile.class_balance
    if target is None or not balance:
        return
    if len(balance) == 1:
        yield make("data.single_class", {"class": balance[0].value, "count": balance[0].count}, column=target)
        return
    total = sum(entry.count for entry in balance)
    most, least = balance[0], balance[-1]
    rare = [entry for entry in balance if entry.count < RARE_CLASS_ROWS]
    if rare and profile.num_rows >= RARE_CLASS_ROWS * len(balance):
        yield make(
            "data.rare_class",
            {
                "classes": [{"class": e.value, "count": e.count} for e in rare[:20]],
                "least": {"class": least.value, "count": least.count},
                "num_rare": len(rare),
                "num_classes": len(balance),
                "min_rows": RARE_CLASS_ROWS,
                "num_rows": total,
            },
            column=target,
        )
    ratio = most.count / least.count
    if ratio >= IMBALANCE_RATIO:
        yield make(
            "data.imbalance",
            {
                "ratio": ratio,
                "majority_share": most.count / total,
                "most": {"class": most.value, "count": most.count},
                "least": {"class": least.value, "count": least.count},
            },
            column=target,
            severity=Severity.warning,
            fix=[{"op": "add", "path": "/loss/class_weights", "value": "balanced"}],
        )
