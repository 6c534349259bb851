"""Monitoring: what served rows say of a model, from counts alone."""

from fastapi import APIRouter, Request

from classifier.errors import NotFound
from service.dependencies import Storage, require, services_of
from service.errors import problems
from service.models.schemas import ModelPath, VersionPath
from service.monitoring import actions
from service.monitoring.schemas import DAY_SECONDS, ServingFindings, ServingMonitoring, WindowSeconds
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])


@router.get("/{name}/versions/{version}/findings", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model_version_findings(
    name: ModelPath,
    version: VersionPath,
    request: Request,
    database: Storage,
    window_seconds: WindowSeconds = DAY_SECONDS,
) -> ServingFindings:
    """What the rows of the last hours say: drift of features and answers, unseen categories, rows that do not fit."""
    services_of(request).counters.flush()  # so that this process's own rows are among them
    with database.read() as tx:
        return actions.findings(tx, name, version, window_seconds)


@router.get("/{name}/versions/{version}/monitoring", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model_version_monitoring(
    name: ModelPath,
    version: VersionPath,
    request: Request,
    database: Storage,
    window_seconds: WindowSeconds = DAY_SECONDS,
) -> ServingMonitoring:
    """The counts behind the findings: rows, refused rows, labels, and each column beside its training rows."""
    services_of(request).counters.flush()
    with database.read() as tx:
        return actions.monitoring(tx, name, version, window_seconds)
