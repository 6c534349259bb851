"""Sequences and images through the API: uploaded in every form, trained on, described, predicted in every form, scored."""

import base64
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema_rs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image
from starlette.testclient import TestClient

from classifier.spec.limits import Limits
from service.dependencies import Services
from service.predictions import actions as predictions
from service.settings import ApiSettings
from tests.databases import SqliteDatabases
from tests.service.routes.conftest import CSV, Work, free_memory, work
from tests.service.routes.test_routes_oip import after_json, post_binary

NPZ = {"Content-Type": "application/x-npz"}
ZIP = {"Content-Type": "application/zip"}
PNG = {"Content-Type": "image/png"}
SERIES = '{"id": "id", "time": "t", "label": "y", "channels": ["a", "b"]}'
SPEC = {"training": {"epochs": 2, "batch_size": 8}, "optimizer": {"learning_rate": 0.02}}

SIDE = 6


def pixels(row: int) -> npt.NDArray[np.uint8]:
    """A bright half: the upper one in even rows, the left one in odd ones."""
    made = np.full((SIDE, SIDE), 10 + row % 7, np.uint8)
    made[(slice(0, 3), slice(None)) if row % 2 == 0 else (slice(None), slice(0, 3))] = 200
    return made


def picture(row: int, kind: str = "PNG") -> bytes:
    """The same as a file."""
    file = io.BytesIO()
    Image.fromarray(pixels(row)).save(file, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return file.getvalue()


def image_zip(num_rows: int, *, folders: bool = True) -> bytes:
    """Images, in a folder for each class."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for row in range(num_rows):
            folder = ("upper/", "left/")[row % 2] if folders else ""
            archive.writestr(f"{folder}{row:03}.png", picture(row))
    return file.getvalue()


def steps(row: int) -> list[list[float]]:
    """Between 3 and 5 steps of two channels, rising in even rows, falling in odd ones."""
    sign = 1 if row % 2 == 0 else -1
    return [[sign * t + row % 3 / 10, 0.5 * t] for t in range(3 + row % 3)]


def npz(**arrays: npt.ArrayLike) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def sequence_npz(num_rows: int) -> bytes:
    """Padded sequences, their lengths and their classes."""
    x_NTF = np.zeros((num_rows, 5, 2))
    for row in range(num_rows):
        x_NTF[row, : len(steps(row))] = steps(row)
    length_N = [len(steps(row)) for row in range(num_rows)]
    return npz(X=x_NTF, length=length_N, y=[("rise", "fall")[row % 2] for row in range(num_rows)])


def long_csv(num_rows: int) -> bytes:
    """The same, a step a line."""
    lines = ["id,t,a,b,y"]
    for row in range(num_rows):
        lines += [f"s{row:02},{t},{a},{b},{('rise', 'fall')[row % 2]}" for t, (a, b) in enumerate(steps(row))]
    return "\n".join(lines).encode() + b"\n"


def uploaded(client: TestClient, services: Services, content: bytes, headers: dict[str, str], query: str = "") -> Any:
    """The dataset once it was read."""
    answer = client.post(f"/v1/datasets?{query}", content=content, headers=headers)
    assert answer.status_code == 202, answer.text
    work(services, answer.json()["profile_job_id"])
    dataset = client.get(f"/v1/datasets/{answer.json()['id']}").json()
    assert dataset["status"] == "ready", dataset["error"]
    return dataset


def trained(client: TestClient, services: Services, dataset_id: str, name: str, spec: dict[str, Any]) -> None:
    """A model of this name."""
    body = {"dataset_id": dataset_id, "spec": {**SPEC, **spec}, "model_name": name}
    answer = client.post("/v1/training-jobs", json=body)
    assert answer.status_code == 202, answer.text
    work(services, answer.json()["id"])
    job = client.get(f"/v1/training-jobs/{answer.json()['id']}").json()
    assert job["status"] == "succeeded", job["error"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(scope="module")
def url(sqlite_databases: SqliteDatabases) -> str:
    return sqlite_databases.fresh()


@pytest.fixture
def settings(folder: Path, url: str) -> ApiSettings:
    """One server for the module: its tests only add to it."""
    return ApiSettings(data_dir=folder, database_url=url, limits=Limits(max_predict_rows=10))


@pytest.fixture
def models(client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client of a server with the models `images` (of a zip), `waves` (of an npz), `long` (of a long table), `plain`."""
    free_memory(monkeypatch)
    if client.get("/v1/models").json()["data"]:
        return client
    images = uploaded(client, services, image_zip(24), ZIP)
    cnn = {"family": "cnn", "channels": [4]}
    trained(client, services, images["id"], "images", {"target": "label", "model": cnn})
    waves = uploaded(client, services, sequence_npz(24), NPZ)
    rnn = {"family": "rnn", "blocks": [{"units": 4}]}
    trained(client, services, waves["id"], "waves", {"target": "y", "model": rnn})
    long = uploaded(client, services, long_csv(24), CSV, f"series={SERIES}")
    trained(client, services, long["id"], "long", {"target": "y", "model": rnn})
    table = "n,kind\n" + "".join(f"{row % 5},{'ab'[row % 2]}\n" for row in range(24))
    plain = uploaded(client, services, table.encode(), CSV)
    trained(client, services, plain["id"], "plain", {"target": "kind", "model": {"hidden": [2]}})
    return client


def probabilities(answer: Any) -> list[dict[str, float]]:
    """Of each row of a 200."""
    assert answer.status_code == 200, answer.text
    return [prediction["probabilities"] for prediction in answer.json()["predictions"]]


def test_an_upload_of_each_form_is_understood(models: TestClient, services: Services) -> None:
    forms = [
        uploaded(models, services, image_zip(6), ZIP),
        uploaded(models, services, sequence_npz(6), NPZ),
        uploaded(models, services, long_csv(6), CSV, f"series={SERIES}"),
    ]

    assert [form["format"] for form in forms] == ["zip", "npz", "csv"]
    assert [form["num_rows"] for form in forms] == [6, 6, 6]
    kinds = [{c["name"]: c["kind"] for c in form["schema"]["columns"]} for form in forms]
    assert (kinds[0]["image"], kinds[1]["X"], kinds[2]["series"]) == ("image", "sequence", "sequence")
    assert [form["series"] for form in forms] == [None, None, json.loads(SERIES)]


def test_a_preview_shows_sequences_as_arrays_and_images_as_base64(models: TestClient, services: Services) -> None:
    images = uploaded(models, services, image_zip(4), ZIP)
    waves = uploaded(models, services, sequence_npz(4), NPZ)

    shown = [models.get(f"/v1/datasets/{d['id']}/preview?rows=2").json()["rows"] for d in (images, waves)]

    assert [base64.b64decode(row["image"])[:4] for row in shown[0]] == [b"\x89PNG"] * 2
    assert [row["X"] for row in shown[1]] == [steps(0), steps(1)]


def test_every_form_of_the_same_images_gets_the_same_answer(models: TestClient) -> None:
    path = "/v1/models/images/predict"
    as_text = [{"image": base64.b64encode(picture(row)).decode()} for row in range(3)]
    as_arrays = [{"image": pixels(row).tolist()} for row in range(3)]

    expected = probabilities(models.post(path, json={"rows": as_text}))
    single = [probabilities(models.post(path, content=picture(row), headers=PNG))[0] for row in range(3)]

    assert probabilities(models.post(path, json={"rows": as_arrays})) == expected
    assert probabilities(models.post(path, content=image_zip(3, folders=False), headers=ZIP)) == expected
    assert (
        probabilities(models.post(path, content=npz(image=[pixels(row) for row in range(3)]), headers=NPZ)) == expected
    )
    assert single == expected


def test_a_jpeg_is_one_row(models: TestClient) -> None:
    answer = models.post(
        "/v1/models/images/predict", content=picture(0, "JPEG"), headers={"Content-Type": "image/jpeg"}
    )

    assert len(probabilities(answer)) == 1


def test_every_form_of_the_same_sequences_gets_the_same_answer(models: TestClient) -> None:
    path = "/v1/models/waves/predict"
    parquet = io.BytesIO()
    pq.write_table(pa.table({"X": [steps(row) for row in range(4)]}), parquet)

    expected = probabilities(models.post(path, json={"rows": [{"X": steps(row)} for row in range(4)]}))

    assert probabilities(models.post(path, content=sequence_npz(4), headers=NPZ)) == expected
    assert (
        probabilities(
            models.post(path, content=parquet.getvalue(), headers={"Content-Type": "application/vnd.apache.parquet"})
        )
        == expected
    )


def test_a_long_table_is_predicted_a_series_at_a_time(models: TestClient) -> None:
    path = "/v1/models/long/predict"

    expected = probabilities(models.post(path, json={"rows": [{"series": steps(row)} for row in range(4)]}))

    assert probabilities(models.post(path, params={"series": SERIES}, content=long_csv(4), headers=CSV)) == expected


def test_a_series_may_have_more_steps_than_there_may_be_rows(models: TestClient, services: Services) -> None:
    most = services.settings.limits.max_predict_rows
    path = "/v1/models/long/predict"

    def ask(num_series: int) -> Any:
        return models.post(path, params={"series": SERIES}, content=long_csv(num_series), headers=CSV)

    assert [ask(most).status_code, ask(most + 1).status_code] == [200, 413]
    assert ask(most + 1).json()["errors"][0]["code"] == "too_many_rows"


def test_an_image_for_a_model_of_anything_else_is_told(models: TestClient) -> None:
    for name in ("waves", "plain"):
        problem = models.post(f"/v1/models/{name}/predict", content=picture(0), headers=PNG).json()

        assert (problem["status"], problem["code"]) == (422, "model_takes_no_image")


@pytest.mark.parametrize(
    ("model", "cell", "code"),
    [
        ("images", "AAAA", "not_an_image"),
        ("images", "not base64!", "not_base64"),
        ("images", [[1, 2], [3]], "not_an_image"),
        ("images", None, "missing_input"),
        ("waves", [], "empty_sequence"),
        ("waves", [[1, 2], [3]], "wrong_channels"),
        ("waves", [1, 2, 3], "wrong_channels"),
        ("waves", "1,2", "not_a_sequence"),
        ("waves", None, "missing_input"),
    ],
)
def test_a_cell_that_is_no_such_input_is_named(models: TestClient, model: str, cell: Any, code: str) -> None:
    column = "image" if model == "images" else "X"

    answer = models.post(f"/v1/models/{model}/predict", json={"rows": [{column: cell}]})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "rows_invalid"), answer.text
    assert problem["errors"][0]["code"] == code
    assert problem["errors"][0]["pointer"].startswith(f"/rows/0/{column}")


