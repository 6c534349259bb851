"""Flipped labels are told from classes that overlap."""

import numpy as np
import pytest

from classifier.findings.data.label_noise import label_noise, lower_bound, ratio_needed
from classifier.findings.data.probe import Probe
from classifier.findings.ledger import Outcome, Skip
from tests.classifier.findings.data.data_tables import clouds, listed, task


def flipped(columns: dict[str, np.ndarray], share: float, only: str | None = None) -> tuple[Outcome, np.ndarray]:
    wrong_N = np.random.default_rng(1).random(len(columns["label"])) < share
    wrong_N &= np.full(len(wrong_N), True) if only is None else columns["label"] == only
    label = np.where(wrong_N, np.where(columns["label"] == "yes", "no", "yes"), columns["label"])
    return label_noise(Probe(task({**columns, "label": label}))), wrong_N


@pytest.mark.parametrize(("share", "only"), [(0.1, None), (0.2, None), (0.3, None), (0.25, "yes")])
def test_flipped_labels_are_found_and_named(share: float, only: str | None) -> None:
    outcome, wrong_N = flipped(clouds(1_200, apart=4.0), share, only)

    [finding] = listed(outcome)

    assert finding.severity == "warning"
    assert finding.evidence["estimated_share"] == pytest.approx(wrong_N.mean(), abs=0.05)
    rows = finding.evidence["rows"]
    assert isinstance(rows, list)
    assert np.mean([wrong_N[row] for row in rows]) > 0.9


@pytest.mark.parametrize("apart", [2.0, 2.5, 3.0, 4.0])
def test_classes_that_overlap_are_no_noise(apart: float) -> None:
    assert flipped(clouds(1_200, apart=apart), 0.0)[0] is None


def test_a_weak_signal_is_no_noise_but_no_pass_either() -> None:
    assert isinstance(flipped(clouds(1_200, apart=0.2), 0.0)[0], Skip)


def test_less_skill_needs_more_evidence() -> None:
    assert [round(ratio_needed(skill), 2) for skill in (0.3, 0.55, 0.9)] == [0.79, 0.49, 0.33]
    assert lower_bound(1, 75) < 0.025 < lower_bound(8, 75)
