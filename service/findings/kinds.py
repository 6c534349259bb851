"""The catalogue of findings: what Discern can notice, and in which words."""

from typing import Annotated

from fastapi import APIRouter, Path

from classifier.errors import NotFound
from classifier.findings.catalogue.kinds import KINDS
from classifier.spec.finding import Phase, Severity, docs_of
from service.auth.caller import require
from service.errors import problems
from service.findings.schemas import FindingKind, FindingKinds
from service.routing import StrictRoute

router = APIRouter(prefix="/v1/finding-kinds", route_class=StrictRoute, tags=["catalogue"])

KindCode = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9_.]+$", examples=["data.imbalance"])]


@router.get("", dependencies=[require()], responses=problems())
def list_finding_kinds() -> FindingKinds:
    """Every kind of finding, in the order of the phases."""
    return FindingKinds(object="list", data=[_kind(code) for code in KINDS], has_more=False, next_cursor=None)


@router.get("/{code}", dependencies=[require()], responses=problems(NotFound))
def get_finding_kind(code: KindCode) -> FindingKind:
    """One kind of finding."""
    if code not in KINDS:
        raise NotFound(f"there is no finding {code!r}", hint="GET /v1/finding-kinds lists them.")
    return _kind(code)


def _kind(code: str) -> FindingKind:
    kind = KINDS[code]
    return FindingKind(
        object="finding_kind",
        code=kind.code,
        phase=Phase(kind.phase),
        severity=Severity(kind.severity),
        title=kind.title,
        explanation=kind.explanation,
        suggestion=kind.suggestion,
        docs=docs_of(code),
    )
