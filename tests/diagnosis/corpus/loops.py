"""Training loops of one's own under the doctor's watch, as records beside the service's runs."""

import time
import warnings
from collections.abc import Mapping
from typing import Any

from tests.diagnosis.corpus.fault import Fault
from tests.discern.doctor import corpus
from tests.discern.doctor.corpus import Case

Record = dict[str, Any]


def _fault(name: str, code: str, about: str) -> Fault:
    return Fault(f"loop_{name}", about, (code,), (), lambda case, generator: case, measure=None)


FAULTS: Mapping[str, Fault] = {
    f"loop_{name}": _fault(name, code, (loop.__doc__ or "").splitlines()[0].rstrip("."))
    for name, (code, loop) in {**corpus.FOUNDING, **corpus.FURTHER}.items()
}
"""The mistakes of tests/discern/doctor, each made in eight loops."""


def faults() -> list[Case]:
    """Every loop with a mistake."""
    return list(corpus.faults())


def healthy() -> list[Case]:
    """Every loop without one."""
    return list(corpus.healthy())


def run_fault(case: Case) -> Record:
    """What the doctor says of a loop with a mistake."""
    told = _told(case)
    return {
        "fault": f"loop_{case.name}",
        "base": f"seed {case.seed}",
        "number": case.seed,
        "measure": None,
        "detected": any(code == case.code and severity != "info" for code, severity, _ in told["findings"]),
        "control": [],
        "healthy": {"findings": [], "metrics": None, "error": None, "seconds": 0.0},
        "broken": told,
        "fixes": [],
    }


def run_healthy(case: Case) -> Record:
    """What the doctor says of a loop without a mistake."""
    return {"run": f"{case.name}-{case.seed}", **_told(case)}


def _told(case: Case) -> Record:
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of torch, about the very mistakes
        findings = case.run().findings
    told = [[finding.code, str(finding.severity), None] for finding in findings]
    return {"findings": told, "metrics": None, "error": None, "seconds": round(time.perf_counter() - started, 3)}
