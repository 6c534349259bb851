"""All checks, and their outcomes as one diagnosis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from discern.doctor.checks import evaluation, heads, inputs, steps
from discern.doctor.findings import Finding, Outcome, Skipped
from discern.doctor.notes import Notes

CHECKS: Mapping[str, Callable[[Notes], Outcome]] = {
    "preflight.loss_head_mismatch": heads.check,
    "step0.input_scale": inputs.input_scale,
    "step0.nonfinite": inputs.nonfinite,
    "training.zero_gradient": steps.zero_gradient,
    "training.weights_frozen": steps.weights_frozen,
    "training.learning_rate_zero": steps.learning_rate_zero,
    "training.gradient_not_cleared": steps.gradient_not_cleared,
    "training.wrong_mode": steps.wrong_mode,
    "evaluation.argmax_of_one_output": evaluation.argmax_of_one_output,
    "evaluation.validation_not_accumulated": evaluation.validation_not_accumulated,
}
"""By the code under which a check speaks, in the order of the phases."""

_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Diagnosis:
    """What the checks gave: every code is found, passed or skipped."""

    findings: list[Finding]
    """Errors first."""
    checks_passed: list[str]
    checks_skipped: dict[str, str]
    """Reasons by code."""

    def to_json(self) -> dict[str, Any]:
        """In the shape of the service's diagnosis."""
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "checks_passed": self.checks_passed,
            "checks_skipped": [{"code": code, "reason": reason} for code, reason in self.checks_skipped.items()],
        }


def diagnose(notes: Notes) -> Diagnosis:
    """The outcome of every check."""
    outcomes = {code: check(notes) for code, check in CHECKS.items()}
    found = [outcome for outcome in outcomes.values() if isinstance(outcome, Finding)]
    return Diagnosis(
        findings=sorted(found, key=lambda finding: _ORDER[finding.severity]),
        checks_passed=[code for code, outcome in outcomes.items() if outcome is None],
        checks_skipped={code: outcome.reason for code, outcome in outcomes.items() if isinstance(outcome, Skipped)},
    )
