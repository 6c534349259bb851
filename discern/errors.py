"""What a call to Discern may raise; stdlib only, so that the command line can import it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Fault:
    """One place where input is wrong, as the server named it."""

    code: str = ""
    message: str = ""
    pointer: str | None = None
    row: int | None = None
    """0-based data row."""
    line: int | None = None
    """1-based line of a text file."""
    column: str | None = None
    got: str | None = None
    expected: str | None = None

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Fault":
        """The fault a server described; fields of newer servers are left out.

        >>> Fault.from_json({"code": "not_a_number", "message": "no number", "row": 3, "new": 1}).row
        3
        """
        return cls(
            **{field.name: document[field.name] for field in fields(cls) if document.get(field.name) is not None}
        )


class DiscernError(Exception):
    """The server refused, failed or could not be reached. `code` is the stable word to decide on."""

    def __init__(
        self,
        detail: str,
        *,
        code: str,
        title: str = "",
        hint: str = "",
        errors: tuple[Fault, ...] = (),
        status: int | None = None,
        request_id: str | None = None,
        retryable: bool = False,
        attempts: int = 1,
    ):
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.title = title
        self.hint = hint
        self.errors = errors
        self.status = status
        """HTTP status, or None when no answer came."""
        self.request_id = request_id
        self.retryable = retryable
        self.attempts = attempts
        """Requests that were sent before this was raised."""

    def __str__(self) -> str:
        parts = [f"{self.code}: {self.detail}"]
        parts += [f"  {fault.message}" for fault in self.errors[:3]]
        parts += [f"  hint: {self.hint}"] if self.hint else []
        parts += [f"  request id: {self.request_id}"] if self.request_id else []
        return "\n".join(parts)

    @classmethod
    def from_problem(cls, document: Mapping[str, Any], *, status: int | None = None, **extra: Any) -> "DiscernError":
        """The error that a problem document (RFC 9457), a job's `error` or a dataset's `error` describes."""
        faults = document.get("errors") or []
        return cls(
            str(document.get("detail") or document.get("title") or "the server gave no reason"),
            code=str(document.get("code") or "unknown"),
            title=str(document.get("title") or ""),
            hint=str(document.get("hint") or ""),
            errors=tuple(Fault.from_json(fault) for fault in faults if isinstance(fault, Mapping)),
            status=status if status is not None else document.get("status"),
            request_id=document.get("request_id"),
            retryable=document.get("retryable") is True,
            **extra,
        )


class UnreachableError(DiscernError):
    """No answer came from the server."""


class DatasetFailedError(DiscernError):
    """An uploaded file cannot be used as a dataset."""


class JobFailedError(DiscernError):
    """A job ended `failed` or `cancelled`; `job` is its last state."""

    def __init__(self, detail: str, *, job: Any = None, **fields: Any):
        super().__init__(detail, **fields)
        self.job = job
