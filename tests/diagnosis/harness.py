"""The service's way from an upload to a diagnosed run, in one process: what a profile job and a training job do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonpatch

from classifier.errors import DomainError
from classifier.findings.data.checks import data_checks
from classifier.findings.data.run import Profiled
from classifier.findings.ledger import Ledger, codes_of
from classifier.findings.serving import Window, serving_diagnosis
from classifier.findings.tally import Tally
from classifier.neural.artifact import write_artifact
from classifier.neural.torch_runtime import load_predictor
from classifier.neural.train import TrainedClassifier, train_classifier
from classifier.spec.finding import Diagnosis, Finding
from classifier.spec.limits import Limits
from classifier.spec.resolve import resolve_spec
from classifier.spec.table import ColumnOverride, DatasetProfile, FileFormat, ParseOptions
from classifier.spec.train import TrainSpec
from classifier.table.cells import missing_tokens
from classifier.table.convert import all_faults, convert_raw
from classifier.table.infer import TypedTable, infer_table
from classifier.table.profile import profile_table
from classifier.table.read import read_body
from tests.classifier.neural.neural_runs import Notebook


@dataclass(frozen=True)
class Uploaded:
    """A dataset after its profile job."""

    typed: TypedTable
    profile: DatasetProfile
    diagnosis: Diagnosis
    parse: ParseOptions


@dataclass(frozen=True)
class Diagnosed:
    """A training job that has ended."""

    asked: TrainSpec
    resolved: TrainSpec | None
    diagnosis: Diagnosis
    trained: TrainedClassifier | None
    error: DomainError | None

    @property
    def codes(self) -> list[str]:
        """Codes of what was found."""
        return [finding.code for finding in self.diagnosis.findings]

    def finding(self, code: str) -> Finding:
        """The first finding of this code."""
        return next(finding for finding in self.diagnosis.findings if finding.code == code)

    def alarms(self) -> list[Finding]:
        """Findings that are warnings or worse."""
        return [finding for finding in self.diagnosis.findings if finding.severity != "info"]


def upload(
    data: bytes,
    file_format: FileFormat = FileFormat.csv,
    *,
    overrides: Mapping[str, Mapping[str, Any]] | None = None,
    parse: ParseOptions | None = None,
) -> Uploaded:
    """What the profile job makes of a file."""
    parse, limits = parse or ParseOptions(), Limits()
    raw = read_body(data, file_format, parse=parse, limits=limits)
    said = {name: ColumnOverride.model_validate(value) for name, value in (overrides or {}).items()}
    typed = infer_table(raw, overrides=said, parse=parse, limits=limits)
    profile = profile_table(typed)
    ledger = Ledger()
    ledger.take(data_checks(typed, profile))
    return Uploaded(typed, profile, ledger.report(codes_of("data")), parse)


def train(uploaded: Uploaded, spec: Mapping[str, Any] | TrainSpec) -> Diagnosed:
    """What the training job makes of a dataset and a spec; an error is kept, as a job's row keeps it."""
    asked = spec if isinstance(spec, TrainSpec) else TrainSpec.model_validate(spec)
    ledger = Ledger(on_error=asked.diagnosis.on_error, strict=True)
    resolved, trained, failure = None, None, None
    try:
        resolved = resolve_spec(asked, uploaded.typed.schema, uploaded.profile, Limits())
        trained = train_classifier(
            uploaded.typed.table,
            uploaded.typed.schema,
            resolved,
            observer=Notebook(),
            resume_from=None,
            limits=Limits(),
            missing_tokens={c.name: missing_tokens(c.kind, uploaded.parse) for c in uploaded.typed.schema.columns},
            ledger=ledger,
            profiled=Profiled(uploaded.profile.suggested_target, uploaded.diagnosis),
            asked=asked,
        )
    except DomainError as error:
        failure = error
    return Diagnosed(asked, resolved, ledger.report(), trained, failure)


def serve(diagnosed: Diagnosed, rows: bytes, file_format: FileFormat = FileFormat.csv) -> Diagnosis:
    """What the model's findings say once a file of rows was predicted and counted."""
    assert diagnosed.trained is not None, diagnosed.error
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.safetensors"
        write_artifact(path, diagnosed.trained, {})
        predictor = load_predictor(path)
    raw = read_body(rows, file_format, parse=ParseOptions(), limits=Limits())
    converted = convert_raw(raw, predictor.input_columns)
    predictions = predictor.predict(converted.table)
    faults = all_faults(converted, predictions.faults)
    bad = {*converted.bad_rows, *predictions.bad_rows.tolist()}
    counts = Tally.of(predictor.manifest).count(converted, predictions.probabilities_NC, bad, faults)
    return serving_diagnosis(diagnosed.trained.reference, predictor.classes, Window(counts, 86_400))


def apply(asked: TrainSpec, fix: Sequence[Mapping[str, Any]]) -> TrainSpec:
    """The spec with a finding's fix, as the route that applies it makes it."""
    return TrainSpec.model_validate(jsonpatch.apply_patch(asked.model_dump(mode="json"), list(fix)))


def read(path: Path) -> tuple[bytes, FileFormat]:
    """A file's bytes and format, by its suffix."""
    return path.read_bytes(), FileFormat(path.suffix.removeprefix("."))
