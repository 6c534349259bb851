"""`discern models findings` and the calls behind it."""

import json
from collections.abc import Callable

from discern.client import Discern
from tests.discern.conftest import Ran
from tests.discern.discern_fake import FakeServer

Run = Callable[..., Ran]


def test_the_findings_of_a_models_default_version_are_shown_with_what_was_checked(
    server: FakeServer, discern: Run
) -> None:
    ran = discern("models", "findings", "rice")

    assert ran.code == 0
    assert "rice version 2: 300 rows answered, 4 refused" in ran.out
    assert "serving.feature_drift" in ran.out
    assert "passed: serving.schema_drift" in ran.out
    assert "skipped: serving.prediction_drift: Every row has taught some network." in ran.out
    assert "\x1b[31m" not in ran.out


def test_json_is_the_servers_answer_for_the_version_and_the_hours_asked_for(server: FakeServer, discern: Run) -> None:
    ran = discern("models", "findings", "rice", "--version", "7", "--hours", "1.5", "--json")

    document = json.loads(ran.out)
    assert (ran.code, document["version"], document["window_seconds"]) == (0, 7, 5400)
    (finding,) = document["findings"]
    assert (finding["code"], finding["evidence"]) == ("serving.feature_drift", {"psi": 1.25})


def test_the_client_gives_findings_and_counts(client: Discern) -> None:
    told = client.models.findings("rice", window_seconds=60)
    counts = client.models.monitoring("rice", 3)

    assert (told.version, told.window_seconds, told.rows, told.refused) == (2, 60, 300, 4)
    assert [skipped.reason for skipped in told.checks_skipped] == ["Every row has taught some network."]
    assert (counts["version"], counts["rows"]) == (3, 300)
