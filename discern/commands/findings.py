"""How findings look in a terminal: the worst first, what to do about each, and what was checked besides."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from discern.commands import common

if TYPE_CHECKING:
    from discern.objects import Finding, Findings

SEVERITIES = ("error", "warning", "info")
STYLES = {"error": "red", "warning": "yellow"}
MAX_INFO_SHOWN = 5  # under the measures; `discern jobs findings` shows all


def show_findings(found: "Findings") -> None:
    """Errors and warnings with what to do, info on a short line each, then how many checks passed."""
    by_severity = grouped(found.findings)
    for finding in by_severity["error"] + by_severity["warning"]:
        _line(f"{finding.severity}: {finding.title}. {finding.suggestion}", STYLES[finding.severity])
        if finding.fix:
            _line(f"  fix: {fix_command(found, finding)}", STYLES[finding.severity])
    notes = by_severity["info"]
    for finding in notes[:MAX_INFO_SHOWN]:
        _line(f"info: {finding.title}", "dim")
    if len(notes) > MAX_INFO_SHOWN:
        _line(f"info: … and {len(notes) - MAX_INFO_SHOWN} more: discern jobs findings {found.job_id}", "dim")
    _line(checked(found), "dim")


def show_report(found: "Findings") -> None:
    """Every finding with its reason, numbers and fix, then every check that was skipped and why."""
    for finding in (finding for findings in grouped(found.findings).values() for finding in findings):
        _line(f"{finding.severity}: {finding.title} ({finding.code}, {finding.id})", STYLES.get(finding.severity, ""))
        for told in (finding.explanation, finding.suggestion, f"evidence: {json.dumps(finding.evidence)}"):
            _line(f"  {told}")
        if finding.fix:
            _line(f"  fix: {described(finding.fix)}: {fix_command(found, finding)}")
        _line(f"  more: {finding.docs}", "dim")
    _line(checked(found))
    reasons: dict[str, list[str]] = {}
    for skipped in found.checks_skipped:
        reasons.setdefault(skipped.reason, []).append(skipped.code)
    for reason, codes in reasons.items():
        _line(f"skipped: {', '.join(codes)}: {reason}", "dim")


def grouped(findings: Sequence["Finding"]) -> dict[str, list["Finding"]]:
    """Findings by severity, the worst first; within one in the order in which they arose."""
    return {severity: [finding for finding in findings if finding.severity == severity] for severity in SEVERITIES}


def checked(found: "Findings") -> str:
    """How many checks passed and how many were not made."""
    return f"{len(found.checks_passed)} checks passed, {len(found.checks_skipped)} skipped"


def fix_command(found: "Findings", finding: "Finding") -> str:
    """What to type to have the finding's fix applied."""
    return f"discern jobs fix {found.job_id} {finding.id}"


def described(fix: Sequence[Mapping[str, Any]]) -> str:
    """A JSON Patch as settings.

    >>> described([{"op": "add", "path": "/loss/class_weights", "value": "balanced"}, {"op": "remove", "path": "/split"}])
    'loss.class_weights = "balanced", split removed'
    """
    parts = []
    for change in fix:
        name = str(change.get("path", "")).strip("/").replace("/", ".")
        parts.append(f"{name} = {json.dumps(change['value'])}" if "value" in change else f"{name} {change['op']}d")
    return ", ".join(parts)


def checks_of(found: "Findings | None") -> dict[str, Any] | None:
    """The checks as `--json` tells them; None when they were not asked for."""
    if found is None:
        return None
    return {"passed": found.checks_passed, "skipped": [skipped.to_json() for skipped in found.checks_skipped]}


def _line(text: str, style: str = "") -> None:
    from rich.text import Text

    common.stdout().print(Text(common.shown(text, 1000), style=style), soft_wrap=True)
