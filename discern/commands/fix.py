"""`discern jobs fix`: train again with a finding's fix, and set the measures side by side."""

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from discern.commands import common
from discern.commands.findings import described, grouped, show_findings
from discern.commands.train import MEASURES, document_of, follow, measured
from discern.errors import DiscernError

if TYPE_CHECKING:
    from discern.objects import Finding, Findings, Job, Metrics


def fix_job(
    job_id: str,
    finding: Annotated[
        str | None,
        typer.Argument(help="Its id, or its code; without it the most severe one that has a fix.", show_default=False),
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Queue the new job and return at once.")] = False,
    json_output: Annotated[
        bool, typer.Option("--json", help="One JSON document on stdout, nothing else; `seconds` is the whole command.")
    ] = False,
) -> None:
    """Train JOB_ID again with the fix of a finding, and show its measures beside the new ones."""
    started = time.monotonic()
    with common.connect() as client:
        chosen: Finding | str = finding or most_severe(client.jobs.findings(job_id), job_id)
        job = client.jobs.apply(job_id, chosen)
        if not json_output:
            _tell(job, detached=detach)
        if not detach:
            job = follow(client, job, visible=not json_output)
        before, after = measured(client, client.jobs.get(job_id)), measured(client, job)
        found = client.jobs.findings(job) if job.done else None
        if json_output:
            document = document_of(job, after, found, time.monotonic() - started)
            fixed = {"parent_id": job_id, "applied_finding": applied(job), "before": test_of(before)}
            common.print_json({**document, **fixed})
        elif found is not None:
            _show(job, before, after, found)
    if job.done and job.status != "succeeded":
        raise typer.Exit(common.JOB_FAILED)


def most_severe(found: "Findings", job_id: str) -> "Finding":
    """The worst finding that has a fix. Raises: `DiscernError` when none has one."""
    for findings in grouped(found.findings).values():
        for finding in findings:
            if finding.fix:
                return finding
    raise DiscernError(
        f"none of the {len(found.findings)} findings of job {job_id} has a fix",
        code="finding_without_fix",
        title="There is nothing to apply",
        hint=f"discern jobs findings {job_id} shows what was found and what to do.",
        status=409,
    )


def applied(job: "Job") -> dict[str, Any]:
    """The finding whose fix the job was made with."""
    told: dict[str, Any] = (job.spec or {}).get("applied_finding") or {}
    return told


def test_of(metrics: "Metrics | None") -> dict[str, Any] | None:
    """The measures on the test split."""
    return ((metrics.evaluation if metrics is not None else None) or {}).get("test")


def _tell(job: "Job", *, detached: bool) -> None:
    told = applied(job)
    print(common.shown(f"Applied {told.get('code')}: {described(told.get('fix') or [])} (job {job.id})", 1000))
    if detached:
        print(f"Follow it: discern jobs events {job.id} --follow")


def _show(job: "Job", before: "Metrics | None", after: "Metrics | None", found: "Findings") -> None:
    if after is None:
        common.render_error(
            DiscernError.from_problem(job.error or {"code": job.status, "detail": f"The job ended {job.status}."})
        )
    else:
        old, new = test_of(before) or {}, test_of(after) or {}
        rows: list[list[object]] = [
            [measure, common.number(old.get(measure)), common.number(new.get(measure))]
            for measure in MEASURES
            if measure in new
        ]
        common.table_of(["measure", "before", "after"], rows, "Test split")
    show_findings(found)
    if job.model is not None:
        print(common.shown(f"Model {job.model} version {job.version} (job {job.id})"))