def test_the_images_of_one_request_share_a_number_of_pixels(
    models: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predictions, "MAX_PIXELS", 2 * SIDE * SIDE)
    row = {"image": base64.b64encode(picture(0)).decode()}

    two = models.post("/v1/models/images/predict", json={"rows": [row] * 2})
    three = models.post("/v1/models/images/predict", json={"rows": [row] * 3})

    assert (two.status_code, three.status_code) == (200, 422)
    assert three.json()["errors"][0]["code"] == "image_too_large"
    assert "72 pixels" in three.json()["hint"]


@pytest.mark.parametrize(
    ("model", "row", "kind"),
    [
        ("images", {"image": base64.b64encode(picture(1)).decode()}, "patch"),
        ("waves", {"X": steps(1)}, "steps"),
    ],
)
def test_a_whole_input_is_explained_part_by_part(
    models: TestClient, model: str, row: dict[str, Any], kind: str
) -> None:
    body = {"rows": [row], "max_evaluations": 4_096}
    answer = models.post(f"/v1/models/{model}/explain", json=body).raise_for_status().json()

    (explained,) = answer["predictions"]
    predicted = models.post(f"/v1/models/{model}/predict", json={"rows": [row]}).json()["predictions"][0]
    assert answer["baseline"]["kind"] == "training_means"
    assert answer["baseline"]["num_rows"] > 10
    assert explained["probabilities"] == predicted["probabilities"]
    shares = explained["attributions"]
    assert {(share["part"]["kind"], share["value"]) for share in shares} == {(kind, None)}
    total = sum(share["attribution"] for share in shares)
    assert explained["base_value"] + total == pytest.approx(explained["value"], abs=1e-3)
    assert len({json.dumps(share["part"]) for share in shares}) == len(shares) > 2


