"""`discern train`: upload a file, train on it, show how good the model is."""

import json
import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from discern.commands import common
from discern.commands.findings import checks_of, show_findings
from discern.errors import DiscernError

if TYPE_CHECKING:
    from discern.client import Discern
    from discern.objects import Findings, Job, Metrics

MIN_POINTS = 3  # the least that the server takes; the curves are not shown here
MEASURES = ("accuracy", "macro_f1", "roc_auc", "pr_auc", "log_loss", "brier", "ece")


def train(
    file: Annotated[Path, typer.Argument(help=common.FILE_HELP)],
    target: Annotated[str | None, typer.Option(help="The column with the labels; wins over the config's.")] = None,
    config: Annotated[Path | None, typer.Option(help="A TrainSpec as a JSON file.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the model; a known name gets a new version.")] = None,
    test_rows: Annotated[
        Path | None, typer.Option(help="A fixed test split: a file with one 0-based row number on each line.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="NAME=KIND or NAME=ROLE instead of what is inferred; repeatable.")
    ] = None,
    delimiter: Annotated[str | None, typer.Option(help="The character between CSV fields.")] = None,
    encoding: Annotated[str | None, typer.Option(help="utf-8, utf-16 or latin-1.")] = None,
    series: Annotated[str | None, typer.Option(help=common.SERIES_HELP)] = None,
    preset: Annotated[
        str | None, typer.Option(help="A named starting point, see `discern presets`; wins over the config's.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="PATH=VALUE of the spec, e.g. model.family=rnn or training.epochs=5; repeatable, wins over all.",
        ),
    ] = None,
    detach: Annotated[bool, typer.Option("--detach", help="Queue the job and return at once.")] = False,
    json_output: Annotated[
        bool, typer.Option("--json", help="One JSON document on stdout, nothing else; `seconds` is the whole command.")
    ] = False,
) -> None:
    """Upload FILE, train a classifier on it and print its measures on the test split."""
    started = time.monotonic()
    spec = spec_from(target, config, test_rows, preset=preset, settings=settings)
    said = common.series_from(series)
    if not file.is_file():
        common.fail_usage(f"there is no file {file}")
    from discern.commands.live import upload_bar

    with common.connect() as client:
        try:
            with upload_bar(file.name, visible=not json_output) as move:
                dataset = client.datasets.upload(
                    file,
                    progress=move,
                    overrides=common.overrides_from(column),
                    delimiter=delimiter,
                    series=said,
                    encoding=encoding,  # type: ignore[arg-type]  # the server says which ones it knows
                )
        except ValueError as error:
            common.fail_usage(str(error))
        job = client.jobs.create_training(dataset.id, spec, model_name=name)
        if not detach:
            job = follow(client, job, visible=not json_output)
        metrics = measured(client, job)
        found = client.jobs.findings(job) if job.done else None
        if json_output:
            common.print_json(document_of(job, metrics, found, time.monotonic() - started))
        elif detach:
            common.stdout().print(f"Queued {job.id}\nFollow it: discern jobs events {job.id} --follow", highlight=False)
        else:
            again = [str(file), *(["--series", series] if series else [])]
            show_outcome(job, metrics, found, again, time.monotonic() - started)
    if job.done and job.status != "succeeded":
        raise typer.Exit(common.JOB_FAILED)


def spec_from(
    target: str | None,
    config: Path | None,
    test_rows: Path | None,
    *,
    preset: str | None = None,
    settings: list[str] | None = None,
) -> dict[str, Any]:
    """The TrainSpec that the options describe, or exit code 2."""
    spec = common.read_json_object(config, "--config") if config is not None else {}
    if preset is not None:
        spec["preset"] = preset
    for setting in settings or []:
        set_value(spec, setting)
    if target is not None:
        spec["target"] = target
    if not spec.get("target"):
        common.fail_usage("name the column with the labels: --target COLUMN, or `target` in the --config file")
    if test_rows is not None:
        split = spec.get("split") or {}
        if not isinstance(split, dict):
            common.fail_usage(f"`split` in {config} must be a JSON object")
        spec["split"] = {**split, "test_rows": row_numbers(test_rows)}
    return spec


def set_value(spec: dict[str, Any], setting: str) -> None:
    """Put `PATH=VALUE` into the spec: the value as JSON, or as text where it is none.

    >>> spec = {"model": "auto", "training": {"seed": 1}}
    >>> set_value(spec, "training.epochs=5"); set_value(spec, "model.family=rnn"); spec
    {'model': {'family': 'rnn'}, 'training': {'seed': 1, 'epochs': 5}}
    """
    path, equals, text = setting.partition("=")
    *above, name = path.split(".")
    if not equals or not all([*above, name]):
        common.fail_usage(f"--set takes PATH=VALUE, as in training.epochs=5; got {setting!r}")
    try:
        value = json.loads(text, parse_constant=str)
    except ValueError:
        value = text
    here = spec
    for part in above:
        if not isinstance(here.get(part), dict):  # "auto" becomes an object
            here[part] = {}
        here = here[part]
    here[name] = value


def row_numbers(path: Path) -> list[int]:
    """The row numbers in a file with one on each line, or exit code 2 naming the line that has none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        common.fail_usage(f"cannot read --test-rows {path}: {error}")
    rows = []
    for line_number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        if not (text.isascii() and text.isdigit()):
            common.fail_usage(f"{path}, line {line_number}: expected a 0-based row number, got {text[:40]!r}")
        rows.append(int(text))
    return rows


def follow(client: "Discern", job: "Job", *, visible: bool) -> "Job":
    """The job in its final state. Ctrl-C leaves it running and says how to go on (exit code 130)."""
    from discern.commands.live import JobBar

    try:
        if visible:
            with JobBar(job) as bar:
                for event in client.jobs.events(job):
                    bar.show(event)
        return client.jobs.wait(job)
    except KeyboardInterrupt:
        common.stderr().print(
            f"\nThe job goes on without you.\n  follow it: discern jobs events {job.id} --follow\n"
            f"  cancel it: discern jobs cancel {job.id}",
            highlight=False,
        )
        raise typer.Exit(common.INTERRUPTED) from None


def measured(client: "Discern", job: "Job") -> "Metrics | None":
    """The measures of a succeeded job."""
    return client.jobs.metrics(job, max_points=MIN_POINTS) if job.status == "succeeded" else None


def document_of(job: "Job", metrics: "Metrics | None", found: "Findings | None", seconds: float) -> dict[str, Any]:
    """The fixed form of `--json`; a job that did not succeed has `error` besides. `checks` are null while it runs."""
    whole = metrics.to_json() if metrics is not None else {}
    document = {
        "job_id": job.id,
        "status": job.status,
        "model": job.model,
        "version": job.version,
        "seconds": round(seconds, 3),
        "metrics": {
            "test": (whole.get("evaluation") or {}).get("test"),
            "baselines": whole.get("baselines"),
            "spread": spread_of(job),
        },
        "findings": [finding.to_json() for finding in (found.findings if found is not None else job.findings or [])],
        "checks": checks_of(found),
    }
    if job.error is not None:
        document["error"] = job.error
    return document


def spread_of(job: "Job") -> dict[str, Any] | None:
    """How far the run's networks lie apart, by part of the split and measure; None with one network."""
    measured = (job.result or {}).get("metrics") or {}
    return measured.get("spread")


def spread_lines(job: "Job") -> list[str]:
    """The mean and standard deviation of several networks, each by itself; the table above is of their joint answer."""
    spread = spread_of(job)
    if not spread:
        return []
    members = job.result["metrics"]["members"] if job.result else []
    where = {"validation": "on its own fold" if members[0]["fold"] is not None else "on the validation rows"}
    where["test"] = "on the test split"
    return [
        f"{len(members)} networks, each {where[part]}: "
        + ", ".join(
            f"{name.replace('_', ' ')} {common.number(values[name]['mean'])} ± {common.number(values[name]['std'])}"
            for name in ("accuracy", "log_loss")
            if name in values
        )
        for part in ("validation", "test")
        if (values := spread.get(part))
    ]


def show_outcome(
    job: "Job", metrics: "Metrics | None", found: "Findings | None", again: list[str], seconds: float
) -> None:
    """A table of test measures beside the baselines, the findings, and what to do next, with `again` for its file."""
    from rich.text import Text

    console = common.stdout()
    if metrics is None:
        error = DiscernError.from_problem(job.error or {"code": job.status, "detail": f"The job ended {job.status}."})
        error.title = error.title or f"Job {job.id} ended {job.status}"
        common.render_error(error)
        if found is not None:
            show_findings(found)
        return
    test = (metrics.evaluation or {}).get("test") or {}
    baselines = {name: values for name, values in (metrics.baselines or {}).items() if isinstance(values, dict)}
    rows: list[list[object]] = [
        [measure, common.number(test.get(measure)), *(common.number(b.get(measure)) for b in baselines.values())]
        for measure in MEASURES
        if measure in test
    ]
    title = f"Test split, {test['num_rows']} rows" if "num_rows" in test else "Test split"
    common.table_of(["measure", "model", *(name.replace("_", " ") for name in baselines)], rows, title)
    for line in spread_lines(job):
        console.print(Text(line), soft_wrap=True)
    if found is not None:
        show_findings(found)
    console.print(
        Text.assemble(
            "Model ", (f"{job.model} version {job.version}", "bold green"), f" in {seconds:.1f} s (job {job.id})"
        ),
        soft_wrap=True,
    )
    console.print(Text(f"Next: discern predict {job.model} {shlex.join(again)}"), soft_wrap=True)
