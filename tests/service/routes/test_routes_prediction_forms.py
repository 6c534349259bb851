"""What a prediction tells of each row, and in which form."""

import csv
import io
import json
import math
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pytest
from starlette.testclient import TestClient

from service.predictions import forms
from service.predictions.accept import FORMS
from service.predictions.forms import as_csv
from service.predictions.schemas import PredictAnswer, PredictColumnsAnswer
from tests.service.routes.conftest import CSV, World, a_row
from tests.service.routes.test_routes_predictions import PATH, csv_of

TRIO = "/v1/models/trio/predict"
ARROW = "application/vnd.apache.arrow.stream"
NDJSON = "application/x-ndjson"
ROWS = [a_row(), a_row(width=2.25, seen=None), a_row(width=3.5, colour="never, =seen")]
TRIO_ROWS = [{"width": 5.1, "height": 3.0, "seen": None, "shape": "round", "id": str(row)} for row in range(3)]
ORDINARY = "?routing_key=me"
"""A query, which only the ordinary way reads."""


def ask(client: TestClient, path: str = PATH, rows: Sequence[object] = tuple(ROWS), **options: object) -> Any:
    """The answer, the same from the ordinary way and from the fast layer, which has the version by then."""
    body = json.dumps({"rows": rows, **options})
    found = []
    for query in (ORDINARY, ""):
        answer = client.post(path + query, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 200, answer.text
        found.append({**answer.json(), "request_id": "", "timing_ms": 0})
    assert json.dumps(found[0]) == json.dumps(found[1])
    return found[0]


def accepting(
    client: TestClient, accept: str, path: str = PATH, rows: Sequence[object] = tuple(ROWS), **options: object
) -> Any:
    answer = client.post(path, json={"rows": rows, **options}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer


def test_only_what_is_asked_for_is_told_of_each_row(client: TestClient, world: World) -> None:
    whole = ask(client, **{"return": ["logits", "label", "probabilities"]})["predictions"]
    usual = ask(client)["predictions"]

    assert [list(row) for row in usual] == [["row", "label", "label_index", "probabilities", "warnings"]] * 3
    assert [list(row) for row in whole] == [["row", "label", "label_index", "probabilities", "logits", "warnings"]] * 3
    for parts in (["label"], ["probabilities"], ["logits"], ["probabilities", "logits"], ["logits", "label"]):
        told = ask(client, **{"return": parts})["predictions"]
        names = {"row", "warnings", *parts, *(["label_index"] if "label" in parts else [])}
        assert told == [{name: row[name] for name in row if name in names} for row in whole]


@pytest.mark.parametrize("path", [PATH, TRIO])
def test_the_softmax_of_the_logits_are_the_probabilities(client: TestClient, world: World, path: str) -> None:
    rows = ROWS if path == PATH else TRIO_ROWS
    for row in ask(client, path, rows, **{"return": ["probabilities", "logits"]})["predictions"]:
        powers = {name: math.exp(logit) for name, logit in row["logits"].items()}
        shares = {name: power / sum(powers.values()) for name, power in powers.items()}
        assert shares == pytest.approx(row["probabilities"])


def test_the_likeliest_classes_come_first_and_alone(client: TestClient, world: World) -> None:
    whole = ask(client, TRIO, TRIO_ROWS)["predictions"]

    for top_k in (1, 2, 3, 1_000):
        told = ask(client, TRIO, TRIO_ROWS, top_k=top_k)["predictions"]
        for row, best in zip(whole, told, strict=True):
            expected = sorted(row["probabilities"].items(), key=lambda pair: -pair[1])[:top_k]
            assert list(best["probabilities"].items()) == expected
            assert best["label"] == row["label"]


def test_of_equally_likely_classes_the_first_comes_first_also_when_rounded(client: TestClient, world: World) -> None:
    whole = ask(client, TRIO, TRIO_ROWS)["predictions"][0]["probabilities"]
    told = ask(client, TRIO, TRIO_ROWS, top_k=3, decimals=1)["predictions"][0]["probabilities"]

    assert list(told) == sorted(whole, key=lambda name: -whole[name])  # by what they were before
    assert told == {name: round(share, 1) for name, share in whole.items()}


def test_columns_tell_the_same_as_rows(client: TestClient, world: World) -> None:
    for path, rows in ((PATH, ROWS), (TRIO, TRIO_ROWS)):
        for options in ({}, {"top_k": 2}, {"return": ["logits"]}, {"return": ["probabilities", "label"], "top_k": 1}):
            told = ask(client, path, rows, **options, decimals=3)["predictions"]
            columns = ask(client, path, rows, **options, decimals=3, answer="columns")["columns"]
            assert columns.pop("row") == [0, 1, 2]
            assert columns.pop("warnings") == [
                {k: row[k] for k in ("row", "warnings")} for row in told if row["warnings"]
            ]
            if "top_k" in options:
                names = columns.pop("top_labels")
                shares = columns.pop("top_probabilities")
                assert [dict(zip(*row, strict=True)) for row in zip(names, shares, strict=True)] == [
                    row["probabilities"] for row in told
                ]
                assert names == [list(row["probabilities"]) for row in told]
            for name, column in columns.items():
                by_row = column
                if isinstance(column, dict):
                    by_row = [dict(zip(column, cells, strict=True)) for cells in zip(*column.values(), strict=True)]
                assert by_row == [row[name] for row in told]
            assert set(columns) <= set(told[0])


def test_an_answer_fits_the_schema_that_is_published(client: TestClient, world: World) -> None:
    for options in ({}, {"top_k": 2}, {"return": ["logits"]}, {"on_invalid": "skip"}):
        rows = [*ROWS, a_row(width="wide")] if "on_invalid" in options else ROWS
        PredictAnswer.model_validate(ask(client, PATH, rows, **options), extra="forbid")
        PredictColumnsAnswer.model_validate(ask(client, PATH, rows, **options, answer="columns"), extra="forbid")


@pytest.mark.parametrize(
    ("options", "pointer"),
    [
        ({"return": []}, "/return"),
        ({"return": ["label", "label"]}, "/return"),
        ({"return": ["words"]}, "/return/0"),
        ({"return": "label"}, "/return"),
        ({"top_k": 0}, "/top_k"),
        ({"top_k": 2**31}, "/top_k"),
        ({"top_k": "many"}, "/top_k"),
    ],
)
def test_a_wrong_option_is_named(client: TestClient, world: World, options: dict[str, Any], pointer: str) -> None:
    answer = client.post(PATH, json={"rows": ROWS, **options})

    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("return=label", ["row", "label", "label_index", "warnings"]),
        ("return=logits&return=label", ["row", "label", "label_index", "logits", "warnings"]),
        ("return=logits,label", ["row", "label", "label_index", "logits", "warnings"]),
        ("top_k=1&return=probabilities", ["row", "probabilities", "warnings"]),
    ],
)
def test_the_query_asks_for_a_file_what_a_body_of_json_asks_for(
    client: TestClient, world: World, query: str, names: list[str]
) -> None:
    answer = client.post(f"{PATH}?{query}", content=csv_of(a_row()), headers=CSV)

    assert answer.status_code == 200, answer.text
    assert list(answer.json()["predictions"][0]) == names