def test_as_many_numbers_as_the_server_holds_are_taken_and_not_a_row_more(
    models: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(predictions, "MAX_NUMBERS", 2 * SIDE * SIDE)

    answers = [models.post("/v1/models/images/predict", content=image_zip(n), headers=ZIP) for n in (2, 3)]

    assert [answer.status_code for answer in answers] == [200, 413]
    assert answers[1].json()["errors"][0]["expected"] == "at most 2"


@pytest.mark.parametrize("model", ["images", "waves", "long", "plain"])
def test_a_schema_describes_an_input_that_can_be_predicted(models: TestClient, model: str) -> None:
    told = models.get(f"/v1/models/{model}/versions/1/schema").json()

    jsonschema_rs.Draft202012Validator(told["json_schema"]).validate(told["example"])
    answer = models.post(f"/v1/models/{model}/predict", json={"rows": [told["example"]]})
    assert len(probabilities(answer)) == 1
    assert answer.json()["predictions"][0]["warnings"] == []


def test_a_version_says_what_its_input_is(models: TestClient) -> None:
    versions = {name: models.get(f"/v1/models/{name}/versions/1").json() for name in ("images", "waves", "plain")}

    assert {name: version["input_kind"] for name, version in versions.items()} == {
        "images": "image",
        "waves": "sequence",
        "plain": "table",
    }
    assert [column["name"] for column in versions["images"]["inputs"]] == ["image"]
    assert [len(version["members"]) for version in versions.values()] == [1, 1, 1]


@pytest.mark.parametrize("form", ["csv", "parquet", "ndjson"])
def test_a_scored_file_holds_no_images_and_no_sequences(
    models: TestClient, services: Services, form: str, worker: Work
) -> None:
    for name, content, headers in (("images", image_zip(5), ZIP), ("waves", sequence_npz(5), NPZ)):
        dataset = uploaded(models, services, content, headers)
        output = {"format": form, "columns": "all"}
        job = models.post(
            "/v1/scoring-jobs", json={"model": name, "dataset_id": dataset["id"], "output": output}
        ).json()
        worker(job["id"])

        content = models.get(f"/v1/scoring-jobs/{job['id']}/output").content
        if form == "csv":
            names = content.decode().splitlines()[0].replace('"', "").split(",")
        elif form == "parquet":
            names = pq.read_table(io.BytesIO(content)).column_names
        else:
            names = list(json.loads(content.splitlines()[0]))

        assert {"row", "label"} < set(names)
        assert not {"image", "X"} & set(names)


def test_an_id_column_of_images_is_refused(models: TestClient, services: Services) -> None:
    dataset = uploaded(models, services, image_zip(4), ZIP)
    body = {"model": "images", "dataset_id": dataset["id"], "output": {"id_columns": ["file", "image"]}}

    problem = models.post("/v1/scoring-jobs", json=body).json()

    assert (problem["status"], problem["code"]) == (422, "config_invalid")
    assert (problem["errors"][0]["code"], problem["errors"][0]["pointer"]) == ("id_column_kind", "/output/id_columns/1")


def test_of_sequences_lengths_and_channels_are_counted_and_of_images_the_answers_alone(models: TestClient) -> None:
    def monitored(model: str) -> Any:
        return models.get(f"/v1/models/{model}/versions/1/monitoring").json()

    before = {model: monitored(model)["rows"] for model in ("images", "waves")}
    models.post("/v1/models/images/predict", content=image_zip(6, folders=False), headers=ZIP).raise_for_status()
    for row in range(4):
        models.post("/v1/models/waves/predict", json={"rows": [{"X": steps(row)}]}).raise_for_status()

    pictures, moves = monitored("images"), monitored("waves")
    assert (pictures["rows"] - before["images"], moves["rows"] - before["waves"]) == (6, 4)
    assert pictures["columns"] == []
    assert list(pictures["not_compared"].values()) == [
        "images are not counted: that would mean to decode each one twice"
    ]
    assert sum(pictures["probabilities"]) == pictures["rows"]
    assert [column["measure"] for column in moves["columns"]] == ["steps", "mean of channel 0", "mean of channel 1"]
    assert all(sum(column["counts"]) == moves["rows"] for column in moves["columns"])


def tensor(name: str, datatype: str, shape: list[int], size: int) -> dict[str, Any]:
    """An input that follows the JSON."""
    return {"name": name, "datatype": datatype, "shape": shape, "parameters": {"binary_data_size": size}}


def answered(models: TestClient, model: str, inputs: dict[str, Any], part: bytes) -> list[float]:
    """Probabilities of rows in one tensor, by the Open Inference Protocol."""
    head = {"inputs": [inputs], "outputs": [{"name": "probabilities", "parameters": {"binary_data": True}}]}
    answer = post_binary(models, head, [part] if part else [], f"/v2/models/{model}/infer")
    return np.frombuffer(after_json(answer)["probabilities"], "<f8").tolist()  # type: ignore[no-any-return]


def flat(answer: Any) -> list[float]:
    """Probabilities of a prediction, row by row."""
    return [p for row in probabilities(answer) for p in row.values()]


def test_tensors_of_sequences_and_images_are_answered_as_v1_answers_their_arrays(models: TestClient) -> None:
    x_NTF = np.array([[[1.0, 0.5], [2.0, np.nan], [3.0, 1.5]]] * 2, np.float64)
    told = [{"X": [[1.0, 0.5], [2.0, None], [3.0, 1.5]]}] * 2
    x_NHW = np.stack([pixels(row) for row in range(3)])
    shown = [{"image": pixels(row).tolist()} for row in range(3)]
    files = [picture(row) for row in range(3)]
    as_bytes = b"".join(len(file).to_bytes(4, "little") + file for file in files)
    as_text = [base64.b64encode(file).decode() for file in files]

    waves = flat(models.post("/v1/models/waves/predict", json={"rows": told}))
    images = flat(models.post("/v1/models/images/predict", json={"rows": shown}))

    sent = x_NTF.tobytes()
    assert answered(models, "waves", tensor("X", "FP64", [2, 3, 2], len(sent)), sent) == waves
    sent = x_NHW.tobytes()
    for name, shape in (("image", [3, SIDE, SIDE]), ("any", [3, 1, SIDE, SIDE])):
        assert answered(models, "images", tensor(name, "UINT8", shape, len(sent)), sent) == images
    assert answered(models, "images", tensor("image", "BYTES", [3], len(as_bytes)), as_bytes) == images
    in_json = {"name": "image", "datatype": "BYTES", "shape": [3, 1], "data": as_text}
    assert answered(models, "images", in_json, b"") == images


def test_one_tensor_may_hold_all_numeric_columns(models: TestClient) -> None:
    expected = flat(models.post("/v1/models/plain/predict", json={"rows": [{"n": 1}, {"n": None}]}))
    sent = np.array([1, np.nan], "<f4").tobytes()

    assert answered(models, "plain", tensor("input", "FP32", [2, 1], len(sent)), sent) == expected


@pytest.mark.parametrize(
    ("model", "inputs"),
    [
        ("waves", {"name": "X", "datatype": "FP64", "shape": [1], "data": [1.0]}),
        ("waves", {"name": "X", "datatype": "FP64", "shape": [1, 2, 3], "data": [1.0] * 6}),
        ("waves", {"name": "X", "datatype": "BYTES", "shape": [1], "data": ["a"]}),
        ("waves", {"name": "X", "datatype": "BOOL", "shape": [1, 2], "data": [True, False]}),
        ("images", {"name": "image", "datatype": "FP32", "shape": [1, 36], "data": [1.0] * 36}),
        ("images", {"name": "image", "datatype": "BYTES", "shape": [1, 2], "data": ["a", "b"]}),
        ("images", {"name": "image", "datatype": "BYTES", "shape": [1], "data": ["no base64!"]}),
        ("images", {"name": "image", "datatype": "FP32", "shape": [1, 2, 2], "data": [None] * 4}),
        ("plain", {"name": "input", "datatype": "FP32", "shape": [1, 2], "data": [1.0, 2.0]}),
    ],
)
def test_tensors_that_are_no_input_of_the_model_are_refused(
    models: TestClient, model: str, inputs: dict[str, Any]
) -> None:
    answer = models.post(f"/v2/models/{model}/infer", json={"inputs": [inputs]})

    assert (answer.status_code, list(answer.json())) == (422, ["error"]), answer.text
