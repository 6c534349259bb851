"""`discern explain`, and the client's call behind it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from discern.client import Discern
from tests.discern.discern_fake import FakeServer

Run = Callable[..., Any]


def test_rows_and_options_travel_and_the_shares_come_back(server: FakeServer, client: Discern) -> None:
    answer = client.explain(
        "rice", [{"Area": np.float64(1.0), "gone": float("nan")}], version=2, explained_class="b", max_evaluations=500
    )

    [request] = server.asked("POST", "/v1/models/rice/versions/2/explain")
    assert request.json == {
        "rows": [{"Area": 1.0, "gone": None}],
        "explained_class": "b",
        "max_evaluations": 500,
    }
    (row,) = answer.predictions
    assert (row.value, row.base_value, row.method) == (1.5, 0.25, "sampled")
    assert row.base_value + sum(share.attribution for share in row.attributions) == row.value
    assert answer.baseline.num_rows == 30


def test_the_first_rows_of_a_file_are_explained_with_empty_fields_as_missing(
    server: FakeServer, discern: Run, tmp_path: Path
) -> None:
    table = tmp_path / "rice.csv"
    table.write_text('Area;name\n1;"a;b"\n2;\n3;c\n')
    lines = tmp_path / "rice.ndjson"
    lines.write_text('{"Area": 1}\n\n{"Area": 2}\n')

    ran = [discern("explain", "rice", path, "--first", "2") for path in (table, lines)]

    assert [one.code for one in ran] == [0, 0], ran[0].err
    first, second = server.asked("POST", "/v1/models/rice/explain")
    assert first.json["rows"] == [{"Area": "1", "name": "a;b"}, {"Area": "2", "name": None}]
    assert second.json["rows"] == [{"Area": 1}, {"Area": 2}]


def test_what_was_added_is_printed_as_a_table_or_as_json(server: FakeServer, discern: Run) -> None:
    ran = discern("explain", "rice", "--row", '{"Area": 1}', "--class", "b")
    told = discern("explain", "rice", "--row", '{"Area": 1}', "--json")

    for text in ("p(b)", "Area", "+1.5000", "x, steps 2 to 4", "-0.2500", "0.1250", "99 evaluations", "30 rows"):
        assert text in ran.out
    assert json.loads(told.out)["predictions"][0]["attributions"][0]["attribution"] == 1.5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name a FILE or give rows with --row"),
        (["{csv}", "--row", "{{}}"], "one of the two"),
        (["{csv}.gone.csv"], "there is no file"),
        (["--row", "[1]"], "a row is a JSON object"),
        (["--row", "nonsense"], "a row is a JSON object"),
        (["{csv}"], "has no row"),
        (["{parquet}"], "explain reads .csv and .ndjson"),
        (["{odd}"], "not a.xlsx"),
        (["{csv}", "--first", "101"], "less than or equal to 100"),
    ],
)
def test_wrong_usage_says_what_to_change(
    server: FakeServer, discern: Run, tmp_path: Path, arguments: list[str], told: str
) -> None:
    places = {"csv": tmp_path / "a.csv", "parquet": tmp_path / "a.parquet", "odd": tmp_path / "a.xlsx"}
    for path in places.values():
        path.write_text("Area,b\n")

    ran = discern("explain", "rice", *(argument.format(**places) for argument in arguments))

    assert ran.code == 2
    assert told in ran.err
