"""The report of a version: confusion, curves, reliability, thresholds, baselines, importance."""

from fastapi import APIRouter

from classifier.errors import NotFound
from service.dependencies import ReadOnly, require
from service.errors import problems
from service.models.schemas import ModelPath, VersionPath
from service.reports import actions
from service.reports.schemas import ReportOut
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/models", route_class=StrictRoute, tags=["models"])


@router.get("/{name}/versions/{version}/report", dependencies=[require("model:read")], responses=problems(NotFound))
def get_model_version_report(name: ModelPath, version: VersionPath, tx: ReadOnly) -> ReportOut:
    """Numbers for charts: confusion, ROC, precision-recall, reliability, thresholds, baselines, column importance."""
    return actions.report(tx, name, version)
