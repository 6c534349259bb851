"""The Open Inference Protocol: what /v1 answers for the same rows, in tensors, as JSON and as bytes."""

import json
import struct
from typing import Any

import httpx
import numpy as np
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.oip.body import HEADER
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World, a_row

MODEL = "/v2/models/shapes"
INFER = f"{MODEL}/infer"
PREDICT = "/v1/models/shapes/predict"

ROWS = [a_row(), a_row(width=2.25, colour="blue"), a_row(width=None, height=3.5), a_row(colour=None, seen=None)]


def texts(values: list[Any]) -> bytes:
    """A BYTES tensor as it stands after the JSON."""
    encoded = [str(value).encode() for value in values]
    return b"".join(struct.pack("<I", len(value)) + value for value in encoded)


def tensors(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as one JSON tensor for each column."""
    kinds = {"width": "FP64", "height": "FP64", "colour": "BYTES", "seen": "BYTES"}
    return [
        {"name": name, "datatype": kind, "shape": [len(rows)], "data": [row[name] for row in rows]}
        for name, kind in kinds.items()
    ]


def post_binary(
    client: TestClient, head: dict[str, Any], parts: list[bytes], path: str = INFER, **headers: str
) -> httpx.Response:
    """A request whose tensors follow its JSON."""
    text = json.dumps(head).encode()
    return client.post(path, content=text + b"".join(parts), headers={HEADER: str(len(text)), **headers})


def outputs_of(answer: httpx.Response) -> dict[str, dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return {output["name"]: output for output in answer.json()["outputs"]}


def after_json(answer: httpx.Response) -> dict[str, bytes]:
    """The bytes of each binary output."""
    assert answer.status_code == 200, answer.text
    length = int(answer.headers[HEADER])
    found, start = {}, length
    for output in json.loads(answer.content[:length])["outputs"]:
        if "data" not in output:
            end = start + output["parameters"]["binary_data_size"]
            found[output["name"]], start = answer.content[start:end], end
    assert start == len(answer.content)
    return found


def test_json_tensors_are_answered_as_v1_answers_the_same_rows(client: TestClient, world: World) -> None:
    predicted = client.post(PREDICT, json={"rows": ROWS}).json()

    answer = client.post(INFER, json={"id": "seven", "inputs": tensors(ROWS)})

    outputs = outputs_of(answer)
    head = answer.json()
    assert (head["id"], head["model_name"], head["model_version"]) == ("seven", "shapes", "1")
    assert list(outputs) == ["label", "label_index", "probabilities"]
    assert outputs["label"]["data"] == [row["label"] for row in predicted["predictions"]]
    assert outputs["label_index"]["data"] == [row["label_index"] for row in predicted["predictions"]]
    assert outputs["probabilities"]["data"] == [
        p for row in predicted["predictions"] for p in row["probabilities"].values()
    ]
    assert [(o["shape"], o["datatype"]) for o in outputs.values()] == [
        ([4], "BYTES"),
        ([4], "INT64"),
        ([4, 2], "FP64"),
    ]


def test_binary_tensors_go_both_ways_and_nan_is_a_missing_value(client: TestClient, world: World) -> None:
    rows = ROWS[:3]
    predicted = client.post(PREDICT, json={"rows": rows}).json()["predictions"]
    x_NW = np.array([row["width"] for row in rows], np.float64)
    parts = [x_NW.tobytes(), texts([row["colour"] for row in rows]), texts([row["seen"] for row in rows])]
    binary = [
        {"name": name, "datatype": kind, "shape": [3, 1], "parameters": {"binary_data_size": len(part)}}
        for name, kind, part in zip(("width", "colour", "seen"), ("FP64", "BYTES", "BYTES"), parts, strict=True)
    ]
    height = {"name": "height", "datatype": "FP64", "shape": [3], "data": [row["height"] for row in rows]}
    asked = [
        {"name": "probabilities"},
        {"name": "label"},
        {"name": "label_index", "parameters": {"binary_data": False}},
    ]
    head = {"inputs": [binary[0], height, *binary[1:]], "outputs": asked, "parameters": {"binary_data_output": True}}

    answer = post_binary(client, head, parts)

    found = after_json(answer)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert list(found) == ["probabilities", "label"]
    assert np.frombuffer(found["probabilities"], "<f8").tolist() == [
        p for row in predicted for p in row["probabilities"].values()
    ]
    assert found["label"] == texts([row["label"] for row in predicted])
    (in_json,) = [o for o in json.loads(answer.content[: int(answer.headers[HEADER])])["outputs"] if "data" in o]
    assert in_json["data"] == [row["label_index"] for row in predicted]


def test_every_datatype_of_numbers_is_read(client: TestClient, world: World) -> None:
    row = a_row(width=5, height=3)
    expected = outputs_of(client.post(INFER, json={"inputs": tensors([row])}))["probabilities"]["data"]
    others = tensors([row])[1:]
    for datatype, kind in (
        ("UINT8", "u1"),
        ("UINT16", "<u2"),
        ("UINT32", "<u4"),
        ("UINT64", "<u8"),
        ("INT8", "i1"),
        ("INT16", "<i2"),
        ("INT32", "<i4"),
        ("INT64", "<i8"),
        ("FP16", "<f2"),
        ("FP32", "<f4"),
        ("FP64", "<f8"),
    ):
        part = np.array([5], kind).tobytes()
        width = {"name": "width", "datatype": datatype, "shape": [1]}
        in_json = client.post(INFER, json={"inputs": [{**width, "data": [5]}, *others]})
        in_bytes = post_binary(
            client, {"inputs": [{**width, "parameters": {"binary_data_size": len(part)}}, *others]}, [part]
        )
        for answer in (in_json, in_bytes):
            assert outputs_of(answer)["probabilities"]["data"] == expected, datatype


def test_data_may_be_nested_and_empty_text_is_what_v1_takes_it_for(client: TestClient, world: World) -> None:
    rows = [a_row(colour="")]
    nested = [{**tensor, "shape": [1, 1], "data": [tensor["data"]]} for tensor in tensors(rows)]

    answer = client.post(INFER, json={"inputs": nested})

    predicted = client.post(PREDICT, json={"rows": rows}).json()["predictions"][0]
    assert outputs_of(answer)["probabilities"]["data"] == list(predicted["probabilities"].values())


def test_logits_come_when_they_are_asked_for(client: TestClient, world: World) -> None:
    asked = {"inputs": tensors(ROWS), "outputs": [{"name": "logits"}, {"name": "probabilities"}]}

    outputs = outputs_of(client.post(INFER, json=asked))

    logits_NC = np.array(outputs["logits"]["data"]).reshape(outputs["logits"]["shape"])
    e_NC = np.exp(logits_NC - logits_NC.max(axis=1, keepdims=True))
    p_NC = e_NC / e_NC.sum(axis=1, keepdims=True)
    assert outputs["logits"]["datatype"] == "FP32"
    assert p_NC.ravel().tolist() == pytest.approx(outputs["probabilities"]["data"])


def test_the_threshold_of_the_request_decides(client: TestClient, world: World) -> None:
    labels = {
        threshold: outputs_of(
            client.post(INFER, json={"inputs": tensors(ROWS), "parameters": {"threshold": threshold}})
        )["label"]["data"]
        for threshold in (1e-9, 1 - 1e-9)
    }

    assert labels == {1e-9: ["square"] * 4, 1 - 1e-9: ["round"] * 4}


def test_a_tensor_that_is_no_column_is_ignored_and_named(client: TestClient, world: World) -> None:
    extra = {"name": "shoe_size", "datatype": "INT8", "shape": [4], "data": [1, 2, 3, 4]}

    answer = client.post(INFER, json={"inputs": [*tensors(ROWS), extra]})

    assert answer.status_code == 200, answer.text
    assert answer.json()["parameters"] == {"ignored_inputs": "shoe_size"}


def test_metadata_names_tensors_that_infer_takes_and_gives(client: TestClient, world: World) -> None:
    about = client.get(MODEL)

    body = about.json()
    assert about.status_code == 200, about.text
    assert (body["name"], body["versions"]) == ("shapes", ["1"])
    assert {tensor["name"]: tensor["datatype"] for tensor in body["inputs"]} == {
        "width": "FP64",
        "height": "FP64",
        "colour": "BYTES",
        "seen": "BYTES",
    }
    asked = [{"name": output["name"]} for output in body["outputs"]]
    outputs = outputs_of(client.post(INFER, json={"inputs": tensors(ROWS), "outputs": asked}))
    for told in body["outputs"]:
        assert outputs[told["name"]]["datatype"] == told["datatype"]
        assert outputs[told["name"]]["shape"] == [4 if size == -1 else size for size in told["shape"]]
    assert client.get(f"{MODEL}/versions/1").json() == body


def test_server_and_model_say_what_they_are_and_that_they_are_ready(client: TestClient, world: World) -> None:
    server = client.get("/v2").json()

    assert (server["name"], server["extensions"]) == ("discern", ["binary_tensor_data"])
    assert client.get("/v2/health/live").json() == {"live": True}
    assert client.get("/v2/health/ready").json() == {"live": True, "ready": True}
    for path in (f"{MODEL}/ready", f"{MODEL}/versions/1/ready"):
        assert client.get(path).json() == {"name": "shapes", "ready": True}


def test_a_version_is_asked_for_by_its_number(client: TestClient, world: World) -> None:
    answer = client.post(f"{MODEL}/versions/1/infer", json={"inputs": tensors(ROWS)})

    assert answer.json()["outputs"] == client.post(INFER, json={"inputs": tensors(ROWS)}).json()["outputs"]


def test_rows_are_counted_as_those_of_v1(client: TestClient, services: Services, world: World) -> None:
    client.post(INFER, json={"inputs": tensors(ROWS)})
    client.post(PREDICT, json={"rows": ROWS})
    services.counters.flush()

    seen = client.get("/v1/models/shapes/versions/1/monitoring").json()
    assert seen["rows"] == 8, seen


def test_keys_need_the_scope_to_predict_and_probes_none(anonymous: TestClient, key: MakeKey, world: World) -> None:
    wrong = {"Authorization": f"Bearer {key('model:read')}"}
    right = {"Authorization": f"Bearer {key('predict')}"}
    for path in ("/v2", MODEL, f"{MODEL}/ready"):
        assert anonymous.get(path).status_code == 401
        refused = anonymous.get(path, headers=wrong)
        assert (refused.status_code, list(refused.json())) == (403, ["error"])
        assert anonymous.get(path, headers=right).status_code == 200
    body = {"inputs": tensors(ROWS)}
    assert [anonymous.post(INFER, json=body, headers=h).status_code for h in ({}, wrong, right)] == [401, 403, 200]
