"""The Open Inference Protocol refuses what it cannot read: a 4xx whose body is {"error": "..."}, never a 5xx."""

import json
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from service.oip.body import HEADER
from tests.service.routes.conftest import World, a_row
from tests.service.routes.test_routes_oip import INFER, MODEL, post_binary, tensors, texts

GOOD = tensors([a_row()])
SIZED = {"binary_data_size": 8}


def width(**changes: Any) -> list[dict[str, Any]]:
    """The inputs of one row, with another tensor for its width."""
    changed = {**GOOD[0], **changes}
    return [{name: value for name, value in changed.items() if value is not None}, *GOOD[1:]]


def refused(answer: httpx.Response, *statuses: int) -> str:
    """The text of an error in the protocol's form."""
    assert answer.status_code in (statuses or (400, 413, 415, 422)), (answer.status_code, answer.text)
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    assert list(body) == ["error"]
    text: str = body["error"]
    return text


BAD: dict[str, Any] = {
    "nothing": {},
    "a list": [],
    "no inputs": {"inputs": []},
    "an input that is no object": {"inputs": [1]},
    "no name": {"inputs": width(name=None)},
    "no shape": {"inputs": width(shape=None)},
    "an empty shape": {"inputs": width(shape=[])},
    "no rows": {"inputs": width(shape=[0], data=[])},
    "a negative size": {"inputs": width(shape=[-1])},
    "a size of half": {"inputs": width(shape=[0.5])},
    "a size that is true": {"inputs": width(shape=[True])},
    "a size as text": {"inputs": width(shape=["1"])},
    "a huge shape": {"inputs": [{**tensor, "shape": [2**62]} for tensor in GOOD]},
    "a wide shape": {"inputs": width(shape=[1, 2**62])},
    "more axes than there are": {"inputs": width(shape=[1, 1, 1, 1, 1])},
    "two values for a cell": {"inputs": width(shape=[1, 2], data=[1.0, 2.0])},
    "other rows than the others": {"inputs": width(shape=[2], data=[1.0, 2.0])},
    "no data": {"inputs": width(data=None)},
    "too little data": {"inputs": width(data=[])},
    "too much data": {"inputs": width(data=[1.0, 2.0])},
    "ragged data": {"inputs": width(shape=[1, 1], data=[[1.0, 2.0]])},
    "data nested too deep": {"inputs": width(shape=[1, 1], data=[[[1.0]]])},
    "data that is no array": {"inputs": width(data=1.0)},
    "data and bytes": {"inputs": width(parameters=SIZED)},
    "a datatype of another server": {"inputs": width(datatype="BF16")},
    "an unknown datatype": {"inputs": width(datatype="fp64")},
    "text among numbers": {"inputs": width(data=["wide"])},
    "true among numbers": {"inputs": width(data=[True])},
    "half among whole numbers": {"inputs": width(datatype="INT32", data=[0.5])},
    "a number beyond its datatype": {"inputs": width(datatype="INT8", data=[128])},
    "less than nothing": {"inputs": width(datatype="UINT64", data=[-1])},
    "a half too large": {"inputs": width(datatype="FP16", data=[1e30])},
    "a number among texts": {"inputs": [*GOOD[:2], {**GOOD[2], "data": [1]}, GOOD[3]]},
    "text that is no number": {"inputs": width(datatype="BYTES", data=["wide"])},
    "a whole number beyond 2^53": {"inputs": width(datatype="INT64", data=[2**60])},
    "a missing column": {"inputs": GOOD[1:]},
    "a tensor twice": {"inputs": [*GOOD, GOOD[0]]},
    "shared memory": {"inputs": width(parameters={"shared_memory_region": "r"})},
    "a negative size of bytes": {"inputs": width(data=None, parameters={"binary_data_size": -1})},
    "a size of bytes without bytes": {"inputs": width(data=None, parameters=SIZED)},
    "an unknown output": {"inputs": GOOD, "outputs": [{"name": "scores"}]},
    "an output twice": {"inputs": GOOD, "outputs": [{"name": "label"}, {"name": "label"}]},
    "a classification": {"inputs": GOOD, "outputs": [{"name": "label", "parameters": {"classification": 2}}]},
    "an id that is a number": {"id": 7, "inputs": GOOD},
    "a threshold of two": {"inputs": GOOD, "parameters": {"threshold": 2}},
    "a threshold as text": {"inputs": GOOD, "parameters": {"threshold": "0.5"}},
    "an empty routing key": {"inputs": GOOD, "parameters": {"routing_key": ""}},
    "parameters that are a list": {"inputs": GOOD, "parameters": []},
}


def test_every_bad_request_is_refused_in_the_protocols_form(client: TestClient, world: World) -> None:
    assert client.post(INFER, json={"inputs": GOOD}).status_code == 200
    told = {name: refused(client.post(INFER, json=body)) for name, body in BAD.items()}

    assert all(len(text) > 20 for text in told.values())
    assert "'colour'" in told["a number among texts"]
    assert "There is no input 'width'." in told["a missing column"]
    assert "Row 0, column 'width': \"wide\"" in told["text that is no number"]


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[NaN]", b'{"inputs": NaN}', b'{"id": "\\ud800"}', b"\xff"])
def test_bytes_that_are_no_json_are_refused(client: TestClient, world: World, content: bytes) -> None:
    refused(client.post(INFER, content=content, headers={"Content-Type": "application/json"}))


