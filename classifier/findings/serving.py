"""What counts of served rows say: the input has changed, the answers have, or rows do not fit any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydantic import JsonValue

from classifier.findings.drift import Drift, drift, rate_limit
from classifier.findings.ledger import Checked, Ledger, Outcome, Skip, codes_of
from classifier.findings.make import make
from classifier.spec.counts import ServingCounts
from classifier.spec.finding import Diagnosis, Finding, Severity
from classifier.spec.reference import CategoryReference, NumberReference, Reference, probability_bounds

MIN_ROWS = 200  # below, even a shift by a standard deviation is hard to tell from chance

# By chance in one of so many windows of unchanged rows, over all columns together. Measured: 378 windows of 200 and 600
# held-out rows of 12 sets gave no warning and 1 info, and a shift of a column by one standard deviation was found in 102 of
# 102. With 60 training rows the common rule, PSI >= 0.25 alone, gave a warning in 43 % of windows of 200 rows.
ALPHA = 0.001

WARNING_PSI = 0.25  # the usual rule (Siddiqi 2006), here of what lies beyond chance
INFO_PSI = 0.1
WARNING_SHARE = 0.05  # of rows that are refused, out of range or of unseen categories, beyond chance
INFO_SHARE = 0.01
UNKNOWN_SHARE = 0.1  # a field more hurts nothing; that most callers send it is worth a word

MAX_FINDINGS = 20  # of one kind, the worst columns first; a page of 2,000 columns is read by nobody

NO_REFERENCE = "The model was published before its training rows were summarized; train it again to compare."


@dataclass(frozen=True)
class Window:
    """What is judged."""

    counts: ServingCounts
    seconds: float
    """How long it was counted."""


def serving_diagnosis(reference: Reference | None, classes: Sequence[str], window: Window) -> Diagnosis:
    """Every check of the phase, as found, passed or skipped with the reason."""
    ledger = Ledger()
    ledger.take(serving_checks(reference, classes, window))
    return ledger.report(codes_of("serving"))


def serving_checks(reference: Reference | None, classes: Sequence[str], window: Window) -> Checked:
    """The checks and what each gives."""
    counts = window.counts
    yield "serving.schema_drift", _few(counts.rows + counts.refused) or _schema(window)
    compared = reference is not None and len(counts.columns) == reference.num_counts
    if reference is None or not compared:
        why = NO_REFERENCE if reference is None and counts.rows else None
        skip = _few(counts.rows) or Skip(why or "What was counted is not of this model's columns.")
        for code in codes_of("serving")[1:]:
            yield code, skip
        return
    yield "serving.unseen_categories", _unseen(reference, window)
    yield "serving.out_of_range", _few(counts.rows) or _out_of_range(reference, window)
    yield "serving.feature_drift", _few(counts.rows) or _features(reference, window)
    yield "serving.prediction_drift", _few(counts.rows) or _predictions(reference, classes, window)


def column_counts(
    reference: Reference, counts: ServingCounts
) -> Iterator[tuple[NumberReference | CategoryReference, list[int]]]:
    """The counts of each column of the reference."""
    at = 0
    for column in reference.columns:
        yield column, counts.columns[at : at + column.num_counts]
        at += column.num_counts


def column_drift(column: NumberReference | CategoryReference, counts: Sequence[int], alpha: float) -> Drift | None:
    """How far a column has drifted; None when one side has no rows."""
    return drift(column.counts[: column.num_bins], counts[: column.num_bins], alpha)


def _few(num_rows: int) -> Skip | None:
    return Skip(f"{num_rows} rows in the window; {MIN_ROWS} are needed.") if num_rows < MIN_ROWS else None


def _schema(window: Window) -> Outcome:
    counts = window.counts
    rows = counts.rows + counts.refused
    # A category that was never seen is another check's business.
    refused = counts.refused - counts.refused_by("unseen_category")
    share, unknown_share = refused / rows, counts.unknown / rows
    severity = _by_share(share)
    if severity is None and unknown_share < UNKNOWN_SHARE:
        return None
    blamed = sorted(
        (
            (count, code, column)
            for code, by_column in counts.faults.items()
            if code != "unseen_category"
            for column, count in by_column.items()
        ),
        reverse=True,
    )
    worst: list[JsonValue] = [{"code": code, "column": column or None, "rows": n} for n, code, column in blamed[:10]]
    most = "nothing"
    if blamed:
        most = f"`{blamed[0][1]}`" + (f" in column {blamed[0][2]!r}" if blamed[0][2] else "")
    return make(
        "serving.schema_drift",
        {
            "rows": rows,
            "refused": refused,
            "share": share,
            "unknown": counts.unknown,
            "unknown_share": unknown_share,
            "faults": worst,
            "window_seconds": window.seconds,
        },
        severity=severity or Severity.info,
        words={"most": most},
    )


def _unseen(reference: Reference, window: Window) -> Outcome:
    refused = window.counts.faults.get("unseen_category", {})
    columns = [
        (column, counts)
        for column, counts in column_counts(reference, window.counts)
        if isinstance(column, CategoryReference) and column.levels != ["false", "true"]
    ]
    if not columns:
        return Skip("The model reads no column of categories.")
    if few := _few(window.counts.rows + sum(refused.values())):
        return few
    found = []
    for column, counts in columns:
        num_levels = len(column.levels)
        # A row without a value has no category; a refused one had one.
        more = refused.get(column.column, 0)
        rows = sum(counts[: num_levels + 2]) + more
        unseen = counts[num_levels + 1] + more
        known = sum(column.counts[: num_levels + 2])
        events = column.singles + column.counts[num_levels + 1]
        if not rows or not known or unseen <= rate_limit(events + 1, known, rows, ALPHA / len(columns)):
            continue
        share, chance = unseen / rows, events / known
        if (severity := _by_share(share - chance)) is None:
            continue
        evidence: dict[str, JsonValue] = {
            "rows": rows,
            "unseen": unseen,
            "refused": more,
            "share": share,
            "chance": chance,
            "num_known": num_levels + (1 if column.counts[num_levels] else 0),
            "window_seconds": window.seconds,
        }
        found.append((share, make("serving.unseen_categories", evidence, column=column.column, severity=severity)))
    return _worst(found)


def _out_of_range(reference: Reference, window: Window) -> Outcome:
    columns = [
        (column, counts)
        for column, counts in column_counts(reference, window.counts)
        if isinstance(column, NumberReference)
    ]
    if not columns:
        return Skip("The model reads no column of numbers or times.")
    found = []
    for column, counts in columns:
        missing, below, above = counts[-3:]
        rows = window.counts.rows - missing
        known = sum(column.counts[: len(column.edges) + 1])
        out = below + above
        if not rows or out <= rate_limit(2, known, rows, ALPHA / len(columns)):
            continue
        share, chance = out / rows, 2 / (known + 1)
        if (severity := _by_share(share - chance)) is None:
            continue
        if column.measure == "days":
            severity = Severity.info  # time goes on
        evidence: dict[str, JsonValue] = {
            "measure": measure_of(column),
            "rows": rows,
            "below": below,
            "above": above,
            "share": share,
            "chance": chance,
            "minimum": column.minimum,
            "maximum": column.maximum,
            "window_seconds": window.seconds,
        }
        found.append((share, make("serving.out_of_range", evidence, column=column.column, severity=severity)))
    return _worst(found)


def _features(reference: Reference, window: Window) -> Outcome:
    if not reference.columns:
        return Skip("; ".join(dict.fromkeys(reference.not_compared.values())) or "The model reads no column.")
    alpha = ALPHA / len(reference.columns)
    found = []
    for column, counts in column_counts(reference, window.counts):
        apart = column_drift(column, counts, alpha)
        if apart is None or (severity := _by_psi(apart)) is None:
            continue
        evidence = {
            "measure": measure_of(column),
            **_evidence(apart, window),
            "reference_rows": sum(column.counts[: column.num_bins]),
            "worst_bins": _bins(apart, bin_names(column), column.counts[: column.num_bins], counts[: column.num_bins]),
        }
        what = "its values have" if column.kind == "category" else f"{_PHRASE[column.measure]} have"
        words = {"what": what, "most": _most(evidence["worst_bins"])}
        made = make("serving.feature_drift", evidence, column=column.column, severity=severity, words=words)
        found.append((apart.excess, made))
    return _worst(found)


def _predictions(reference: Reference, classes: Sequence[str], window: Window) -> Outcome:
    said = reference.predictions
    if said is None:
        return Skip("Every row of the dataset has taught some of the model's networks: give the split a test part.")
    counts = window.counts
    low, high = probability_bounds(len(classes))
    step = (high - low) / len(said.probabilities)
    of = f"of {classes[1]!r}" if len(classes) == 2 else "of the likeliest class"
    bins = [
        f"probability {of} from {low + i * step:.2f} to {low + (i + 1) * step:.2f}"
        for i in range(len(said.probabilities))
    ]
    judged = [
        (apart, severity, measure, names, before, now)
        for measure, names, before, now in (
            ("labels", [f"label {label!r}" for label in classes], said.labels, counts.labels),
            ("probabilities", bins, said.probabilities, counts.probabilities),
        )
        if len(before) == len(now)
        and (apart := drift(before, now, ALPHA / 2)) is not None
        and (severity := _by_psi(apart)) is not None
    ]
    if not judged:
        return None
    apart, severity, measure, names, before, now = max(judged, key=lambda found: found[0].excess)
    shares: dict[str, JsonValue] = {
        "before": [count / sum(said.labels) for count in said.labels[:50]],
        "now": [count / sum(counts.labels) for count in counts.labels[:50]],
    }
    evidence = {
        "measure": measure,
        **_evidence(apart, window),
        "reference_rows": said.num_rows,
        "label_shares": shares,
        "worst_bins": _bins(apart, names, before, now),
    }
    words = {"most": _most(evidence["worst_bins"])}
    return make("serving.prediction_drift", evidence, severity=severity, words=words)


_PHRASE = {
    "value": "its values",
    "days": "its times",
    "steps": "the lengths of its sequences",
    "mean": "the means of its sequences",
}


def measure_of(column: NumberReference | CategoryReference) -> str:
    """What of the column is counted."""
    if isinstance(column, CategoryReference):
        return "category"
    return f"mean of channel {column.channel}" if column.measure == "mean" else column.measure


def bin_names(column: NumberReference | CategoryReference) -> list[str]:
    """What each bin holds, in the order of the counts."""
    if isinstance(column, CategoryReference):
        return [*map(repr, column.levels), "other known categories", "unseen categories", "missing"]
    edges = [f"{edge:.6g}" for edge in column.edges]
    if not edges:
        return ["any value", "missing"]
    middle = [f"from {low} to {high}" for low, high in pairwise(edges)]
    return [f"below {edges[0]}", *middle, f"from {edges[-1]}", "missing"]


def _evidence(apart: Drift, window: Window) -> dict[str, JsonValue]:
    return {
        "rows": window.counts.rows,
        "psi": apart.psi,
        "js": apart.js,
        "chance": apart.chance,
        "limit": apart.limit,
        "window_seconds": window.seconds,
    }


def _bins(apart: Drift, names: Sequence[str], before: Sequence[int], now: Sequence[int]) -> JsonValue:
    return [
        {"bin": names[i], "reference_share": before[i] / sum(before), "share": now[i] / sum(now)} for i in apart.worst
    ]


def _most(bins: JsonValue) -> str:
    """The worst bin, in a sentence."""
    if not isinstance(bins, list) or not bins or not isinstance(bins[0], dict):
        return ""
    worst = bins[0]
    return f'The bin "{worst["bin"]}" held {worst["reference_share"]:.1%} then, {worst["share"]:.1%} now.'


def _by_psi(apart: Drift) -> Severity | None:
    if not apart.certain or apart.excess < INFO_PSI:
        return None
    return Severity.warning if apart.excess >= WARNING_PSI else Severity.info


def _by_share(share: float) -> Severity | None:
    if share < INFO_SHARE:
        return None
    return Severity.warning if share >= WARNING_SHARE else Severity.info


def _worst(found: list[tuple[float, Finding]]) -> Outcome:
    """The worst columns first, each once: a column of sequences is measured in several ways."""
    found.sort(key=lambda pair: -pair[0])
    by_column: dict[str | None, Finding] = {}
    for _, finding in found:
        by_column.setdefault(finding.column, finding)
    return list(by_column.values())[:MAX_FINDINGS] or None
