"""Makes the runs of the corpus and keeps what was found, measured and mended, as JSON."""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from classifier.spec.finding import Finding
from tests.diagnosis.corpus import healthy
from tests.diagnosis.corpus.case import Case
from tests.diagnosis.corpus.faults import FAULTS
from tests.diagnosis.harness import Diagnosed, Uploaded, apply, train

MEASURES = ("accuracy", "macro_f1", "mean_recall", "log_loss", "ece")
POINTS = 0.02  # a fix may fall short by this much, or by two standard errors of the test part
LOSS_SHARE = 0.1  # log-loss and calibration error: by a tenth, or by POINTS
ORDER = ("info", "warning", "error")

Record = dict[str, Any]

_known: dict[str, Record] = {}
"""Healthy runs of this process by `Case.key`: many faults start from the same one."""


def run_healthy(run: healthy.Run) -> Record:
    """A healthy run; its false alarms are the findings that are warnings or worse."""
    return {"run": run.name, **_made(run.case())[0]}


def run_fault(name: str, number: int, fixes: bool = True) -> Record:
    """A broken run beside its healthy one, and what each fix that it offers brings back, unless `fixes` is false."""
    fault = FAULTS[name]
    sound = _sound(fault.bases[number].case())
    case = fault.case(number)
    broken, uploaded, diagnosed = _made(case)
    named = [f for f in diagnosed.diagnosis.findings if f.code in fault.codes and _at_least(f, fault.told)]
    return {
        "fault": name,
        "base": fault.bases[number].data,
        "number": number,
        "measure": fault.measure,
        "detected": bool(named),
        "control": sorted({c for c, s, _ in sound["findings"] if c in fault.codes and _rank(s) >= _rank(fault.told)}),
        "healthy": sound,
        "broken": broken,
        "fixes": list(_fixes(uploaded, diagnosed, fault.measure, sound)) if fixes else [],
    }


def run_all(
    faults: Sequence[tuple[str, int]],
    runs: Sequence[healthy.Run],
    *,
    workers: int = 2,
    tell: Callable[[str], None] = lambda message: None,
) -> tuple[list[Record], list[Record]]:
    """Records of these broken and healthy runs, made in processes of one thread each."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_one_thread) as pool:
        broken = pool.map(run_fault, *zip(*faults, strict=True), chunksize=4) if faults else iter(())
        sound = pool.map(run_healthy, runs, chunksize=4)
        return list(_told(broken, len(faults), "broken", tell)), list(_told(sound, len(runs), "healthy", tell))


def every_fault(names: Iterable[str] = (), at_most: int | None = None) -> list[tuple[str, int]]:
    """Name and number of each broken run, of these kinds or of all."""
    chosen = list(names) or list(FAULTS)
    return [(name, number) for name in chosen for number in range(len(FAULTS[name].bases[:at_most]))]


def restored(measure: str, reached: Record | None, wanted: Record | None) -> bool | None:
    """Whether a run's measure is that of the healthy run, within noise; None when there is nothing to compare with."""
    if wanted is None:
        return None
    if reached is None:
        return False
    value, goal = reached[measure], wanted[measure]
    if measure in ("log_loss", "ece"):
        return bool(value <= goal + max(POINTS, LOSS_SHARE * goal))
    num_rows = reached["least_rows"] if measure == "mean_recall" else wanted["num_rows"]
    noise = 2.0 * math.sqrt(max(goal * (1.0 - goal), 0.0) / num_rows)
    return bool(value >= goal - max(POINTS, noise))


def _made(case: Case) -> tuple[Record, Uploaded, Diagnosed]:
    started = time.perf_counter()
    uploaded = case.uploaded()
    diagnosed = train(uploaded, case.asked())
    return _record(diagnosed, time.perf_counter() - started), uploaded, diagnosed


def _sound(case: Case) -> Record:
    key = case.key()
    if key not in _known:
        _known[key] = _made(case)[0]
    return _known[key]


def _record(diagnosed: Diagnosed, seconds: float) -> Record:
    return {
        "findings": [[f.code, f.severity.value, f.column] for f in diagnosed.diagnosis.findings],
        "metrics": _metrics(diagnosed),
        "error": None if diagnosed.error is None else type(diagnosed.error).__name__,
        "seconds": round(seconds, 3),
    }


def _metrics(diagnosed: Diagnosed) -> Record | None:
    if diagnosed.trained is None:
        return None
    metrics = diagnosed.trained.metrics
    evaluation = metrics.test or metrics.validation
    there = [report for report in evaluation.per_class if report.support]
    values = evaluation.model_dump() | {"mean_recall": sum(report.recall for report in there) / len(there)}
    return {
        "num_rows": evaluation.num_rows,
        "least_rows": min(report.support for report in there) * len(there),
        **{name: round(values[name], 5) for name in MEASURES},
    }


def _fixes(uploaded: Uploaded, diagnosed: Diagnosed, measure: str, sound: Record) -> Iterator[Record]:
    """Every finding that carries a fix; equal specs are trained once."""
    tried: dict[str, Record | None] = {}
    for finding in diagnosed.diagnosis.findings:
        if finding.fix is None:
            continue
        spec = apply(diagnosed.asked, finding.fix)
        key = spec.model_dump_json()
        if key not in tried:
            tried[key] = _metrics(train(uploaded, spec))
        yield {
            "code": finding.code,
            "severity": finding.severity.value,
            "fix": finding.fix,
            "metrics": tried[key],
            "restored": restored(measure, tried[key], sound["metrics"]),
        }


def _at_least(finding: Finding, severity: str) -> bool:
    return _rank(finding.severity.value) >= _rank(severity)


def _rank(severity: str) -> int:
    return ORDER.index(severity)


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)


def _told(records: Iterable[Record], total: int, what: str, tell: Callable[[str], None]) -> Iterator[Record]:
    for i, record in enumerate(records, 1):
        if i % 50 == 0 or i == total:
            tell(f"{i} of {total} {what} runs")
        yield record
