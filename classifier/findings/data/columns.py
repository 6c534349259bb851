"""What single columns hold that a model cannot use, or can use less than one thinks."""

from collections.abc import Iterator

from pydantic import JsonValue

from classifier.findings.ledger import Checked
from classifier.findings.make import make
from classifier.spec.finding import Finding, Severity
from classifier.spec.table import Column, ColumnKind, ColumnProfile, ColumnRole, DatasetProfile
from classifier.table.infer import TypedTable

# Half of a column: credit_status lacks 9 % of an income and the Titanic's passenger list 20 % of the ages, and both are
# learnt from all the same; a column that is mostly filled by a median is not what its name says.
MISSING_SHARE = 0.5
# A column that is mostly numbers was meant to be one: read as words, its order and its distances are lost. Few different
# values are categories either way ("0", "1", "2", "3+").
MIXED_SHARE, MIXED_DISTINCT = 0.5, 20


def column_checks(typed: TypedTable, profile: DatasetProfile, target: str | None) -> Checked:
    """Each check with its findings, in the order of the columns."""
    pairs = list(zip(typed.schema.columns, profile.columns, strict=True))
    yield "data.all_missing_column", [f for _, c in pairs for f in _all_missing(c, profile)]
    yield "data.missing", [f for _, c in pairs for f in _missing(c, profile)]
    yield "data.constant_column", [f for _, c in pairs for f in _constant(c, profile, target)]
    yield "data.id_like_column", [f for column, c in pairs for f in _id_like(column, c, profile)]
    yield "data.text_column", [f for column, c in pairs for f in _text(column, c, profile)]
    yield "data.sequences_unequal", [f for _, c in pairs for f in _sequences(c)]
    yield "data.image_sizes_differ", [f for _, c in pairs for f in _images(c)]
    yield "data.type_ambiguous", [f for column, c in pairs for f in _ambiguous(typed, column, c)]


def _all_missing(counts: ColumnProfile, profile: DatasetProfile) -> Iterator[Finding]:
    if counts.num_missing < profile.num_rows:
        return
    tokens: dict[str, JsonValue] = dict(counts.missing_tokens)
    # Something stood there and was taken as missing: perhaps a value. An empty column hurts nothing.
    lost = any(token not in ("", "null") for token in counts.missing_tokens)
    evidence: dict[str, JsonValue] = {"num_rows": profile.num_rows, "missing_tokens": tokens}
    yield make(
        "data.all_missing_column",
        evidence,
        column=counts.name,
        severity=Severity.warning if lost else Severity.info,
    )


def _missing(counts: ColumnProfile, profile: DatasetProfile) -> Iterator[Finding]:
    if not 0 < counts.num_missing < profile.num_rows:
        return
    share = counts.num_missing / profile.num_rows
    evidence: dict[str, JsonValue] = {
        "num_missing": counts.num_missing,
        "num_rows": profile.num_rows,
        "share": share,
        "missing_tokens": dict(counts.missing_tokens),
    }
    hurts = share >= MISSING_SHARE and counts.role in (ColumnRole.feature, ColumnRole.target)
    yield make("data.missing", evidence, column=counts.name, severity=Severity.warning if hurts else None)


def _constant(counts: ColumnProfile, profile: DatasetProfile, target: str | None) -> Iterator[Finding]:
    if counts.num_distinct == 1 and not counts.num_missing and profile.num_rows > 1 and counts.name != target:
        value = counts.rarest.value if counts.rarest else None
        yield make("data.constant_column", {"num_rows": profile.num_rows, "value": value}, column=counts.name)


def _id_like(column: Column, counts: ColumnProfile, profile: DatasetProfile) -> Iterator[Finding]:
    if column.role is ColumnRole.id and not column.overridden:
        yield make(
            "data.id_like_column", _distinct(counts, profile), column=column.name, words={"reason": column.reason}
        )


def _text(column: Column, counts: ColumnProfile, profile: DatasetProfile) -> Iterator[Finding]:
    if column.kind is ColumnKind.text and column.role is not ColumnRole.id:
        yield make("data.text_column", _distinct(counts, profile), column=column.name, words={"reason": column.reason})


def _distinct(counts: ColumnProfile, profile: DatasetProfile) -> dict[str, JsonValue]:
    return {"num_distinct": counts.num_distinct, "num_rows": profile.num_rows}


def _sequences(counts: ColumnProfile) -> Iterator[Finding]:
    steps = counts.sequence
    if steps is not None and steps.min_steps < steps.max_steps:
        yield make(
            "data.sequences_unequal",
            {"min_steps": steps.min_steps, "max_steps": steps.max_steps, "mean_steps": steps.mean_steps},
            column=counts.name,
        )


def _images(counts: ColumnProfile) -> Iterator[Finding]:
    image = counts.image
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
            column=counts.name,
        )


_KIND_ADVICE = {
    "zero_one": "If 0 and 1 are truth values, nothing is lost; the override kind=boolean only changes how it is shown.",
    "leading_zeros": "If it is a number, PATCH the dataset with overrides kind=numeric; the zeros are then lost.",
    "mixed": "Correct the odd cells or name them in missing_values; the override kind=numeric lists all of them.",
    "big_integers": "float64 would round them. If they are an id, give the column the role id.",
}


def _ambiguous(typed: TypedTable, column: Column, counts: ColumnProfile) -> Iterator[Finding]:
    note = typed.notes.get(column.name)
    if note is None:
        return
    why = str(note["why"])
    numbers, others = (_number(note.get(key)) for key in ("num_numbers", "num_other"))
    lost = why == "mixed" and numbers >= MIXED_SHARE * (numbers + others) and counts.num_distinct > MIXED_DISTINCT
    yield make(
        "data.type_ambiguous",
        {"kind": column.kind.value, **note},
        column=column.name,
        severity=Severity.warning if lost else None,
        words={"reason": column.reason, "advice": _KIND_ADVICE[why]},
    )


def _number(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
