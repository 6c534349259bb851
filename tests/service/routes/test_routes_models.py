"""Models, their versions and their input schemas."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from classifier.inference.model_file import KIND
from classifier.neural.tensor_file import read_tensor_file
from service.dependencies import Services
from service.models.inputs import blank_png
from store.models import get_version
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
    assert version["input_kind"] == "table"
    assert [(member["number"], member["fold"], member["seed"]) for member in version["members"]] == [(0, None, 0)]
    assert version["members"][0]["best"] == version["best"]
    assert version["spread"] is None
    assert version["computing"]["device"] == "cpu"
    assert version["computing"]["precision"] == "float32"
    assert version["computing"]["num_threads"] >= 1
    assert version["computing"]["seconds"] > 0
    assert version["calibration"]["mode"] == "auto"
    assert version["decision"]["threshold"] == 0.5


def test_a_version_of_the_first_format_is_shown_like_any_other(
    client: TestClient, services: Services, world: World, repository: Path
) -> None:
    manifest, _ = read_tensor_file(repository / "tests/classifier/neural/golden/format_1.safetensors", KIND)
    with services.database.begin() as tx:
        version = get_version(tx, "shapes", 1)
        version.manifest = {**manifest, "lineage": version.manifest["lineage"]}

    shown = client.get("/v1/models/shapes/versions/1").json()
    told = client.get("/v1/models/shapes/versions/1/schema").json()

    assert (manifest["format"], shown["classes"]) == (1, ["Gonen", "Jasmine"])
    (member,) = shown["members"]
    assert (member["epochs_run"], member["best"]) == (shown["epochs_run"], shown["best"])
    assert member["test"]["accuracy"] == shown["metrics"]["test"]["accuracy"]
    assert (shown["calibration"], shown["decision"], shown["spread"]) == (None, None, None)
    assert list(told["example"]) == ["a", "b", "c"]
    assert told["typescript"].startswith('export interface Row {\n  "a": number | null;\n')
    assert told["typescript"].endswith('export type Label = "Gonen" | "Jasmine";\n')


def test_a_row_brings_every_column_that_some_member_reads(client: TestClient, services: Services, world: World) -> None:
    with services.database.begin() as tx:
        version = get_version(tx, "shapes", 1)
        member = version.manifest["members"][0]
        columns = member["encoder"]["columns"]
        without = {**member, "encoder": {**member["encoder"], "columns": columns[:2]}}
        version.manifest = {**version.manifest, "members": [without, member]}

    told = client.get("/v1/models/shapes/versions/1/schema").json()

    assert told["json_schema"]["required"] == ["width", "height", "colour", "seen"]


def test_a_wide_series_is_asked_for_column_by_column(client: TestClient, services: Services, world: World) -> None:
    with services.database.begin() as tx:
        version = get_version(tx, "shapes", 1)
        series = {"kind": "series", "steps": ["height", "width"], "channel": {"fill": 2.5}}
        member = version.manifest["members"][0]
        member = {**member, "encoder": {**member["encoder"], "columns": [series]}}
        version.manifest = {**version.manifest, "members": [member]}

    told = client.get("/v1/models/shapes/versions/1/schema").json()

    assert told["example"] == {"height": 2.5, "width": 2.5}
    assert client.get("/v1/models/shapes/versions/1").json()["input_kind"] == "table"


@pytest.mark.parametrize(("height", "width", "channels"), [(1, 1, 1), (5, 3, 1), (2, 7, 3)])
def test_the_example_of_an_image_is_a_black_one_of_the_models_size(height: int, width: int, channels: int) -> None:
    with Image.open(io.BytesIO(blank_png(height, width, channels))) as image:
        image.load()

        assert (image.size, image.mode) == ((width, height), "RGB" if channels == 3 else "L")
        assert {value for line in np.asarray(image).reshape(height, -1) for value in line} == {0}


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
