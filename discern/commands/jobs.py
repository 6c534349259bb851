"""`discern jobs`: what runs and ran in the background, what was found of it, and how to mend it."""

from typing import TYPE_CHECKING, Annotated

import typer

from discern.commands import common
from discern.commands.findings import show_report
from discern.commands.fix import fix_job

if TYPE_CHECKING:
    from discern.objects import Event

app = typer.Typer(help="List, show, cancel, follow and mend jobs.", no_args_is_help=True)
app.command("fix")(fix_job)
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, nothing else.")]


@app.command("list")
def list_jobs(
    kind: Annotated[str | None, typer.Option(help="profile, train or score.")] = None,
    status: Annotated[str | None, typer.Option(help="For example running.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 20,
    json_output: Json = False,
) -> None:
    """List jobs, newest first."""
    with common.connect() as client:
        found = client.jobs.list(kind=kind, status=status, page_size=min(limit, 100))
        jobs = [job for _, job in zip(range(limit), found, strict=False)]
    if json_output:
        common.print_json([job.to_json() for job in jobs])
        return
    rows: list[list[object]] = [
        [job.id, job.kind, job.status, f"{job.model} {job.version or ''}" if job.model else None, job.created_at]
        for job in jobs
    ]
    common.table_of(["job", "kind", "status", "model", "created"], rows, whole=(0, 1, 2, 4))


@app.command("show")
def show_job(job_id: str, json_output: Json = False) -> None:
    """Show one job."""
    with common.connect() as client:
        document = client.jobs.get(job_id).to_json()
    if json_output:
        common.print_json(document)
    else:
        common.details_of({name: value for name, value in document.items() if value not in (None, [], {})})


@app.command("cancel")
def cancel_job(
    job_id: str,
    wait: Annotated[bool, typer.Option(help="Wait until it has stopped.")] = True,
    json_output: Json = False,
) -> None:
    """Cancel a job; its best checkpoint is kept."""
    with common.connect() as client:
        job = client.jobs.cancel(job_id)
        if wait:
            job = client.jobs.wait(job)
    if json_output:
        common.print_json(job.to_json())
    else:
        common.stdout().print(f"{job.id}: {job.status}", highlight=False)


@app.command("events")
def events(
    job_id: str,
    after: Annotated[int, typer.Option(min=0, help="Only events with a greater number.")] = 0,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until the job is done.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="One JSON document on each line.")] = False,
) -> None:
    """Print a job's events."""
    with common.connect() as client:
        try:
            found = client.jobs.events(job_id, after=after) if follow else client.jobs.past_events(job_id, after=after)
            for event in found:
                if json_output:
                    common.print_json(event.to_json())
                else:
                    print(line_of(event), flush=True)
        except KeyboardInterrupt:
            raise typer.Exit(common.INTERRUPTED) from None


@app.command("findings")
def findings(
    job_id: str,
    severity: Annotated[str | None, typer.Option(help="Only this severe or worse: info, warning or error.")] = None,
    code: Annotated[str | None, typer.Option(help="Only what is known of this check.")] = None,
    json_output: Json = False,
) -> None:
    """Show why a training job learned or did not: its findings, and what was checked."""
    with common.connect() as client:
        found = client.jobs.findings(job_id, severity=severity, code=code)
    if json_output:
        common.print_json(found.to_json())
    else:
        show_report(found)


def line_of(event: "Event") -> str:
    """One event on one line."""
    data = {name: value for name, value in event.data.items() if value is not None}
    told = "  ".join(f"{name}={common.number(v) if isinstance(v, float) else v}" for name, v in data.items())
    at = event.at.strftime("%H:%M:%S  ") if event.at else ""  # a stream tells no times
    return f"{event.id:>5}  {at}{event.type:<10}  {common.shown(told, 400)}"
