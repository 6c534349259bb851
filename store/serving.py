"""Counts of served rows, by model version and window: what processes add up, and what checks read."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from classifier.spec.counts import ServingCounts, ShadowCounts
from store.tables import ServingCounter

MAX_WINDOW_SECONDS = 86_400  # of one window of counts; the settings ask for no more


@dataclass(frozen=True, order=True)
class WindowKey:
    """A model version and a window of time."""

    model_version_id: str
    window_start: datetime
    window_seconds: int
    is_shadow: bool = False
    """Whether the rows were only shown to the version, as an alias's shadow."""

    @classmethod
    def at(cls, model_version_id: str, seconds: float, window_seconds: int, *, is_shadow: bool = False) -> "WindowKey":
        """The window that holds this time, in seconds since 1970.

        >>> WindowKey.at("mv_1", 7_250.0, 3_600).window_start.isoformat()
        '1970-01-01T02:00:00+00:00'
        """
        start = int(seconds // window_seconds) * window_seconds
        return cls(model_version_id, datetime.fromtimestamp(start, UTC), window_seconds, is_shadow)


def add_counts(tx: Session, key: WindowKey, counts: ServingCounts) -> None:
    """Add to what the window has; of several processes each waits for its turn at the row."""
    insert = sqlite.insert if tx.get_bind().dialect.name == "sqlite" else postgresql.insert
    names = {
        "model_version_id": key.model_version_id,
        "window_start": key.window_start,
        "window_seconds": key.window_seconds,
    }
    tx.execute(insert(ServingCounter).values(**names, counts={}).on_conflict_do_nothing())
    row = tx.scalars(select(ServingCounter).filter_by(**names).with_for_update()).one()
    if key.is_shadow:
        row.shadow_counts = ShadowCounts.model_validate(row.shadow_counts or {}).plus(counts).model_dump(mode="json")
    else:
        row.counts = ServingCounts.model_validate(row.counts).plus(counts).model_dump(mode="json")
    tx.flush()


def counts_since(tx: Session, model_version_id: str, since: datetime) -> tuple[ServingCounts, datetime | None]:
    """What all windows that end after `since` have of the rows that a version answered, and where the first of them begins."""
    found = [(row.window_start, row.counts) for row in _windows(tx, model_version_id, since) if row.counts]
    counts = ServingCounts()
    for _, said in found:
        counts = counts.plus(ServingCounts.model_validate(said))
    return counts, found[0][0] if found else None


def shadow_counts_since(tx: Session, model_version_id: str, since: datetime) -> tuple[ShadowCounts, datetime | None]:
    """The same of the rows that the version was shown as a shadow."""
    found = [
        (row.window_start, row.shadow_counts) for row in _windows(tx, model_version_id, since) if row.shadow_counts
    ]
    counts = ShadowCounts()
    for _, said in found:
        counts = counts.plus(ShadowCounts.model_validate(said))
    return counts, found[0][0] if found else None


def _windows(tx: Session, model_version_id: str, since: datetime) -> list[ServingCounter]:
    # Windows are of any length that was ever set, but none is longer than a day.
    found = tx.scalars(
        select(ServingCounter)
        .where(
            ServingCounter.model_version_id == model_version_id,
            ServingCounter.window_start > since - timedelta(seconds=MAX_WINDOW_SECONDS),
        )
        .order_by(ServingCounter.window_start)
    )
    return [row for row in found if row.window_start + timedelta(seconds=row.window_seconds) > since]


def forget_counts(tx: Session, before: datetime) -> int:
    """Remove the windows that began before; returns how many."""
    done = tx.execute(delete(ServingCounter).where(ServingCounter.window_start < before))
    assert isinstance(done, CursorResult)  # noqa: S101  (for the type)
    return done.rowcount
