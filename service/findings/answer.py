"""Findings in the form that the client asked for."""

import io
import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from classifier.spec.finding import Finding
from classifier.spec.table import TableFormat
from service.findings.schemas import Findings, FindingsFormat

COLUMNS = ("code", "severity", "phase", "column", "title", "suggestion", "evidence", "fix", "docs")

FINDINGS_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report, or the findings alone as CSV where `format` or `Accept` asks for it.",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    },
}


def answer(report: Findings, name: str, wanted: FindingsFormat | None, request: Request) -> Findings | Response:
    """The report as JSON, or its findings as a CSV file called after `name`."""
    accepts_csv = "text/csv" in request.headers.get("accept", "").lower()
    if wanted is FindingsFormat.json or (wanted is None and not accepts_csv):
        return report
    headers = {"Content-Disposition": f'attachment; filename="{name}-findings.csv"'}
    return Response(as_csv(report.findings), media_type="text/csv; charset=utf-8", headers=headers)


def as_csv(findings: Sequence[Finding]) -> bytes:
    """A row for each finding; evidence and fix are JSON, and no cell is a formula to a spreadsheet."""
    import pyarrow as pa  # costs 30 MB and 0.1 s, which an API that never writes CSV need not pay

    from classifier.table.write import table_writer

    cells = [_cells(finding) for finding in findings]
    file = io.BytesIO()
    with table_writer(file, TableFormat.csv) as writer:
        writer.write(pa.table({name: pa.array([row[name] for row in cells], pa.string()) for name in COLUMNS}))
    return file.getvalue()


def _cells(finding: Finding) -> dict[str, str | None]:
    told = finding.model_dump(mode="json", include=set(COLUMNS))
    for name in ("evidence", "fix"):
        told[name] = None if told[name] is None else json.dumps(told[name], ensure_ascii=False)
    return told
