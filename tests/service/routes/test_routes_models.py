"""Models, their versions and their input schemas."""

from starlette.testclient import TestClient

from tests.service.routes.conftest import World, a_row


def test_models_are_listed_by_name(client: TestClient, world: World) -> None:
    answer = client.get("/v1/models").json()

    assert [model["name"] for model in answer["data"]] == ["shapes", "strict", "trio"]
    assert answer["has_more"] is False
    assert answer["next_cursor"] is None


def test_pages_of_models_follow_each_other(client: TestClient, world: World) -> None:
    first = client.get("/v1/models?limit=2").json()

    second = client.get("/v1/models", params={"limit": 2, "after": first["next_cursor"]}).json()

    assert [model["name"] for model in first["data"] + second["data"]] == ["shapes", "strict", "trio"]
    assert (first["has_more"], second["has_more"]) == (True, False)


def test_a_model_names_its_default_version(client: TestClient, world: World) -> None:
    model = client.get("/v1/models/shapes").json()

    assert (model["latest_version"], model["aliases"]) == (1, {"default": 1})


def test_an_unknown_model_is_a_404(client: TestClient, world: World) -> None:
    for path in ("/v1/models/nobody", "/v1/models/nobody/versions", "/v1/models/shapes/versions/9"):
        answer = client.get(path)

        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_version_shows_its_inputs_classes_measures_and_lineage(client: TestClient, world: World) -> None:
    version = client.get("/v1/models/shapes/versions/1").json()

    assert version["classes"] == ["round", "square"]
    assert version["threshold"] == 0.5
    assert [column["name"] for column in version["inputs"]] == ["width", "height", "colour", "seen"]
    assert version["metrics"]["test"]["accuracy"] > 0.5
    assert version["baselines"]["majority_class"]["accuracy"] == 0.5
    assert version["lineage"]["dataset_id"] == world.dataset_id
    assert version["links"]["training_job"] == f"/v1/training-jobs/{world.job_id}"


def test_versions_are_listed_newest_first(client: TestClient, world: World) -> None:
    versions = client.get("/v1/models/shapes/versions").json()

    assert [version["version"] for version in versions["data"]] == [1]


def test_a_versions_schema_describes_a_row_that_can_be_predicted(client: TestClient, world: World) -> None:
    schema = client.get("/v1/models/shapes/versions/1/schema").json()

    assert schema["json_schema"]["required"] == list(a_row())
    predicted = client.post("/v1/models/shapes/predict", json={"rows": [schema["example"]]})
    assert predicted.status_code == 200, predicted.text
    assert predicted.json()["predictions"][0]["warnings"] == []


def test_a_version_is_a_positive_number_of_31_bits(client: TestClient, world: World) -> None:
    for version in ("0", "-1", "2147483648", "99999999999999999999", "one"):
        assert client.get(f"/v1/models/shapes/versions/{version}").status_code == 422