@pytest.mark.parametrize("length", ["", "x", "-1", "0", "1e3", "999999", "9" * 5000, "１"])
def test_a_header_length_that_is_none_is_refused(client: TestClient, world: World, length: str) -> None:
    body = json.dumps({"inputs": GOOD}).encode()

    refused(client.post(INFER, content=body, headers=[(HEADER.encode(), length.encode())]))


def test_two_header_lengths_are_refused(client: TestClient, world: World) -> None:
    body = json.dumps({"inputs": GOOD}).encode()
    one = (HEADER, str(len(body)))

    assert client.post(INFER, content=body, headers=[one]).status_code == 200
    refused(client.post(INFER, content=body, headers=[one, one]))


def binary(datatype: str, size: int, shape: list[int] | None = None, place: int = 0) -> dict[str, Any]:
    """A request in which one tensor follows the JSON."""
    tensor = {"name": GOOD[place]["name"], "datatype": datatype, "shape": shape or [1]}
    inputs = [*GOOD[:place], {**tensor, "parameters": {"binary_data_size": size}}, *GOOD[place + 1 :]]
    return {"inputs": inputs}


def test_bytes_that_do_not_fit_their_tensor_are_refused(client: TestClient, world: World) -> None:
    five = b"\x00\x00\x00\x00\x00\x00\x14\x40"
    assert post_binary(client, binary("FP64", 8), [five]).status_code == 200
    colour = texts(["red"])
    assert post_binary(client, binary("BYTES", len(colour), place=2), [colour]).status_code == 200
    bad = [
        (binary("FP64", 8), b""),
        (binary("FP64", 8), five + b"\x00"),
        (binary("FP64", 7), five[:7]),
        (binary("FP32", 8), five),
        (binary("FP64", 8, [2]), five),
        (binary("FP64", 8), b"\x00\x00\x00\x00\x00\x00\xf0\x7f"),  # infinity
        (binary("BOOL", 1), b"\x02"),
        (binary("BOOL", 1), b"\x01"),
        (binary("BYTES", 3, place=2), b"\x01\x00\x00"),
        (binary("BYTES", 4, place=2), b"\x01\x00\x00\x00"),
        (binary("BYTES", 4, place=2), b"\xff\xff\xff\xff"),
        (binary("BYTES", 0, place=2), b""),
        (binary("BYTES", 14, place=2), colour + colour),
        (binary("BYTES", 5, place=2), b"\x01\x00\x00\x00\xff"),
        (binary("BYTES", 5, place=2), b"\x01\x00\x00\x00\x00"),
    ]
    for head, part in bad:
        refused(post_binary(client, head, [part]))


def test_media_and_encodings_that_are_not_read_are_a_415(client: TestClient, world: World) -> None:
    body = json.dumps({"inputs": GOOD}).encode()
    for headers in ({"Content-Type": "text/csv"}, {"Content-Encoding": "gzip"}):
        refused(client.post(INFER, content=body, headers=headers), 415)
    for good in ("application/json; charset=utf-8", "application/octet-stream"):
        assert client.post(INFER, content=body, headers={"Content-Type": good}).status_code == 200


def test_rows_over_the_limit_are_a_413(client: TestClient, services: Services, world: World) -> None:
    most = services.settings.limits.max_predict_rows

    assert client.post(INFER, json={"inputs": tensors([a_row()] * most)}).status_code == 200
    assert "max_predict_rows" in refused(client.post(INFER, json={"inputs": tensors([a_row()] * (most + 1))}), 413)


def test_what_is_not_there_is_a_404_and_a_wrong_method_a_405(client: TestClient, world: World) -> None:
    for path in ("/v2/models/nobody", f"{MODEL}/versions/9", f"{MODEL}/versions/9/ready", "/v2/nothing", "/v2/"):
        refused(client.get(path), 404)
    refused(client.post("/v2/models/nobody/infer", json={"inputs": GOOD}), 404)
    refused(client.post(f"{MODEL}/versions/9/infer", json={"inputs": GOOD}), 404)
    refused(client.get(f"{MODEL}/versions/first"), 422)
    answer = client.get(INFER)
    refused(answer, 405)
    assert answer.headers["Allow"] == "POST"


def test_unseen_categories_are_refused_where_the_model_says_so(client: TestClient, world: World) -> None:
    inputs = tensors([a_row(), a_row(colour="mauve")])

    assert "mauve" in refused(client.post("/v2/models/strict/infer", json={"inputs": inputs}), 422)


def test_a_threshold_for_three_classes_is_refused(client: TestClient, world: World) -> None:
    row = {"width": 1.0, "height": 1.0, "seen": "2024-01-11", "shape": "round"}
    inputs = [
        {"name": name, "datatype": "BYTES" if isinstance(value, str) else "FP64", "shape": [1], "data": [value]}
        for name, value in row.items()
    ]

    assert client.post("/v2/models/trio/infer", json={"inputs": inputs}).status_code == 200
    refused(client.post("/v2/models/trio/infer", json={"inputs": inputs, "parameters": {"threshold": 0.5}}), 422)


def test_errors_of_v1_stay_problems(client: TestClient, world: World) -> None:
    answer = client.post("/v1/models/shapes/predict", json={"inputs": GOOD})

    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
