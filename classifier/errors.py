"""What can go wrong, told in the domain's words; the core knows no HTTP."""

import errno
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Fault(BaseModel):
    """One place where input is wrong: where, what, and what was expected instead."""

    model_config = ConfigDict(frozen=True)

    code: str
    """Stable machine word, e.g. `not_a_number`."""
    message: str
    """One sentence for a person."""
    pointer: str | None = None
    """JSON pointer into the request body, e.g. `/rows/3/Area`."""
    row: int | None = None
    """0-based data row (the header is not counted)."""
    line: int | None = None
    """1-based line of the uploaded text file."""
    column: str | None = None
    """Column name as uploaded."""
    got: str | None = None
    """The offending value, shortened."""
    expected: str | None = None
    """What would have been accepted."""


class DomainError(Exception):
    """Something Discern refuses or could not do. The subclass's docstring is its title."""

    code: ClassVar[str] = "domain_error"
    hint: ClassVar[str] = ""

    def __init__(self, detail: str, *, faults: list[Fault] | None = None, hint: str | None = None, **extra: Any):
        super().__init__(detail)
        self.detail = detail
        self.faults = faults or []
        self.remedy = hint if hint is not None else self.hint
        self.extra = extra


class NotFound(DomainError):
    """There is no such object."""

    code = "not_found"
    hint = "Check the name or id; the lists show what there is."


class Conflict(DomainError):
    """The object's state does not allow this."""

    code = "conflict"
    hint = "Look at the object's state, and ask again when it has changed."


class TooLarge(DomainError):
    """The input is larger than this server accepts."""

    code = "too_large"
    hint = "Send less; GET /v1/limits tells what this server accepts."


class Unprocessable(DomainError):
    """The input cannot be used."""

    code = "unprocessable"
    hint = "Correct what `errors` names, then send it again."


class DataInvalid(Unprocessable):
    """The data cannot be used."""

    code = "data_invalid"


class SpecInvalid(Unprocessable):
    """The configuration cannot be used."""

    code = "config_invalid"
    hint = "Change the fields that `errors` points at; GET /v1/limits tells what this server allows."


class RowsInvalid(Unprocessable):
    """Rows do not fit the model's input schema."""

    code = "rows_invalid"


class Diverged(DomainError):
    """The loss became infinite or not a number."""

    code = "diverged"
    hint = "Lower optimizer.learning_rate, or set training.gradient_clip_norm."


class StoppedByFinding(Unprocessable):
    """A finding ended the run, as its spec asks."""

    code = "stopped_by_finding"
    hint = "Apply the finding's fix, or let diagnosis.on_error continue."


class OutOfMemory(DomainError):
    """The job needed more memory than it may use."""

    code = "out_of_memory"
    hint = "Use fewer columns, rows or units."


class StorageFull(DomainError):
    """The server's storage is full."""

    code = "storage_full"
    hint = "Free space in the server's data folder, then send it again; nothing half-written was kept."


def is_out_of_room(error: OSError) -> bool:
    """True when a write failed because the disk, a quota or the largest allowed file is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class ArtifactCorrupt(DomainError):
    """A stored artifact does not match its checksum."""

    code = "artifact_corrupt"
    hint = "Restore the file from a backup, or make it anew."
