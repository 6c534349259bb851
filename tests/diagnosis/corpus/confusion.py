"""What the records of the corpus add up to: recall of each kind, false alarms, and what fixes brought back."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from tests.diagnosis.corpus import loops
from tests.diagnosis.corpus.fault import Fault
from tests.diagnosis.corpus.faults import FAULTS
from tests.diagnosis.corpus.run import Record, restored


def fault_of(record: Record) -> Fault:
    """The kind of a record."""
    return {**FAULTS, **loops.FAULTS}[record["fault"]]


def kinds(records: Sequence[Record]) -> dict[str, dict[str, Any]]:
    """Of each kind of fault: how many were injected and found, which were missed, and what was said of them."""
    return {name: _kind(of_kind) for name, of_kind in _by(records, "fault").items()}


def false_alarms(records: Sequence[Record]) -> dict[str, list[str]]:
    """Healthy runs with a finding that is a warning or worse, and the findings."""
    alarms = {record["run"]: codes_of(record, "warning", "error") for record in records}
    return {run: codes for run, codes in alarms.items() if codes}


def failures(records: Sequence[Record]) -> dict[str, str]:
    """Healthy runs that did not end, and why."""
    return {record["run"]: record["error"] for record in records if record["error"]}


def fixes(records: Sequence[Record]) -> dict[str, dict[str, Any]]:
    """Of each code that offered a fix to a fault that it names: how often it was applied and how often it was enough."""
    tried: defaultdict[str, list[tuple[Record, Record]]] = defaultdict(list)
    for record in records:
        for fix in record["fixes"]:
            if fix["restored"] is not None:
                tried[fix["code"]].append((record, fix))
    return {code: _fix(code, pairs) for code, pairs in sorted(tried.items())}


def codes_of(run: Record, *severities: str) -> list[str]:
    """The codes that a run was told at these severities, each once."""
    return list(dict.fromkeys(code for code, severity, _ in run["findings"] if severity in severities))


def hurt(record: Record) -> bool:
    """Whether the fault took away more of its measure than noise does."""
    if record["measure"] is None or record["healthy"]["metrics"] is None:
        return False
    return restored(record["measure"], record["broken"]["metrics"], record["healthy"]["metrics"]) is not True


def _kind(records: Sequence[Record]) -> dict[str, Any]:
    fault = fault_of(records[0])
    alarms = Counter(code for record in records for code in codes_of(record["broken"], "warning", "error"))
    told = Counter(code for record in records for code in codes_of(record["broken"], "info"))
    return {
        "about": fault.about,
        "codes": list(fault.codes),
        "told": fault.told,
        "measure": fault.measure,
        "cases": len(records),
        "found": sum(record["detected"] for record in records),
        "hurt": sum(map(hurt, records)),
        "missed": [record["base"] for record in records if not record["detected"]],
        "missed_and_hurt": [record["base"] for record in records if not record["detected"] and hurt(record)],
        "controls_with_the_code": {record["base"]: record["control"] for record in records if record["control"]},
        "alarms": dict(alarms.most_common()),
        "info": dict(told.most_common()),
        "errors": dict(Counter(record["broken"]["error"] for record in records if record["broken"]["error"])),
    }


def _fix(code: str, pairs: Sequence[tuple[Record, Record]]) -> dict[str, Any]:
    named = [(record, fix) for record, fix in pairs if code in fault_of(record).codes]
    other = [(record, fix) for record, fix in pairs if code not in fault_of(record).codes]
    harmed = [(record, fix) for record, fix in named if hurt(record)]
    return {
        "applied": len(named),
        "restored": sum(fix["restored"] for _, fix in named),
        "applied_where_hurt": len(harmed),
        "restored_where_hurt": sum(fix["restored"] for _, fix in harmed),
        "failed": [f"{record['fault']} {record['base']}" for record, fix in named if not fix["restored"]],
        "applied_elsewhere": len(other),
        "restored_elsewhere": sum(fix["restored"] for _, fix in other),
        "failed_elsewhere": dict(Counter(record["fault"] for record, fix in other if not fix["restored"])),
    }


def _by(records: Sequence[Record], key: str) -> dict[str, list[Record]]:
    grouped: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        grouped[record[key]].append(record)
    return dict(grouped)
