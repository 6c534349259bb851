"""Every mistake is named, and no healthy loop is blamed."""

import json
import logging
from functools import partial

import pytest

from discern.doctor import CHECKS, Watch, watch
from tests.discern.doctor import corpus, healthy
from tests.discern.doctor.corpus import Case, alarms

pytestmark = pytest.mark.filterwarnings("ignore")  # of torch, about the very mistakes


@pytest.mark.parametrize("case", list(corpus.faults()), ids=lambda case: case.label)
def test_a_mistake_is_named_with_numbers(case: Case) -> None:
    w = case.run()

    [found] = [finding for finding in w.findings if finding.code == case.code]
    assert found.severity != "info"
    assert found.evidence
    assert json.loads(json.dumps(w.to_json(), allow_nan=False))["findings"]
    _every_check_has_an_outcome(w)


@pytest.mark.parametrize("case", list(corpus.healthy()), ids=lambda case: case.label)
def test_a_healthy_loop_is_not_blamed_while_it_runs_nor_when_it_has_ended(
    case: Case, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(healthy, "watch", partial(watch, live=True))

    with caplog.at_level(logging.WARNING, "discern.doctor"):
        w = case.run()

    assert alarms(w) == []
    assert caplog.messages == []
    _every_check_has_an_outcome(w)


def test_the_healthy_loops_are_many_and_are_judged() -> None:
    assert len(healthy.LOOPS) >= 40
    passed = {
        code
        for name in ("images", "sigmoid_then_bce", "cross_entropy")
        for code in healthy.LOOPS[name](0).checks_passed
    }

    assert passed == set(CHECKS)


def _every_check_has_an_outcome(w: Watch) -> None:
    outcomes = [*(finding.code for finding in w.findings), *w.checks_passed, *w.checks_skipped]
    assert sorted(outcomes) == sorted(CHECKS)
    assert w.notes.failures == {}
