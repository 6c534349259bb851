"""Reading the counts of a model version, and what the checks make of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from classifier.findings.serving import (
    ALPHA,
    Window,
    bin_names,
    column_counts,
    column_drift,
    measure_of,
    serving_diagnosis,
)
from classifier.spec.counts import Agreement, ServingCounts
from classifier.spec.reference import CategoryReference, Reference
from service.monitoring.schemas import (
    ColumnMonitoring,
    ServingFindings,
    ServingMonitoring,
    ShadowAgreement,
    ShadowMonitoring,
)
from store.models import get_version
from store.serving import counts_since, shadow_counts_since
from store.tables import ModelVersion, utc_now


def findings(tx: Session, name: str, version: int, window_seconds: int) -> ServingFindings:
    """What the rows of the last `window_seconds` say. Raises: `NotFound`."""
    found, reference, counts, since = _read(tx, name, version, window_seconds)
    diagnosis = serving_diagnosis(reference, found.manifest["classes"], Window(counts, window_seconds))
    return ServingFindings(
        object="serving_findings",
        model=found.model_name,
        version=found.version,
        window_seconds=window_seconds,
        since=since,
        rows=counts.rows,
        refused=counts.refused,
        findings=diagnosis.findings,
        checks_passed=diagnosis.checks_passed,
        checks_skipped=diagnosis.checks_skipped,
    )


def monitoring(tx: Session, name: str, version: int, window_seconds: int) -> ServingMonitoring:
    """The counts of the last `window_seconds`. Raises: `NotFound`."""
    found, reference, counts, since = _read(tx, name, version, window_seconds)
    classes: list[str] = found.manifest["classes"]
    said = None if reference is None else reference.predictions
    shown, shown_since = shadow_counts_since(tx, found.id, utc_now() - timedelta(seconds=window_seconds))
    return ServingMonitoring(
        object="serving_monitoring",
        model=found.model_name,
        version=found.version,
        window_seconds=window_seconds,
        since=since,
        rows=counts.rows,
        refused=counts.refused,
        unknown_columns=counts.unknown,
        faults={code: counts.refused_by(code) for code in counts.faults},
        labels=dict(zip(classes, counts.labels or [0] * len(classes), strict=True)),
        reference_labels=None if said is None else dict(zip(classes, said.labels, strict=True)),
        probabilities=counts.probabilities,
        reference_probabilities=None if said is None else said.probabilities,
        columns=[] if reference is None else _columns(reference, counts),
        not_compared={} if reference is None else reference.not_compared,
        shadow=ShadowMonitoring(
            since=shown_since,
            rows=shown.rows,
            refused=shown.refused,
            faults={code: shown.refused_by(code) for code in shown.faults},
            labels=dict(zip(classes, shown.labels or [0] * len(classes), strict=True)),
            probabilities=shown.probabilities,
            agreement=[
                _agreement(int(number), said)
                for number, said in sorted(shown.against.items(), key=lambda item: int(item[0]))
            ],
        ),
    )


def _agreement(version: int, said: Agreement) -> ShadowAgreement:
    return ShadowAgreement(
        version=version,
        rows=said.rows,
        agreed=said.agreed,
        agreement=said.agreed / said.rows if said.rows else None,
        mean_probability_difference=said.apart / said.rows if said.rows else None,
    )


def _read(
    tx: Session, name: str, version: int, window_seconds: int
) -> tuple[ModelVersion, Reference | None, ServingCounts, datetime | None]:
    found = get_version(tx, name, version)
    said: Any = found.manifest.get("reference")
    counts, since = counts_since(tx, found.id, utc_now() - timedelta(seconds=window_seconds))
    return found, None if said is None else Reference.model_validate(said), counts, since


def _columns(reference: Reference, counts: ServingCounts) -> list[ColumnMonitoring]:
    if len(counts.columns) != reference.num_counts:
        counts = ServingCounts(columns=[0] * reference.num_counts)
    shown = []
    for column, served in column_counts(reference, counts):
        apart = column_drift(column, served, ALPHA)
        of = column.num_bins
        shown.append(
            ColumnMonitoring(
                column=column.column,
                measure=measure_of(column),
                bins=bin_names(column),
                reference=column.counts[:of],
                counts=served[:of],
                out_of_range=0 if isinstance(column, CategoryReference) else sum(served[of:]),
                psi=None if apart is None else apart.psi,
                js=None if apart is None else apart.js,
                chance=None if apart is None else apart.chance,
            )
        )
    return shown
