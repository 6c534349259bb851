"""A diagnosis as text for a terminal."""

import textwrap
from typing import Any

from discern.doctor.checks.every import Diagnosis
from discern.doctor.notes import Notes

_WIDTH = 110


def report_text(diagnosis: Diagnosis, notes: Notes) -> str:
    """Findings with their numbers, then what passed, then what was not checked and why."""
    num_findings, num_steps = len(diagnosis.findings), notes.gradients.num_steps
    lines = [
        f"discern doctor: {num_findings} finding{'s' * (num_findings != 1)}, {len(diagnosis.checks_passed)} checks passed, "
        f"{len(diagnosis.checks_skipped)} not made; {num_steps:,} steps seen"
    ]
    for finding in diagnosis.findings:
        lines += ["", f"{finding.severity:8}{finding.code}", _indented(f"{finding.title}.")]
        lines += [_indented(finding.explanation), _indented(f"-> {finding.suggestion}")]
        lines += [_indented(", ".join(f"{name}={_shown(value)}" for name, value in finding.evidence.items()))]
    lines.append("")
    if diagnosis.checks_passed:
        lines += [_indented(", ".join(diagnosis.checks_passed), "passed  ")]
    lines += [_indented(f"{code}: {reason}", "skipped ") for code, reason in diagnosis.checks_skipped.items()]
    if notes.interrupted is not None:
        lines.append(f"        The loop ended in {notes.interrupted}; the numbers are those until then.")
    lines += [_indented(f"{failure} ({times} times)", "failed  ") for failure, times in notes.failures.items()]
    return "\n".join(lines)


def _indented(text: str, first: str = " " * 8) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * 8, break_on_hyphens=False)


def _shown(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
