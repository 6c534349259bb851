"""Bodies of predictions that cannot be taken: each is refused with a code, and its place where it has one."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dependencies import Services
from tests.service.routes.conftest import CSV, World, a_row
from tests.service.routes.test_routes_predictions import NDJSON, PARQUET, PATH, csv_of, parquet_of


def test_a_file_without_a_column_is_refused_by_its_name(client: TestClient, world: World) -> None:
    row = a_row()
    del row["colour"]

    answer = client.post(PATH, content=csv_of(row), headers=CSV)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "rows_invalid")
    assert (problem["errors"][0]["code"], problem["errors"][0]["column"]) == ("missing_column", "colour")


def test_a_bad_cell_of_a_file_is_named_by_row_and_line(client: TestClient, world: World) -> None:
    answer = client.post(PATH, content=csv_of(a_row(), a_row(width="wide")), headers=CSV)

    fault = answer.json()["errors"][0]
    assert (fault["row"], fault["line"], fault["column"], fault["pointer"]) == (1, 3, "width", None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("width,width\n1,2\n", "duplicate_column"),
        ("width,height\n1,2,3\n", "ragged_row"),
        ("width,height\n", "no_rows"),
        ("", "empty_file"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_422(client: TestClient, world: World, content: str, code: str) -> None:
    answer = client.post(PATH, content=content, headers=CSV)

    problem = answer.json()
    assert answer.status_code == 422, answer.text
    assert code in {problem["code"], *(fault["code"] for fault in problem["errors"])}


@pytest.mark.parametrize("headers", [NDJSON, PARQUET])
def test_bytes_that_are_no_such_file_are_a_422(client: TestClient, world: World, headers: dict[str, str]) -> None:
    assert client.post(PATH, content=b"\x00\xff nonsense", headers=headers).status_code == 422


def test_as_many_rows_are_taken_as_the_limit_says_and_not_one_more(
    client: TestClient, services: Services, world: World
) -> None:
    most = services.settings.limits.max_predict_rows
    rows = [a_row()] * most

    assert len(client.post(PATH, json={"rows": rows}).json()["predictions"]) == most
    assert client.post(PATH, content=csv_of(*rows), headers=CSV).status_code == 200
    for answer in (
        client.post(PATH, json={"rows": [*rows, a_row()]}),
        client.post(PATH, content=csv_of(*rows, a_row()), headers=CSV),
        client.post(PATH, content=parquet_of(*rows, a_row()), headers=PARQUET),
    ):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert answer.json()["errors"][0]["code"] == "too_many_rows"
        assert "max_predict_rows" in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"rows": []}',
        b'{"rows": {}}',
        b'{"rows": [[1]]}',
        b'{"rows": [{"width": NaN}]}',
        b'{"rows": [{"width": Infinity}]}',
        b'{"rows": [{"width": 1e999}]}',
        b'{"rows": [{"width": {"deep": 1}}]}',
        b'{"rows": [{"width": [1]}]}',
        b'{"rows": [{"width": [1, NaN]}]}',
        b'{"rows": [{"width": [[1, -Infinity]]}]}',
        b'{"rows": [{"width": [1e999]}]}',
        b'{"rows": [{"width": [["1"]]}]}',
        b'{"rows": [{"": 1}]}',
        b'{"rows": [{"width": "\\ud800"}]}',
        b'{"rows": [{"width": "\\u0000"}]}',
        b'{"rows": [{}], "surprise": 1}',
        b'{"rows": [{"width": "\xff"}]}',
        b"[" * 100_000,
    ],
)
def test_json_that_is_no_request_is_a_coded_4xx(client: TestClient, world: World, body: bytes) -> None:
    answer = client.post(PATH, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 413, 422), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_nested_cell_is_one_fault_with_its_place(client: TestClient, world: World) -> None:
    problem = client.post(PATH, json={"rows": [a_row(), a_row(width={"deep": 1})]}).json()

    assert [fault["pointer"] for fault in problem["errors"]] == ["/rows/1/width"]


ARRAYS: list[Any] = [
    [],
    [1, 2.5, None],
    [[1, 2], [3, None]],
    [[[1], [2]], [[3], [4]]],
    [[1, 2], []],
]
NO_ARRAYS: list[Any] = [
    [True],
    ["1"],
    [{"a": 1}],
    [[1, False]],
    [1, [2]],
    [[1], None],
    [[[[1]]]],
    [[[{"a": 1}]]],
]


@pytest.mark.parametrize("cell", ARRAYS)
def test_an_array_of_numbers_is_a_cell_that_the_model_may_or_may_not_take(
    client: TestClient, world: World, cell: Any
) -> None:
    ignored = client.post(PATH, json={"rows": [a_row(trace=cell)]})
    refused = client.post(PATH, json={"rows": [a_row(width=cell)]})

    assert (ignored.status_code, ignored.json()["ignored_columns"]) == (200, ["trace"])
    assert (refused.status_code, refused.json()["code"]) == (422, "rows_invalid")
    assert [(fault["code"], fault["pointer"]) for fault in refused.json()["errors"]] == [
        ("not_a_number", "/rows/0/width")
    ]


@pytest.mark.parametrize("cell", NO_ARRAYS)
def test_an_array_of_anything_else_is_one_fault_with_its_place(client: TestClient, world: World, cell: Any) -> None:
    answer = client.post(PATH, json={"rows": [a_row(), a_row(trace=cell)]})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "request_invalid")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/rows/1/trace"]


def test_the_same_key_twice_is_found_beside_arrays_and_quoted_colons(client: TestClient, world: World) -> None:
    good = b'{"rows": [{"width": 1, "trace": [[1, 2]], "height": 1, "colour": "\\":", "seen": null}]}'
    twice = good.replace(b'"trace": [[1, 2]]', b'"trace": [[1, 2]], "trace": [3]')
    headers = {"Content-Type": "application/json"}

    assert client.post(PATH, content=good, headers=headers).status_code == 200
    answer = client.post(PATH, content=twice, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/rows/0/trace")


@pytest.mark.parametrize("media", ["image/png", "image/jpeg"])
def test_an_image_for_a_model_of_tables_is_refused_naming_its_inputs(
    client: TestClient, world: World, media: str
) -> None:
    answer = client.post(PATH, content=b"\x89PNG", headers={"Content-Type": media})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "model_takes_no_image")
    assert "'width' (numeric)" in problem["detail"]


@pytest.mark.parametrize(
    ("query", "media", "pointer"),
    [
        ("series={", "text/csv", "/query/series"),
        ('series={"time":"t"}', "text/csv", "/query/series/id"),
        ('series={"id":"a"}', "application/zip", "/query/series"),
        ('series={"id":"a"}', "image/png", "/query/series"),
    ],
)
def test_a_bad_series_option_is_named(client: TestClient, world: World, query: str, media: str, pointer: str) -> None:
    answer = client.post(f"{PATH}?{query}", content=csv_of(a_row()), headers={"Content-Type": media})

    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("number", [2**53 + 1, -(2**53) - 1, 2**63, 10**400])
def test_a_whole_number_past_2_to_the_53_is_never_rounded_silently(
    client: TestClient, world: World, number: int
) -> None:
    body = b'{"rows": [{"width": %d, "height": 1, "colour": "red", "seen": null}]}' % number

    answer = client.post(PATH, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 422)


def test_the_same_key_twice_in_a_row_is_refused(client: TestClient, world: World) -> None:
    body = b'{"rows": [{"width": 1, "width": 2, "height": 1, "colour": "red", "seen": null}]}'

    answer = client.post(PATH, content=body, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "json_invalid")
    assert "width" in answer.json()["detail"]


@pytest.mark.parametrize("media", ["application/zip", "application/x-npz"])
def test_bytes_that_are_no_archive_are_a_422(client: TestClient, world: World, media: str) -> None:
    answer = client.post(PATH, content=b"PK\x03\x04 nonsense", headers={"Content-Type": media})

    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "image/webp"}, {**CSV, "Content-Encoding": "gzip"}]
)
def test_another_media_type_is_a_415(client: TestClient, world: World, headers: dict[str, str]) -> None:
    answer = client.post(PATH, content=b"x", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_unsupported")
    for accepted in ("application/json", "image/png", "application/x-npz"):
        assert accepted in answer.json()["hint"]


def test_the_charset_of_a_csv_body_is_obeyed(client: TestClient, world: World) -> None:
    body = csv_of(a_row(note="café")).encode("latin-1")

    good = client.post(PATH, content=body, headers={"Content-Type": "text/csv; charset=latin-1"})
    bad = client.post(PATH, content=body, headers=CSV)

    assert (good.status_code, good.json()["ignored_columns"]) == (200, ["note"])
    assert bad.status_code == 422
