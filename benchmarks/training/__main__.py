"""How fast networks are trained: the ladder of steps, a whole job, frameworks, threads, members, and two larger cases.

`python -m benchmarks.training [--quick] [--only PART ...] [--output FILE.json] --json`
"""

import sys
from collections.abc import Callable
from typing import Any

from benchmarks.harness import Figure, Measured, Options, main, tell
from benchmarks.training import cases, frameworks, ladder, members, threads, whole_job

Part = Callable[[Options], tuple[dict[str, Figure], dict[str, Any]]]

PARTS: dict[str, Part] = {
    "ladder": ladder.measure_ladder,
    "whole_job": whole_job.measure_whole_job,
    "frameworks": frameworks.measure_frameworks,
    "threads": threads.measure_threads,
    "members": members.measure_members,
    "networks": cases.measure_cases,
}
METHOD = {
    name: method
    for part in (ladder, whole_job, frameworks, threads, members, cases)
    for name, method in part.METHOD.items()
}


def measure(options: Options) -> Measured:
    """Every part, or those of `--only`."""
    figures: dict[str, Figure] = {}
    details: dict[str, Any] = {}
    for name, part in PARTS.items():
        if options.only and name not in options.only:
            continue
        tell(f"part {name}")
        found, details[name] = part(options)
        figures |= found
    return Measured(figures=figures, method=METHOD, details=details)


if __name__ == "__main__":
    sys.exit(main("training", measure, parts=list(PARTS)))
