"""The command `discern doctor`: a script's run, then what was found in it."""

import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from discern.doctor.script import Ran, run_script

DONE, FOUND, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(script: Path, arguments: Sequence[str], *, as_json: bool = False, strict: bool = False) -> int:
    """Run the script, print the report and answer the exit code.

    With `as_json` the script's own output goes to the error stream, so that one JSON document stands alone.
    """
    if not script.is_file():
        print(f"there is no file {script}", file=sys.stderr)
        return USAGE
    printed = sys.stdout
    if as_json:
        sys.stdout = sys.stderr
    try:
        ran = run_script(script, arguments)
    finally:
        sys.stdout = printed
    if ran.error is not None and not isinstance(ran.error, SystemExit | KeyboardInterrupt):
        traceback.print_exception(ran.error)
    _print(ran, as_json=as_json)
    if isinstance(ran.error, KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(ran.error, SystemExit) and isinstance(ran.error.code, int):
        return ran.error.code
    if ran.error is not None:
        return FOUND
    alarms = ran.watch is not None and any(finding.severity != "info" for finding in ran.watch.findings)
    return FOUND if strict and alarms else DONE


def _print(ran: Ran, *, as_json: bool) -> None:
    error = None if ran.error is None else f"{type(ran.error).__name__}: {ran.error}"
    if as_json:
        empty: dict[str, Any] = {"findings": [], "checks_passed": [], "checks_skipped": []}
        seen = ran.watch is not None
        diagnosis = ran.watch.to_json() if ran.watch is not None else empty
        print(json.dumps({"watched": seen, "error": error, **diagnosis}, indent=2))
    elif ran.watch is None:
        print("\ndiscern doctor: nothing was checked: the script called no model that has parameters")
    else:
        print(f"\n{ran.watch.report()}")
