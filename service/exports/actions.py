"""Making a version's exports, and telling which there are."""

import logging
from typing import TYPE_CHECKING, Any

from classifier.errors import ArtifactCorrupt, NotFound
from classifier.spec.decision import DecisionSettings
from classifier.spec.manifest import input_features
from service.dependencies import Services
from service.exports.made import Key
from service.exports.schemas import ExportList, ExportOut, Format
from service.models.inputs import example_row
from service.ranges import StoredFile
from service.serving.loader import ModelUnusable
from store.decisions import Decision, current_decision
from store.models import get_version
from store.tables import ModelVersion

if TYPE_CHECKING:
    from classifier.inference.model_file import ModelFile
    from service.serving.loader import Predictor

MEDIA_TYPE = "application/zip"
DESCRIPTIONS: dict[Format, str] = {
    "onnx": "One ONNX graph from raw columns to labels, and a module that runs it in a web page.",
    "safetensors": "The weights by name, architectures and fitted inputs as JSON, and the graph without weights.",
    "scorer": "One Python file with its model; it needs onnxruntime and numpy only.",
}

log = logging.getLogger(__name__)


def listing(services: Services, name: str, version: int) -> ExportList:
    """Every format with the size and hash of its file. Raises: `NotFound`, `ModelUnusable`, `Busy`."""
    found, decision = _find(services, name, version)
    path = f"/v1/models/{name}/versions/{version}"
    return ExportList(
        object="export_list",
        model=name,
        version=version,
        decision_revision=decision.revision,
        data=[_present(services, found, decision, form, f"{path}/exports/{form}") for form in DESCRIPTIONS],
        links={"self": f"{path}/exports", "version": path, "decision": f"{path}/decision"},
    )


def export(services: Services, name: str, version: int, form: Format) -> StoredFile:
    """The file of one format. Raises: `NotFound`, `NotExportable`, `ModelUnusable`, `Busy`, `StorageFull`."""
    return _file(services, *_find(services, name, version), form)


def _find(services: Services, name: str, version: int) -> tuple[ModelVersion, Decision]:
    with services.database.read() as tx:
        found = get_version(tx, name, version)
        return found, current_decision(tx, found)


def _present(services: Services, version: ModelVersion, decision: Decision, form: Format, path: str) -> ExportOut:
    from classifier.inference.bundle.inputs import NotExportable

    file, reason = None, None
    try:
        file = _file(services, version, decision, form)
    except NotExportable as error:
        reason = error.detail
    return ExportOut(
        format=form,
        description=DESCRIPTIONS[form],
        available=file is not None,
        reason=reason,
        file_name=_file_name(version, form),
        media_type=MEDIA_TYPE,
        num_bytes=None if file is None else file.num_bytes,
        sha256=None if file is None else file.sha256,
        links={"download": path},
    )


def _file(services: Services, version: ModelVersion, decision: Decision, form: Format) -> StoredFile:
    key = Key(version.id, decision.revision, form)
    return services.exports.get(services.blobs, key, lambda: _make(services, version, decision, form))


def _make(services: Services, version: ModelVersion, decision: Decision, form: Format) -> StoredFile:
    from classifier.inference.bundle.document import Facts
    from classifier.inference.bundle.make import ExportFormat, write_bundle

    predictor = services.predictors.get(services.blobs, version)
    model = _model_file(services, version)
    trained = model.manifest.threshold
    settings = decision.settings
    if settings is None and trained is not None:
        settings = DecisionSettings(threshold=trained)
    facts = Facts(version.model_name, version.version, settings, decision.revision)
    with services.blobs.staging_file(".zip") as path:
        # What it raises when the bundle does not answer as the predictor does is no error of a caller: 500, and the log.
        difference = write_bundle(path, ExportFormat(form), model, predictor, _rows(predictor, model), facts)
        blob = services.blobs.put_file(path)
    log.info("exported version %d of model %s as %s: %.1e off", version.version, version.model_name, form, difference)
    return StoredFile(blob.sha256, blob.num_bytes, _file_name(version, form), MEDIA_TYPE)


def _model_file(services: Services, version: ModelVersion) -> "ModelFile":
    from classifier.inference.model_file import read_model_file

    try:
        with services.blobs.path(version.artifact_sha256) as path:
            return read_model_file(path)
    except (NotFound, ArtifactCorrupt) as error:
        told = f"version {version.version} of model {version.model_name!r} cannot be read"
        raise ModelUnusable(told) from error


def _rows(predictor: "Predictor", model: "ModelFile") -> list[dict[str, Any]]:
    """The golden rows of the file; of one that has none, from before there were any, two that are made up."""
    if (golden := model.manifest.golden) is not None:
        return list(golden.rows)
    example = example_row(input_features(predictor.manifest))
    return [example, dict.fromkeys(example)]


def _file_name(version: ModelVersion, form: Format) -> str:
    return f"{version.model_name}-v{version.version}-{form}.zip"
