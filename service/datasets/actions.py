"""Reading, correcting and deleting datasets."""

from fastapi import Response, status
from sqlalchemy.orm import Session

from classifier.errors import Conflict, DataInvalid, Fault, NotFound, SpecInvalid
from classifier.spec.finding import Severity
from classifier.spec.table import ColumnOverride, DatasetProfile, FileFormat, ParseOptions, Schema
from service.datasets.schemas import DatasetFindings, DatasetList, DatasetOut, DatasetStatus
from service.findings import report
from service.jobs.actions import RETRY_AFTER_SECONDS, present_error
from service.pages import PageQuery, encode_cursor
from store.datasets import delete_dataset, get_dataset, list_datasets, override_columns
from store.queue import Queue
from store.tables import Dataset


class DatasetNotReady(Conflict):
    """The dataset is still being read."""

    code = "dataset_not_ready"
    hint = "Ask again with ?wait=30, or wait for the dataset's profile job to end."
    retry_after_seconds = 1


class DatasetFailed(DataInvalid):
    """The dataset's file could not be read."""


def present(dataset: Dataset) -> DatasetOut:
    """The dataset as its user sees it."""
    path = f"/v1/datasets/{dataset.id}"
    return DatasetOut(
        object="dataset",
        id=dataset.id,
        name=dataset.name,
        status=DatasetStatus(dataset.status),
        format=FileFormat(dataset.format),
        gzip=dataset.gzip,
        source_bytes=dataset.source_bytes,
        sha256=dataset.source_sha256,
        series=ParseOptions.model_validate(dataset.parse).series,
        num_rows=dataset.num_rows,
        num_columns=dataset.num_columns,
        table_schema=None if dataset.schema is None else Schema.model_validate(dataset.schema),
        overrides={name: ColumnOverride.model_validate(said) for name, said in dataset.overrides.items()},
        findings_summary=report.summary(dataset.findings or []),
        error=None if dataset.error is None else present_error(dataset.error),
        profile_job_id=dataset.profile_job_id,
        created_at=dataset.created_at,
        links={
            "self": path,
            "profile": f"{path}/profile",
            "preview": f"{path}/preview",
            "findings": f"{path}/findings",
        },
    )


def accepted(dataset: Dataset) -> Response:
    """202 with the new dataset and where to find it."""
    return answer(present(dataset), status.HTTP_202_ACCEPTED)


def answer(dataset: DatasetOut, code: int) -> Response:
    """The dataset with this status, and where to find it."""
    headers = {"Location": dataset.links["self"], "Retry-After": str(RETRY_AFTER_SECONDS)}
    return Response(
        dataset.model_dump_json(by_alias=True), status_code=code, headers=headers, media_type="application/json"
    )


def find(tx: Session, dataset_id: str) -> DatasetOut:
    """The dataset, presented. Raises: `NotFound`."""
    return present(get_dataset(tx, dataset_id))


def page(tx: Session, name: str | None, paging: PageQuery) -> DatasetList:
    """One page of datasets, newest first."""
    found = list_datasets(tx, name=name, limit=paging.limit + 1, before_id=paging.after)
    datasets, has_more = found[: paging.limit], len(found) > paging.limit
    return DatasetList(
        object="list",
        data=[present(dataset) for dataset in datasets],
        has_more=has_more,
        next_cursor=encode_cursor(datasets[-1].id) if has_more else None,
    )


def usable(tx: Session, dataset_id: str, *, lock: bool = False) -> Dataset:
    """The dataset, when it was read.

    `lock` keeps it from being deleted or read anew until the caller's transaction has ended.
    Raises: `NotFound`, `DatasetNotReady`, `DatasetFailed` with what was wrong with the file.
    """
    dataset = get_dataset(tx, dataset_id)
    if lock:
        found = tx.get(Dataset, dataset_id, populate_existing=True, with_for_update={"key_share": True})
        if found is None:
            raise NotFound(f"dataset {dataset_id!r} was deleted just now")
        dataset = found
    if dataset.status == "failed":
        raise failure(dataset)
    if dataset.status != "ready" or dataset.schema is None or dataset.profile is None:
        raise DatasetNotReady(f"dataset {dataset_id} is still being read by job {dataset.profile_job_id}")
    return dataset


def failure(dataset: Dataset) -> DatasetFailed:
    """What was wrong with a failed dataset's file, as the error to raise."""
    return failure_of(present(dataset))


def failure_of(shown: DatasetOut) -> DatasetFailed:
    """The same of a presented dataset; it carries the code of the cause."""
    cause = shown.error
    if cause is None:
        return DatasetFailed("the file could not be read")
    return DatasetFailed(cause.detail, faults=cause.errors, hint=cause.hint, code=cause.code)


def profile(tx: Session, dataset_id: str) -> DatasetProfile:
    """What the columns hold. Raises: as `usable`."""
    return DatasetProfile.model_validate(usable(tx, dataset_id).profile)


def findings(tx: Session, dataset_id: str, severity: Severity | None, code: str | None) -> DatasetFindings:
    """What the data says about itself. Raises: as `usable`."""
    whole = report.of_dataset(usable(tx, dataset_id))
    shown = report.filtered(whole, severity, code)
    return DatasetFindings(
        object="findings",
        dataset_id=dataset_id,
        findings=shown.findings,
        findings_summary=report.summary(whole.findings),
        checks_passed=shown.checks_passed,
        checks_skipped=shown.checks_skipped,
    )


def override(tx: Session, dataset_id: str, overrides: dict[str, ColumnOverride], queue: Queue) -> DatasetOut:
    """Read the dataset again with these kinds and roles. Raises: `NotFound`, `SpecInvalid`, `DatasetInUse`."""
    dataset = get_dataset(tx, dataset_id)
    if dataset.schema is not None:
        known = {column.name for column in Schema.model_validate(dataset.schema).columns}
        if unknown := [name for name in overrides if name not in known]:
            raise SpecInvalid(
                f"{len(unknown)} of the overridden columns are not in the dataset",
                faults=[
                    Fault(
                        code="column_unknown",
                        message="there is no such column",
                        pointer=f"/overrides/{pointer_part(name)}",
                        column=name,
                    )
                    for name in unknown[:100]
                ],
            )
    return present(override_columns(tx, dataset, overrides, queue))


def delete(tx: Session, dataset_id: str) -> None:
    """Remove the dataset. Raises: `NotFound`, `DatasetInUse`."""
    delete_dataset(tx, get_dataset(tx, dataset_id))


def pointer_part(name: str) -> str:
    """A name as one part of a JSON pointer (RFC 6901).

    >>> pointer_part("a/b~c")
    'a~1b~0c'
    """
    return name.replace("~", "~0").replace("/", "~1")
