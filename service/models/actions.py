"""Presenting models, and describing their input; read from the manifest alone, without torch."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from classifier.errors import Fault, SpecInvalid
from classifier.spec.manifest import first_encoder, input_features, input_kind
from classifier.spec.report import BestEpoch, MemberReport, Scores
from classifier.spec.table import Schema
from classifier.spec.train import TrainSpec
from service.dependencies import Services
from service.models.inputs import example_row, row_schema
from service.models.schemas import (
    MAX_TAGS,
    Computing,
    DescriptionPatch,
    InputSchema,
    ModelList,
    ModelOut,
    VersionList,
    VersionOut,
)
from service.models.typescript import declarations
from service.pages import PageQuery, encode_cursor
from service.training_jobs.schemas import Evaluations
from store.aliases import list_aliases
from store.models import (
    delete_model,
    delete_version,
    describe,
    get_model,
    get_version,
    list_models,
    list_versions,
    lock_model,
)
from store.tables import Model, ModelAlias, ModelVersion


def present(model: Model, aliases: dict[str, int]) -> ModelOut:
    """The model as its user sees it."""
    path = f"/v1/models/{model.name}"
    return ModelOut(
        object="model",
        name=model.name,
        latest_version=model.last_version,
        description=model.description,
        tags=model.tags or {},
        aliases=aliases,
        created_at=model.created_at,
        links={
            "self": path,
            "versions": f"{path}/versions",
            "aliases": f"{path}/aliases",
            "audit": f"{path}/audit",
            "predict": f"{path}/predict",
        },
    )


def find(tx: Session, name: str) -> ModelOut:
    """The model, presented. Raises: `NotFound`."""
    return present(get_model(tx, name), {row.alias: row.version for row in list_aliases(tx, name)})


def page(tx: Session, paging: PageQuery) -> ModelList:
    """One page of models, by name."""
    found = list_models(tx, limit=paging.limit + 1, after_name=paging.after)
    models, has_more = found[: paging.limit], len(found) > paging.limit
    # One query for the whole page.
    aliases: dict[str, dict[str, int]] = {model.name: {} for model in models}
    for alias in tx.scalars(select(ModelAlias).where(ModelAlias.model_name.in_(aliases))):
        aliases[alias.model_name][alias.alias] = alias.version
    return ModelList(
        object="list",
        data=[present(model, aliases[model.name]) for model in models],
        has_more=has_more,
        next_cursor=encode_cursor(models[-1].name) if has_more else None,
    )


def version_page(tx: Session, name: str, paging: PageQuery) -> VersionList:
    """One page of versions, newest first. Raises: `NotFound`."""
    found = list_versions(tx, name, limit=paging.limit + 1, before_version=paging.after_number())
    versions, has_more = found[: paging.limit], len(found) > paging.limit
    return VersionList(
        object="list",
        data=[present_version(version) for version in versions],
        has_more=has_more,
        next_cursor=encode_cursor(versions[-1].version) if has_more else None,
    )


def find_version(tx: Session, name: str, version: int) -> VersionOut:
    """One version, presented. Raises: `NotFound`."""
    return present_version(get_version(tx, name, version))


def present_version(version: ModelVersion) -> VersionOut:
    """The version as its user sees it."""
    manifest = version.manifest
    path = f"/v1/models/{version.model_name}/versions/{version.version}"
    used = {feature["name"] for feature in input_features(manifest)}
    metrics = manifest["metrics"]
    lineage = manifest["lineage"]
    return VersionOut(
        object="model_version",
        id=version.id,
        model=version.model_name,
        version=version.version,
        description=version.description,
        tags=version.tags or {},
        family=manifest["family"],
        classes=manifest["classes"],
        threshold=manifest["threshold"],
        num_parameters=manifest["num_parameters"],
        computing=Computing(**{name: manifest.get(name) for name in Computing.model_fields}),
        artifact_bytes=version.artifact_bytes,
        input_kind=input_kind(manifest),
        inputs=[column for column in _schema(version).columns if column.name in used],
        dropped_columns=first_encoder(manifest)["dropped"],
        metrics=Evaluations(test=metrics["test"], validation=metrics["validation"]),
        baselines=metrics["baselines"],
        best=BestEpoch.model_validate(manifest["best"]),
        epochs_run=manifest["epochs_run"],
        members=_members(manifest),
        spread=metrics.get("spread"),
        calibration=manifest.get("calibration"),
        decision=manifest.get("decision"),
        resolved_config=TrainSpec.model_validate(manifest["spec"]),
        lineage=lineage,
        versions=manifest["versions"],
        created_at=version.created_at,
        links={
            "self": path,
            "schema": f"{path}/schema",
            "decision": f"{path}/decision",
            "report": f"{path}/report",
            "exports": f"{path}/exports",
            "predict": f"{path}/predict",
            "training_job": f"/v1/training-jobs/{version.job_id}",
        },
    )


def describe_model(tx: Session, name: str, body: DescriptionPatch, actor: str) -> ModelOut:
    """The model with what is said of it now. Raises: `NotFound`, `SpecInvalid`."""
    model = lock_model(tx, name)
    _describe(tx, model, body, actor)
    return find(tx, name)


def describe_version(tx: Session, name: str, version: int, body: DescriptionPatch, actor: str) -> VersionOut:
    """The version with what is said of it now. Raises: `NotFound`, `SpecInvalid`."""
    lock_model(tx, name)
    found = get_version(tx, name, version)
    _describe(tx, found, body, actor)
    return present_version(found)


def remove_version(services: Services, name: str, version: int, actor: str, why: str | None) -> None:
    """Delete a version. Raises: `NotFound`, `VersionInUse`."""
    with services.database.begin() as tx:
        delete_version(tx, name, version, actor=actor, why=why)
    services.registry.refresh(name)


def remove_model(services: Services, name: str, actor: str, why: str | None) -> None:
    """Delete a model with all its versions. Raises: `NotFound`, `ModelInUse`."""
    with services.database.begin() as tx:
        delete_model(tx, name, actor=actor, why=why)
    services.registry.refresh(name)


def _describe(tx: Session, row: Model | ModelVersion, body: DescriptionPatch, actor: str) -> None:
    said = body.model_fields_set
    description = body.description if "description" in said else row.description
    tags: dict[str, str] = dict(row.tags or {})
    if "tags" in said:
        changed = {} if body.tags is None else {**tags, **body.tags}
        tags = {name: value for name, value in sorted(changed.items()) if value is not None}
    if len(tags) > MAX_TAGS:
        message = f"there would be {len(tags)} tags; at most {MAX_TAGS}"
        raise SpecInvalid(message, faults=[Fault(code="too_many_tags", message=message, pointer="/tags")])
    describe(tx, row, description=description, tags=tags, actor=actor)


def input_schema(tx: Session, name: str, version: int) -> InputSchema:
    """What one row must look like. Raises: `NotFound`."""
    found = get_version(tx, name, version)
    features = input_features(found.manifest)
    schema = row_schema(features)
    return InputSchema(
        object="input_schema",
        model=found.model_name,
        version=found.version,
        json_schema=schema,
        example=example_row(features),
        typescript=declarations(schema, found.manifest["classes"]),
    )


def _schema(version: ModelVersion) -> Schema:
    return Schema.model_validate(version.manifest["schema"])


def _members(manifest: Mapping[str, Any]) -> list[MemberReport]:
    metrics = manifest["metrics"]
    if "members" in metrics:
        return [MemberReport.model_validate(member) for member in metrics["members"]]
    only = MemberReport(  # format 1
        number=0,
        fold=None,
        seed=manifest["spec"]["training"]["seed"],
        best=BestEpoch.model_validate(manifest["best"]),
        epochs_run=manifest["epochs_run"],
        num_parameters=manifest["num_parameters"],
        validation=_scores(metrics["validation"]),
        test=_scores(metrics["test"]) if metrics["test"] else None,
    )
    return [only]


def _scores(evaluation: Mapping[str, Any]) -> Scores:
    return Scores(**{name: evaluation[name] for name in Scores.model_fields})
