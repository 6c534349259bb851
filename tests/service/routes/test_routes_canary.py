"""Shares and shadows over HTTP: who answers, and that a shadow is counted apart and never heard."""

from collections import Counter
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.predictions import actions
from service.predictions.shadow import show
from service.serving.choice import Asked
from service.serving.permits import Permits
from tests.service.routes.conftest import CSV, World, a_row
from tests.service.routes.registry import publish_again

ALIAS = "/v1/models/shapes/aliases/canary"
PREDICT = f"{ALIAS}/predict"
ROWS = {"rows": [a_row()]}


@pytest.fixture(autouse=True)
def versions(services: Services, world: World) -> None:
    """Versions 2 and 3 of shapes: 3 is the model `strict`, which refuses categories that it has not seen."""
    publish_again(services, "shapes", 2)
    publish_again(services, "shapes", 3, source="strict")


def alias(client: TestClient, **body: Any) -> None:
    assert client.put(ALIAS, json=body, headers={}).status_code == 201


def monitoring(client: TestClient, version: int) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/v1/models/shapes/versions/{version}/monitoring").json()
    return found


def shadows(services: Services, outcome: str) -> float:
    return services.metrics.registry.get_sample_value("predictions_shadow_requests_total", {"outcome": outcome}) or 0.0


def test_an_alias_answers_with_its_version(client: TestClient) -> None:
    alias(client, version=2)

    assert client.post(PREDICT, json=ROWS).json()["version"] == 2
    assert client.post("/v1/models/shapes/predict", json=ROWS).json()["version"] == 1


def test_an_alias_that_is_not_there_is_a_404(client: TestClient) -> None:
    answer = client.post("/v1/models/shapes/aliases/nobody/predict", json=ROWS)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_versions_share_the_requests_and_a_key_stays_with_one(client: TestClient) -> None:
    alias(client, weights={"1": 0.5, "2": 0.5})

    keys = [f"key {number}" for number in range(12)]
    by_header = [client.post(PREDICT, json=ROWS, headers={"X-Routing-Key": key}).json()["version"] for key in keys]
    by_query = [client.post(PREDICT, json=ROWS, params={"routing_key": key}).json()["version"] for key in keys]
    as_file = client.post(
        PREDICT, content="width,height,colour,seen\n1,2,red,2024-01-01\n", headers={**CSV, "X-Routing-Key": keys[0]}
    ).json()["version"]

    assert by_header == by_query
    assert set(by_header) == {1, 2}
    assert as_file == by_header[0]


def test_counts_of_each_version_are_its_own(client: TestClient) -> None:
    alias(client, weights={"1": 0.5, "2": 0.5})

    seen = Counter(client.post(PREDICT, json=ROWS).json()["version"] for _ in range(12))

    assert {version: monitoring(client, version)["rows"] for version in (1, 2)} == {1: seen[1], 2: seen[2]}


def test_a_shadow_is_counted_apart_and_never_answers(client: TestClient, services: Services) -> None:
    alias(client, version=1, shadow=2)
    alone = client.post("/v1/models/shapes/versions/1/predict", json=ROWS).json()

    answers = [client.post(PREDICT, json=ROWS).json() for _ in range(3)]

    assert {answer["version"] for answer in answers} == {1}
    assert all(answer["predictions"] == alone["predictions"] for answer in answers)
    shown = monitoring(client, 2)
    assert (shown["rows"], sum(shown["labels"].values())) == (0, 0)
    assert (shown["shadow"]["rows"], sum(shown["shadow"]["labels"].values())) == (3, 3)
    assert sum(shown["shadow"]["probabilities"]) == 3
    assert (monitoring(client, 1)["rows"], monitoring(client, 1)["shadow"]["rows"]) == (4, 0)
    assert shadows(services, "scored") == 3.0


