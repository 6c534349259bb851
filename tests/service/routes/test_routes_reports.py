"""The report of a version over HTTP: what its charts are drawn of, and what older versions lack."""

from starlette.testclient import TestClient

from service.dependencies import Services
from store.models import get_version
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World

PATH = "/v1/models/{}/versions/1/report"


def test_a_report_has_what_a_page_about_a_version_draws(client: TestClient, world: World) -> None:
    report = client.get(PATH.format("shapes")).json()
    version = client.get("/v1/models/shapes/versions/1").json()

    test = version["metrics"]["test"]
    assert report["classes"] == ["round", "square"]
    assert report["confusion"] == {
        "part": "test",
        "num_rows": test["num_rows"],
        "counts": test["confusion"],
        "per_class": test["per_class"],
    }
    assert report["baselines"] == version["baselines"]
    charts = report["charts"]
    assert (charts["part"], charts["num_rows"]) == ("test", test["num_rows"])
    assert [curve["label"] for curve in charts["roc"]] == ["square"]
    assert {row["column"] for row in charts["importance"]["columns"]} == {"width", "height", "colour", "seen"}
    assert any(row["threshold"] == 0.5 for row in charts["thresholds"])


def test_a_report_of_three_classes_has_a_curve_of_each_and_no_thresholds(client: TestClient, world: World) -> None:
    report = client.get(PATH.format("trio")).json()

    assert {curve["label"] for curve in report["charts"]["precision_recall"]} == {"red", "green", "blue"}
    assert (report["charts"]["thresholds"], report["threshold"]) == (None, None)


def test_a_version_from_before_there_were_charts_reports_the_rest(
    client: TestClient, services: Services, world: World
) -> None:
    with services.database.begin() as tx:
        version = get_version(tx, "shapes", 1)
        version.manifest = {name: value for name, value in version.manifest.items() if name != "charts"}

    report = client.get(PATH.format("shapes")).json()

    assert report["charts"] is None
    assert report["confusion"]["num_rows"] > 0


def test_a_report_needs_a_version_and_its_scope(
    client: TestClient, anonymous: TestClient, key: MakeKey, world: World
) -> None:
    assert client.get("/v1/models/shapes/versions/9/report").status_code == 404
    predicts = {"Authorization": f"Bearer {key('predict')}"}
    assert anonymous.get(PATH.format("shapes"), headers=predicts).status_code == 403
