"""Reading a version's report out of its manifest."""

from sqlalchemy.orm import Session

from classifier.spec.charts import Charts
from classifier.spec.report import Baselines, Evaluation
from service.reports.schemas import Confusion, ReportOut
from store.models import get_version


def report(tx: Session, name: str, version: int) -> ReportOut:
    """The report of a version. Raises: `NotFound`."""
    manifest = get_version(tx, name, version).manifest
    metrics, charts = manifest["metrics"], manifest.get("charts")
    evaluation = Evaluation.model_validate(metrics["test"] or metrics["validation"])
    path = f"/v1/models/{name}/versions/{version}"
    return ReportOut(
        object="model_report",
        model=name,
        version=version,
        classes=manifest["classes"],
        threshold=manifest["threshold"],
        confusion=Confusion(
            part="test" if metrics["test"] else "validation",
            num_rows=evaluation.num_rows,
            counts=evaluation.confusion,
            per_class=evaluation.per_class,
        ),
        charts=None if charts is None else Charts.model_validate(charts),
        baselines=None if metrics["baselines"] is None else Baselines.model_validate(metrics["baselines"]),
        links={"self": f"{path}/report", "version": path, "monitoring": f"{path}/monitoring"},
    )
