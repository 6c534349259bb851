"""`discern score`: a file in, a file with predictions out, as a job of the server."""

import time
from pathlib import Path
from typing import Annotated

import typer

from discern.commands import common
from discern.commands.train import follow
from discern.errors import DiscernError, JobFailedError


def score(
    model: Annotated[str, typer.Argument(help="Name of the model.")],
    file: Annotated[Path, typer.Argument(help=common.FILE_HELP)],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write: .csv, .parquet or .ndjson.")],
    version: Annotated[int | None, typer.Option(min=1, help="A version instead of an alias's.")] = None,
    alias: Annotated[str | None, typer.Option(help="Whose version scores the file; `default` unless given.")] = None,
    routing_key: Annotated[
        str | None, typer.Option(help="Which of the alias's versions; without it, that goes by the file.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(help="Two classes: probability of the second from which it is the label.")
    ] = None,
    id_column: Annotated[
        list[str] | None,
        typer.Option(help="Copy this column into the output; repeatable. Rows are numbered in any case."),
    ] = None,
    columns: Annotated[
        str, typer.Option(help="ids, or all: copy every input column but sequences and images.")
    ] = "ids",
    logits: Annotated[bool, typer.Option("--logits", help="Write the logit of each class too.")] = False,
    decimals: Annotated[int | None, typer.Option(min=1, max=17, help="Round probabilities and logits.")] = None,
    top_k: Annotated[int | None, typer.Option(min=1, help="Write the likeliest classes only.")] = None,
    on_invalid: Annotated[str, typer.Option(help="skip or fail: what to do with wrong rows.")] = "skip",
    priority: Annotated[int | None, typer.Option(min=0, max=9, help="0 runs first, 9 last; 5 unless given.")] = None,
    max_seconds: Annotated[float | None, typer.Option(min=0.0, help="Wall clock of one attempt.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="The character between CSV fields.")] = None,
    encoding: Annotated[str | None, typer.Option(help="utf-8, utf-16 or latin-1.")] = None,
    series: Annotated[str | None, typer.Option(help=common.SERIES_HELP)] = None,
    json_output: Annotated[
        bool, typer.Option("--json", help="One JSON document about the job on stdout, nothing else.")
    ] = False,
) -> None:
    """Score every row of FILE with MODEL and write the predictions to OUTPUT, in input order."""
    from discern.client import output_format
    from discern.commands.live import upload_bar

    started = time.monotonic()
    if not file.is_file():
        common.fail_usage(f"there is no file {file}")
    if columns not in ("ids", "all"):
        common.fail_usage(f"--columns must be ids or all, got {columns!r}")
    if on_invalid not in ("fail", "skip"):
        common.fail_usage(f"--on-invalid must be fail or skip, got {on_invalid!r}")
    if not output.parent.is_dir():
        common.fail_usage(f"there is no folder {output.parent}")
    said = common.series_from(series)
    try:
        file_format = output_format(output)
    except ValueError as error:
        common.fail_usage(str(error))
    with common.connect() as client:
        try:
            with upload_bar(file.name, visible=not json_output) as move:
                job = client.scoring.create_from_file(
                    model,
                    file,
                    output_format=file_format,
                    version=version,
                    alias=alias,
                    routing_key=routing_key,
                    id_columns=id_column or "auto",
                    columns="all" if columns == "all" else "ids",
                    logits=logits or None,
                    decimals=decimals,
                    top_k=top_k,
                    threshold=threshold,
                    on_invalid="fail" if on_invalid == "fail" else "skip",
                    priority=priority,
                    max_seconds=max_seconds,
                    progress=move,
                    delimiter=delimiter,
                    series=said,
                    encoding=encoding,  # type: ignore[arg-type]  # the server says which ones it knows
                )
        except ValueError as error:
            common.fail_usage(str(error))
        job = follow(client, job, visible=not json_output)
        result = job.result or {}
        if job.status == "succeeded":
            try:
                client.scoring.download(job, output)
            except OSError as error:
                common.fail_usage(f"cannot write {output}: {error.strerror}")
        if json_output:
            document = {
                "job_id": job.id,
                "status": job.status,
                "model": job.model,
                "version": job.version,
                "seconds": round(time.monotonic() - started, 3),
                "output": str(output) if job.status == "succeeded" else None,
                "num_rows": result.get("num_rows"),
                "num_scored": result.get("num_scored"),
                "num_refused": result.get("num_refused"),
            }
            common.print_json(document if job.error is None else {**document, "error": job.error})
        elif job.status == "succeeded":
            from rich.text import Text

            console = common.stdout()
            told = f"Wrote {output}: {result.get('num_scored')} of {result.get('num_rows')} rows (job {job.id})"
            console.print(Text(common.shown(told, 500)), soft_wrap=True)
            refused = client.scoring.errors(job) if result.get("num_refused") else iter(())
            for _, fault in zip(range(common.MAX_FAULTS_SHOWN), refused, strict=False):
                line = f"  refused {common.place(fault)}: {fault.message}"
                console.print(Text(common.shown(line, 300), style="yellow"), soft_wrap=True)
    if job.status != "succeeded":
        if json_output:
            raise typer.Exit(common.JOB_FAILED)
        told = DiscernError.from_problem(job.error or {"code": job.status}).detail
        raise JobFailedError(told, code=job.status, title=f"Job {job.id} ended {job.status}", job=job)