@pytest.mark.parametrize(
    "query", ["return=", "return=label,", "return=label,label", "return=words", "top_k=0", "top_k=x"]
)
def test_a_wrong_option_in_the_query_is_a_422(client: TestClient, world: World, query: str) -> None:
    answer = client.post(f"{PATH}?{query}", content=csv_of(a_row()), headers=CSV)

    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert answer.json()["errors"][0]["pointer"].startswith(f"/query/{query.partition('=')[0]}")


OPTIONS: list[dict[str, Any]] = [
    {},
    {"top_k": 1},
    {"return": ["logits"], "decimals": 3},
    {"return": ["label"], "threshold": 0.75},
    {"return": ["label", "logits", "probabilities"], "top_k": 9, "on_invalid": "skip"},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_a_line_of_ndjson_is_the_object_of_its_row(client: TestClient, world: World, options: dict[str, Any]) -> None:
    answer = accepting(client, NDJSON, **options)

    assert answer.headers["Content-Type"] == NDJSON
    assert answer.text.endswith("}\n")
    assert [json.loads(line) for line in answer.text.splitlines()] == ask(client, **options)["predictions"]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("accept", ["text/csv", ARROW])
def test_a_table_has_the_same_values_by_column(
    client: TestClient, world: World, accept: str, options: dict[str, Any]
) -> None:
    answer = accepting(client, accept, **options)

    rows = table_of(answer)
    told = ask(client, **options)["predictions"]
    assert [row["row"] for row in rows] == [0, 1, 2]
    for row, expected in zip(rows, told, strict=True):
        flat: dict[str, Any] = {"row": expected["row"]}
        if "label" in expected:
            flat["label"] = expected["label"]
        for place, (name, share) in enumerate(expected.get("probabilities", {}).items()):
            ranked = {f"label_{place + 1}": name, f"probability_{place + 1}": share}
            flat |= ranked if "top_k" in options else {f"probability_{name}": share}
        flat |= {f"logit_{name}": pytest.approx(logit) for name, logit in expected.get("logits", {}).items()}
        flat |= {"warnings": "; ".join(expected["warnings"]) or None}
        flat |= {"error": None} if "on_invalid" in options else {}
        assert (row, list(row)) == (flat, list(flat))


def table_of(answer: Any) -> list[dict[str, Any]]:
    """The rows of a CSV or an Arrow stream."""
    if answer.headers["Content-Type"] == ARROW:
        rows: list[dict[str, Any]] = pa.ipc.open_stream(answer.content).read_all().to_pylist()
        return rows
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    words = ("label", "warnings", "error")
    return [
        {
            name: (cell or None)
            if name.startswith(words)
            else int(cell)
            if name == "row"
            else float(cell)
            if cell
            else None
            for name, cell in row.items()
        }
        for row in csv.DictReader(io.StringIO(answer.text))
    ]


def test_refused_rows_are_told_in_their_place_in_every_form(client: TestClient, world: World) -> None:
    rows = [a_row(width="wide"), *ROWS, {"width": 1}]
    told = ask(client, PATH, rows, on_invalid="skip")
    messages = [" ".join(fault["message"] for fault in told["errors"] if fault["row"] == row) for row in (0, 4)]

    lines = [json.loads(line) for line in accepting(client, NDJSON, rows=rows, on_invalid="skip").text.splitlines()]
    assert [line for line in lines if "errors" not in line] == told["predictions"]
    assert [line["row"] for line in lines] == [0, 1, 2, 3, 4]
    assert [fault for line in lines for fault in line.get("errors", [])] == told["errors"]
    for accept in ("text/csv", ARROW):
        answer = accepting(client, accept, rows=rows, on_invalid="skip")
        table = table_of(answer)
        assert [row["error"] for row in table] == [messages[0], None, None, None, messages[1]]
        assert [row["label"] for row in table] == [None, *(row["label"] for row in told["predictions"]), None]
        assert [row["probability_round"] is None for row in table] == [True, False, False, False, True]
        assert (answer.headers["Discern-Rows"], answer.headers["Discern-Refused-Rows"]) == ("3", "2")
    refused = client.post(PATH, json={"rows": rows}, headers={"Accept": "text/csv"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("parts", [["label"], ["probabilities"], ["logits"], ["label", "probabilities", "logits"]])
@pytest.mark.parametrize("options", [{}, {"top_k": 1}, {"answer": "columns"}])
def test_where_every_row_is_refused_the_answer_is_empty_in_every_form(
    client: TestClient, world: World, parts: list[str], options: dict[str, Any]
) -> None:
    rows = [a_row(width="wide"), a_row(height="high")]
    asked = {"return": parts, "on_invalid": "skip", **options}

    told = ask(client, PATH, rows, **asked)
    found = told["columns"]["row"] if "answer" in options else told["predictions"]
    assert (found, [fault["row"] for fault in told["errors"]]) == ([], [0, 1])
    lines = accepting(client, NDJSON, rows=rows, **asked).text.splitlines()
    assert [list(json.loads(line)) for line in lines] == [["row", "errors"]] * 2
    for accept in ("text/csv", ARROW):
        table = table_of(accepting(client, accept, rows=rows, **asked))
        assert [(row["row"], row["error"] is None) for row in table] == [(0, False), (1, False)]


def test_a_column_that_a_file_lacks_is_told_of_every_row(client: TestClient, world: World) -> None:
    lines = "height,colour,seen\n1,red,2024-03-11\n2,red,2024-03-11\n"
    answer = client.post(f"{PATH}?on_invalid=skip", content=lines, headers={**CSV, "Accept": NDJSON})

    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [(line["row"], [fault["column"] for fault in line["errors"]]) for line in told] == [
        (0, ["width"]),
        (1, ["width"]),
    ]


def test_of_one_row_only_the_first_faults_are_told(
    client: TestClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MAX_ROW_FAULTS", 2)
    wrong = a_row(width="wide", height="high", seen="never")
    lines = accepting(client, NDJSON, rows=[wrong, a_row()], on_invalid="skip").text.splitlines()
    assert [fault["column"] for fault in json.loads(lines[0])["errors"]] == ["width", "height"]

    nothing = client.post(f"{PATH}?on_invalid=skip", content="a\n1\n2\n", headers={**CSV, "Accept": NDJSON})
    told = [json.loads(line) for line in nothing.text.splitlines()]
    assert [[fault["column"] for fault in line["errors"]] for line in told] == [["width", "height"]] * 2


def test_what_is_not_of_a_row_stands_in_headers_and_in_the_schema(client: TestClient, world: World) -> None:
    rows = [{**row, "Größe, cm": 1, "id": "a"} for row in ROWS]
    whole = ask(client, PATH, rows)
    for accept in (NDJSON, "text/csv", ARROW):
        answer = accepting(client, accept, rows=rows)
        found = {name: value for name, value in answer.headers.items() if name.startswith("discern-")}
        assert found == {
            "discern-model": "shapes", "discern-version": "1", "discern-calibrated": "false", "discern-rows": "3",
            "discern-refused-rows": "0", "discern-threshold": "0.5", "discern-decision": "0",
            "discern-ignored-columns": f"{quote('Größe, cm')},id",
        }  # fmt: skip
    schema = pa.ipc.open_stream(answer.content).schema
    envelope = json.loads(schema.metadata[b"discern"])
    assert envelope["request_id"] == answer.headers["X-Request-Id"]
    del whole["predictions"]
    assert list(envelope) == list(whole)
    assert {**envelope, "request_id": "", "timing_ms": 0} == whole


def test_a_label_that_a_spreadsheet_would_run_is_quoted() -> None:
    table = pa.table({"label": ["=1+1", "-x", "fine"], "probability_=1+1": [-0.5, 0.25, 0.0]})

    assert list(csv.reader(as_csv(table).decode().splitlines())) == [
        ["label", "probability_=1+1"],
        ["'=1+1", "-0.5"],
        ["'-x", "0.25"],
        ["fine", "0"],
    ]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/csv;q=0.5, application/x-ndjson;q=0.6, text/html", NDJSON),
        ("application/json;q=0, */*", NDJSON),
        ("text/csv, */*", "text/csv"),
        (ARROW, ARROW),
    ],
)
def test_the_form_is_the_one_that_is_wanted_most(
    client: TestClient, world: World, accept: str | None, expected: str
) -> None:
    for _ in range(2):  # the second could be the fast layer's
        headers = {"Content-Type": "application/json"} | ({} if accept is None else {"Accept": accept})
        answer = client.post(PATH, json={"rows": ROWS}, headers=headers)
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, expected)


@pytest.mark.parametrize(
    "accept", ["text/html", "application/json;q=0", "image/*", "json", ";;;,", "*/*;q=2", "*/*;q=x"]
)
def test_a_form_that_is_not_offered_is_a_406_that_names_those_that_are(
    client: TestClient, world: World, accept: str
) -> None:
    for path in (PATH, "/v1/models/shapes/aliases/default/predict", "/v1/models/shapes/versions/1/predict"):
        answer = client.post(path, json={"rows": ROWS}, headers={"Accept": accept})

        assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
        assert answer.headers["Content-Type"] == "application/problem+json"
        for form in FORMS:
            assert form in answer.json()["hint"]
