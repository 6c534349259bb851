"""Series of model versions are few, fresh and exact."""

import pytest
from prometheus_client import CollectorRegistry

from service.serving.measures import SECONDS, VersionMeasures
from store.served import ServedVersion


def version(number: int, model: str = "rice") -> ServedVersion:
    return ServedVersion(f"{model}-{number}", model, number, "0" * 64, 1)


def sample(measures: VersionMeasures, name: str, number: int, **labels: str) -> float | None:
    registry = CollectorRegistry()
    registry.register(measures)
    return registry.get_sample_value(name, {"model": "rice", "version": str(number), **labels})


def test_requests_fall_into_the_bucket_of_their_time() -> None:
    measures = VersionMeasures()
    for seconds in (0.0004, 0.001, 0.0011, 60.0):
        measures.of(version(1)).note(2, seconds, at=0.0)

    bucket = "prediction_duration_seconds_bucket"
    assert [sample(measures, bucket, 1, le=bound) for bound in ("0.0005", "0.001", "0.0025", "10.0", "+Inf")] == [
        1,
        2,
        3,
        3,
        4,
    ]
    assert sample(measures, "prediction_duration_seconds_count", 1) == 4
    assert sample(measures, "prediction_duration_seconds_sum", 1) == pytest.approx(60.0025)
    assert sample(measures, "predictions_rows_total", 1) == 8
    assert tuple(sorted(SECONDS)) == SECONDS


def test_a_shadow_has_series_of_its_own() -> None:
    measures = VersionMeasures()

    measures.of(version(2), is_shadow=True).note(3, 0.1, at=0.0)

    assert sample(measures, "predictions_shadow_rows_total", 2) == 3
    assert sample(measures, "prediction_shadow_duration_seconds_count", 2) == 1
    assert sample(measures, "predictions_rows_total", 2) is None


def test_beyond_the_most_the_series_used_longest_ago_goes() -> None:
    measures = VersionMeasures(most=2)
    measures.of(version(1)).note(1, 0.1, at=1.0)
    measures.of(version(2)).note(1, 0.1, at=2.0)
    measures.of(version(1)).note(1, 0.1, at=3.0)

    measures.of(version(3)).note(1, 0.1, at=4.0)

    assert [sample(measures, "predictions_rows_total", number) for number in (1, 2, 3)] == [2, None, 1]


def test_a_version_that_is_gone_is_dropped() -> None:
    measures = VersionMeasures()
    for number in (1, 2):
        measures.of(version(number)).note(1, 0.1, at=0.0)
        measures.of(version(number), is_shadow=True).note(1, 0.1, at=0.0)

    measures.drop_gone(lambda name, number: (name, number) == ("rice", 2))

    assert [sample(measures, "predictions_rows_total", number) for number in (1, 2)] == [None, 1]
    assert [sample(measures, "predictions_shadow_rows_total", number) for number in (1, 2)] == [None, 1]
