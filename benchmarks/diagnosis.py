"""How often the diagnosis is right: recall of every kind of fault, false alarms, fixes that help, and what it costs.

`python -m benchmarks.diagnosis [--quick] [--only PART ...] [--data FOLDER] [--output FILE.json] --json`
"""

import os
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.diagnosis_cost import MAX_SHARE, large_table, measure_cost, s0_table
from benchmarks.families import AtLeast
from benchmarks.harness import Figure, Measured, Options, main, tell
from tests.diagnosis.corpus import confusion, healthy, loops
from tests.diagnosis.corpus.datasets import FOLDER_VARIABLE, REAL, folder, real_here
from tests.diagnosis.corpus.faults import FAULTS
from tests.diagnosis.corpus.run import Record, every_fault, run_all

RECALL, FALSE_ALARMS, FIXED = 0.95, 0.02, 0.9
KINDS, CASES, HEALTHY_RUNS = 25, 8, 100
PAIRS = {"s0": 9, "200k_x_50": 5}
"""Runs with and without checks, one after the other."""
QUICK_CASES, QUICK_SHARE, QUICK_PAIRS = 2, 10, 3
"""A quick run makes so many cases of a kind, one of so many healthy runs, and so many pairs."""

METHOD = {
    "recall.KIND": "share of the injected faults of this kind whose run had a finding that names the cause, at severity "
    "warning or worse unless the kind says info; the kinds, their codes and their runs are in tests/diagnosis/corpus",
    "controls": "share of the same runs without the fault in which no code of the kind is found",
    "false_alarms": "share of healthy runs with any finding of severity warning or worse, those about the data included",
    "fix.CODE": "of the findings with this code that name an injected fault and carry a fix: share whose fix, applied to "
    "the spec and trained again, brings the measure of the fault back to that of the healthy run: within two standard "
    "errors of the test rows or two points",
    "overhead.RUN": "share of a run's seconds that its checks add: CPU time with `diagnosis.enabled` over that without, less 1, "
    "in the median over pairs; case S0 on 18,185 rows, and 200,000 rows of 50 columns for 3 epochs",
    "false_alarms_in_loops": "the same share of healthy training loops under `discern.doctor`",
    "fault_kinds": "kinds of faults",
    "cases_of_a_kind": "fewest cases of a kind",
    "healthy_runs": "healthy runs",
}


def measure(options: Options) -> Measured:
    """The whole corpus, or the parts of `--only`; about twenty minutes on two quiet cores, a quick run two or three."""
    if options.data is not None:
        os.environ[FOLDER_VARIABLE] = str(options.data)  # the processes of the corpus read it
    chosen = [name for name in FAULTS if not options.only or name in options.only]
    faults = every_fault(chosen, QUICK_CASES if options.quick else None) if chosen else []
    runs = healthy.runs() if not options.only or "healthy" in options.only else []
    runs = runs[::QUICK_SHARE] if options.quick else runs
    missing = [name for name in REAL if name not in real_here()]
    if missing:
        tell(f"left out, for they are not in {folder()}: {', '.join(missing)}")
    looping = [case for case in loops.faults() if not options.only or f"loop_{case.name}" in options.only]
    calm = loops.healthy() if not options.only or "healthy_loops" in options.only else []
    if options.quick:
        looping, calm = looping[::4], calm[::QUICK_SHARE]
    broken, sound = run_all(faults, runs, workers=min(2, os.cpu_count() or 1), tell=tell)
    tell(f"{len(looping)} loops with a mistake and {len(calm)} without")
    watched = [loops.run_fault(case) for case in looping]
    details = details_of([*broken, *watched], sound, [loops.run_healthy(case) for case in calm])
    details["sets_left_out"] = missing
    if not options.only or "overhead" in options.only:
        details["overhead"] = overhead(options)
    return Measured(figures=figures_of(details), method=METHOD, details=details)


def overhead(options: Options) -> dict[str, Any]:
    """What the checks cost on each of the two runs."""
    found = {}
    for name, pairs in PAIRS.items():
        tell(f"overhead on {name}")
        typed, spec = s0_table(options.folder) if name == "s0" else large_table()
        found[name] = measure_cost(typed, spec, QUICK_PAIRS if options.quick else pairs)
    return found


def details_of(broken: Sequence[Record], sound: Sequence[Record], calm: Sequence[Record] = ()) -> dict[str, Any]:
    """What the records add up to, and every run in a line; `calm` are healthy loops under the doctor's watch."""
    return {
        "kinds": confusion.kinds(broken),
        "fixes": confusion.fixes(broken),
        "healthy": {
            "runs": len(sound),
            "false_alarms": confusion.false_alarms(sound),
            "failures": confusion.failures(sound),
            "seconds": sum(record["seconds"] for record in sound),
        },
        "healthy_loops": {"runs": len(calm), "false_alarms": confusion.false_alarms(calm)},
        "runs": {
            "broken": {f"{r['fault']} {r['base']}": line_of(r["broken"], r["measure"]) for r in broken},
            "healthy": {r["run"]: line_of(r, "accuracy") for r in sound},
        },
    }


def figures_of(details: dict[str, Any]) -> dict[str, Figure]:
    """Each target of the issue beside what was measured."""
    kinds, sound = details["kinds"], details["healthy"]
    figures: dict[str, Figure] = {}
    for name, kind in kinds.items():
        figures[f"recall.{name}"] = AtLeast(kind["found"] / kind["cases"], RECALL, "share")
    if kinds:
        total = sum(kind["cases"] for kind in kinds.values())
        tripped = sum(len(kind["controls_with_the_code"]) for kind in kinds.values())
        figures["controls"] = AtLeast(1 - tripped / total, 1 - FALSE_ALARMS, "share")
        figures["fault_kinds"] = AtLeast(len(kinds), KINDS, "kinds")
        figures["cases_of_a_kind"] = AtLeast(min(kind["cases"] for kind in kinds.values()), CASES, "runs")
    if sound["runs"]:
        figures["false_alarms"] = Figure(len(sound["false_alarms"]) / sound["runs"], FALSE_ALARMS, "share")
        figures["healthy_runs"] = AtLeast(sound["runs"], HEALTHY_RUNS, "runs")
    if calm := details["healthy_loops"]["runs"]:
        wrong = len(details["healthy_loops"]["false_alarms"])
        figures["false_alarms_in_loops"] = Figure(wrong / calm, FALSE_ALARMS, "share")
    for code, fix in details["fixes"].items():
        if fix["applied"]:
            figures[f"fix.{code}"] = AtLeast(fix["restored"] / fix["applied"], FIXED, "share")
    for name, cost in details.get("overhead", {}).items():
        figures[f"overhead.{name}"] = Figure(cost["share"], MAX_SHARE, "share")
    return figures


def line_of(run: Record, measure: str | None) -> str:
    """A run's measure and what it was told, warnings before facts."""
    value = "none" if measure is None or run["metrics"] is None else f"{measure} {run['metrics'][measure]:.3f}"
    alarms = confusion.codes_of(run, "warning", "error")
    facts = [code for code in confusion.codes_of(run, "info") if code not in alarms]
    told = [*alarms, *(f"({code})" for code in facts)]
    return f"{value}{' ' + run['error'] if run['error'] else ''}: {' '.join(told) or 'nothing'}"


if __name__ == "__main__":
    sys.exit(
        main(
            "diagnosis",
            measure,
            parts=[*FAULTS, *loops.FAULTS, "healthy", "healthy_loops", "overhead"],
            data_folder=folder(),
        )
    )
