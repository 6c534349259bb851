"""Makes the runs of the corpus and keeps what was found, measured and mended, as JSON."""

import math
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain
from multiprocessing import get_context
from typing import Any

from classifier.spec.finding import Finding
from tests.diagnosis.corpus import healthy
from tests.diagnosis.corpus.case import Case
from tests.diagnosis.corpus.fault import Fault
from tests.diagnosis.corpus.faults import FAULTS
from tests.diagnosis.harness import Diagnosed, Uploaded, apply, serve, train

MEASURES = ("accuracy", "mean_recall", "log_loss")
POINTS = 0.02  # a fix may fall short by this much, or by two standard errors of the test part
# Variance of one row's log-loss over its mean: 1 to 2 where probabilities are right. Half of it, for both models answer the
# same rows.
LOSS_VARIANCE = 0.5
ORDER = ("info", "warning", "error")

Record = dict[str, Any]

_known: dict[str, Record] = {}
"""Healthy runs of this process by `Case.key`: many faults start from the same one."""
_profiles: OrderedDict[str, Uploaded] = OrderedDict()
"""The last few profiles of this process."""


def run_healthy(run: healthy.Run) -> Record:
    """A healthy run; its false alarms are the findings that are warnings or worse."""
    return {"run": run.name, **_made(run.case())[0]}


def run_fault(name: str, number: int, fixes: bool = True) -> Record:
    """A broken run beside its healthy one, and what each fix that it offers brings back, unless `fixes` is false."""
    fault = FAULTS[name]
    sound = _sound(fault.sound(number))
    case = fault.case(number)
    broken, diagnosed = _made(case)
    named = [
        code for code, severity, _ in broken["findings"] if code in fault.codes and _rank(severity) >= _rank(fault.told)
    ]
    return {
        "fault": name,
        "base": f"{fault.bases[number].data} #{number}",
        "number": number,
        "measure": fault.measure,
        "detected": bool(named),
        "control": sorted({c for c, s, _ in sound["findings"] if c in fault.codes and _rank(s) >= _rank(fault.told)}),
        "healthy": sound,
        "broken": broken,
        "fixes": list(_fixes(case, diagnosed, fault, number)) if fixes and case.served is None else [],
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
        broken = pool.map(_run_faults, _by_set(faults))
        sound = pool.map(run_healthy, runs, chunksize=4)
        made = {(r["fault"], r["number"]): r for r in _told(chain.from_iterable(broken), len(faults), "broken", tell)}
        return [made[pair] for pair in faults], list(_told(sound, len(runs), "healthy", tell))


def _by_set(faults: Sequence[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Broken runs over the same set together: its profile and its healthy run are then made once."""
    groups: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, number in faults:
        groups[FAULTS[name].bases[number].data].append((name, number))
    return sorted(groups.values(), key=len, reverse=True)


def _run_faults(faults: Sequence[tuple[str, int]]) -> list[Record]:
    return [run_fault(name, number) for name, number in faults]


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
    if measure == "log_loss":
        return bool(value <= goal + max(POINTS, 2.0 * math.sqrt(LOSS_VARIANCE * goal / wanted["num_rows"])))
    num_rows = reached["least_rows"] if measure == "mean_recall" else wanted["num_rows"]
    noise = 2.0 * math.sqrt(max(goal * (1.0 - goal), 0.0) / num_rows)
    return bool(value >= goal - max(POINTS, noise))


def _made(case: Case) -> tuple[Record, Diagnosed]:
    started = time.perf_counter()
    uploaded = _uploaded(case)
    diagnosed = train(uploaded, case.asked())
    record = {
        "findings": [[f.code, f.severity.value, f.column] for f in _findings(case, uploaded, diagnosed)],
        "metrics": _metrics(diagnosed),
        "error": None if diagnosed.error is None else type(diagnosed.error).__name__,
        "seconds": round(time.perf_counter() - started, 3),
    }
    return record, diagnosed


def _findings(case: Case, uploaded: Uploaded, diagnosed: Diagnosed) -> list[Finding]:
    """Those of the dataset and those of the run, each once; of served rows where there are some."""
    if case.served is not None:
        return serve(diagnosed, case.served.to_csv(index=False).encode()).findings
    found = [*uploaded.diagnosis.findings, *diagnosed.diagnosis.findings]
    return list({finding.id: finding for finding in found}.values())  # the run's own words where both speak


def _uploaded(case: Case) -> Uploaded:
    """The profile of the case's rows, which is the same for every spec."""
    key = replace(case, spec={}, served=None).key()
    if key not in _profiles:
        _profiles[key] = case.uploaded()
    _profiles.move_to_end(key)
    if len(_profiles) > 8:
        _profiles.popitem(last=False)
    return _profiles[key]


def _sound(case: Case) -> Record:
    key = case.key()
    if key not in _known:
        _known[key] = _made(case)[0]
    return _known[key]


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


def _fixes(case: Case, diagnosed: Diagnosed, fault: Fault, number: int) -> Iterator[Record]:
    """Every finding that carries a fix; equal specs are trained once, and the healthy one not again."""
    sound = fault.sound(number)
    wanted = _sound(sound)["metrics"]
    tried = {sound.key(): wanted}
    for finding in diagnosed.diagnosis.findings:
        if finding.fix is None:
            continue
        mended = replace(case, spec=apply(diagnosed.asked, finding.fix).model_dump(mode="json"))
        if mended.key() not in tried:
            unchecked = mended.saying(diagnosis={"enabled": False})  # which changes no weight
            tried[mended.key()] = _metrics(train(_uploaded(mended), unchecked.asked()))
        reached = tried[mended.key()]
        yield {
            "code": finding.code,
            "severity": finding.severity.value,
            "fix": finding.fix,
            "metrics": reached,
            "restored": restored(fault.measure or "accuracy", reached, wanted),
        }


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