def test_rows_that_a_shadow_refuses_fail_nobody(client: TestClient) -> None:
    alias(client, version=1, shadow=3)

    answer = client.post(PREDICT, json={"rows": [a_row(colour="mauve"), a_row()]})

    assert answer.status_code == 200
    shadow = monitoring(client, 3)["shadow"]
    assert (shadow["rows"], shadow["refused"], shadow["faults"]) == (1, 1, {"unseen_category": 1})


def test_a_shadow_that_fails_fails_nobody(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    alias(client, version=1, shadow=2)
    monkeypatch.setattr(actions, "show", lambda *_: 1 / 0)

    assert client.post(PREDICT, json=ROWS).status_code == 200
    assert shadows(services, "failed") == 1.0


def test_a_shadow_waits_for_nobody_and_lets_who_waits_go_first(client: TestClient, services: Services) -> None:
    alias(client, version=1, shadow=2)
    client.post(PREDICT, json=ROWS)
    full = Permits(1)

    async def crowded() -> None:
        async with full.permit(), anyio.create_task_group() as tasks:
            tasks.start_soon(full._limiter.acquire_on_behalf_of, object())
            await anyio.sleep(0.05)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(services.predictors, "permits", full)
                version = services.registry.choose("shapes", Asked(alias="canary")).shadow
                assert version is not None
                await show(services, version, None, version)  # type: ignore[arg-type]
            tasks.cancel_scope.cancel()

    anyio.run(crowded)

    assert shadows(services, "skipped") == 1.0


def test_a_shadow_tells_how_far_it_agrees_with_the_version_that_answers(client: TestClient, services: Services) -> None:
    alias(client, version=1, shadow=3)
    rows = [a_row(width=width, height=height) for width in (1.0, 2.0, 4.0) for height in (1.0, 3.0)]

    def answers(version: int) -> list[dict[str, Any]]:
        path = f"/v1/models/shapes/versions/{version}/predict"
        found: list[dict[str, Any]] = client.post(path, json={"rows": rows}).json()["predictions"]
        return found

    second = sorted(list(answer["probabilities"].values())[1] for answer in answers(3))
    halfway = (second[2] + second[3]) / 2  # half of the rows have either label
    path, first = "/v1/models/shapes/versions/3/decision", {"If-Match": '"0"'}
    decided = client.put(path, json={"threshold": halfway}, headers=first)
    assert decided.status_code == 200, decided.text
    one, other = answers(1), answers(3)

    client.post(PREDICT, json={"rows": rows})
    client.post(PREDICT, json={"rows": [a_row(colour="mauve")]})  # which the shadow cannot read

    apart = [
        abs(a["probabilities"][a["label"]] - b["probabilities"][a["label"]]) for a, b in zip(one, other, strict=True)
    ]
    agreed = sum(a["label"] == b["label"] for a, b in zip(one, other, strict=True))
    [found] = monitoring(client, 3)["shadow"]["agreement"]
    assert 0 < agreed < 6  # else this test could not tell a comparison from a constant
    assert found == {
        "version": 1,
        "rows": 6,
        "agreed": agreed,
        "agreement": agreed / 6,
        "mean_probability_difference": pytest.approx(sum(apart) / 6),
    }
    of = {"model": "shapes", "version": "3"}
    measured = [
        services.metrics.registry.get_sample_value(f"predictions_shadow_{name}_total", of)
        for name in ("compared_rows", "agreed_rows", "probability_difference")
    ]
    assert measured == [6, agreed, pytest.approx(sum(apart))]
    shown = client.get(ALIAS).json()["links"]["shadow_monitoring"]
    assert client.get(shown).json()["shadow"]["agreement"] == [found]


def test_a_shadow_of_the_same_weights_agrees_in_every_bit(client: TestClient) -> None:
    alias(client, version=1, shadow=2)

    client.post(PREDICT, json={"rows": [a_row(width=float(width)) for width in range(5)]})

    [found] = monitoring(client, 2)["shadow"]["agreement"]
    assert (found["rows"], found["agreement"], found["mean_probability_difference"]) == (5, 1.0, 0.0)
