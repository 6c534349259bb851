"""One HTTP call to the server, repeated where repeating is safe."""

import contextlib
import email.utils
import ipaddress
import json as jsonlib
import random
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from discern.errors import DiscernError, UnreachableError

IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})
RETRIED = frozenset({429, 502, 503, 504})
MAX_RETRY_AFTER_SECONDS = 60.0  # a server that asks for more is told on to the caller, who may have better to do
PATIENT_ATTEMPTS = 12  # about a minute of a server that restarts: for calls that wait for a job anyway

Query = Mapping[str, Any]
Body = Callable[[], Iterator[bytes]]


def is_loopback(host: str) -> bool:
    """True when only this machine can reach `host`.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Transport:
    """The connection pool, the key and the rules of repeating. One per `Discern`; safe to share between threads."""

    def __init__(
        self,
        url: str,
        key: str | None,
        timeout_seconds: float,
        *,
        attempts: int = 5,
        sleep: Callable[[float], None] = time.sleep,
    ):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"the server's address must look like http://127.0.0.1:8000, got {url!r}")
        headers = {"User-Agent": "discern-python/0.1"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self.url = url.rstrip("/")
        self.timeout_seconds = timeout_seconds
        self.attempts = attempts
        self.sleep = sleep
        self.http = httpx.Client(
            base_url=self.url,
            headers=headers,
            timeout=self.timeout(timeout_seconds),
            # A proxy from the environment cannot see this machine's own loopback.
            trust_env=not is_loopback(parts.hostname),
        )

    def timeout(self, read_seconds: float) -> httpx.Timeout:
        """Limits of one call: `read_seconds` without a byte from the server."""
        return httpx.Timeout(read_seconds, connect=min(10.0, self.timeout_seconds))

    def json(self, method: str, path: str, **call: Any) -> Any:
        """The parsed answer of `request`, None when it has no content."""
        return self.parsed(self.request(method, path, **call))

    def parsed(self, response: httpx.Response) -> Any:
        """The JSON of an answer, None when it has no content. Raises: `DiscernError` when it is something else."""
        if not response.content:
            return None
        try:
            return response.json()
        except ValueError:
            raise DiscernError(
                f"{self.url} answered {response.request.method} {response.request.url.path} with something other than JSON",
                code="not_discern",
                hint="Is this the address of a Discern server? DISCERN_URL names it.",
                status=response.status_code,
            ) from None

    def request(self, method: str, path: str, *, attempts: int | None = None, **call: Any) -> httpx.Response:
        """A successful answer, read whole. Arguments and errors as for `open`."""
        with self.open(method, path, attempts=attempts, whole=True, **call) as response:
            return response

    @contextlib.contextmanager
    def open(
        self,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        json: Any = None,
        body: Body | None = None,
        headers: Mapping[str, str] | None = None,
        idempotent: bool = False,
        read_seconds: float | None = None,
        attempts: int | None = None,
        whole: bool = False,
    ) -> Iterator[httpx.Response]:
        """A successful answer; its body is still to be read unless `whole`.

        Repeats with jittered backoff after 429, 502, 503, 504 (obeying `Retry-After`), after a problem that calls
        itself retryable and after a lost connection, when the method is idempotent, an `Idempotency-Key` is sent or `idempotent` says
        so; after a refused connection always, for then nothing was sent. `body` is called anew for each attempt.
        Raises: `DiscernError` for every other answer, `UnreachableError` when none came.
        """
        sent = dict(headers or {})
        if json is not None:
            # Python's own "NaN" is not JSON: refused here, with the caller's line in the traceback.
            content: bytes | None = jsonlib.dumps(json, allow_nan=False).encode()
            sent["Content-Type"] = "application/json"
        else:
            content = None
        repeatable = idempotent or method in IDEMPOTENT or "Idempotency-Key" in sent
        left = attempts if attempts is not None else self.attempts
        for attempt in range(1, left + 1):
            request = self.http.build_request(
                method,
                path,
                params=[(k, v) for k, v in flat(query or {})],
                content=body() if body is not None else content,
                headers=sent,
                timeout=self.timeout(read_seconds if read_seconds is not None else self.timeout_seconds),
            )
            try:
                response = self.http.send(request, stream=True)
                if whole and response.is_success:
                    response.read()
            except httpx.TransportError as error:
                refused = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))
                if attempt == left or not (repeatable or refused):
                    raise self._unreachable(error, method, path, attempt) from error
                self.sleep(backoff_seconds(attempt))
                continue
            if response.is_success:
                try:
                    yield response
                finally:
                    response.close()
                return
            problem = self._problem(response, attempt)
            wait = retry_after_seconds(response.headers.get("Retry-After"))
            again = response.status_code in RETRIED or problem.retryable
            if attempt == left or not (again and repeatable) or (wait or 0) > MAX_RETRY_AFTER_SECONDS:
                raise problem
            self.sleep(backoff_seconds(attempt) if wait is None else wait + random.uniform(0, 0.25))

    def _problem(self, response: httpx.Response, attempts: int) -> DiscernError:
        request_id = response.headers.get("X-Request-Id")
        try:
            response.read()
            document = response.json()
        except (ValueError, httpx.TransportError):
            document = None
        finally:
            response.close()
        if not isinstance(document, dict):
            document = {
                "code": f"http_{response.status_code}",
                "detail": f"HTTP {response.status_code} from {self.url}",
            }
        error = DiscernError.from_problem(document, status=response.status_code, attempts=attempts)
        error.request_id = error.request_id or request_id
        return error

    def _unreachable(self, error: Exception, method: str, path: str, attempts: int) -> UnreachableError:
        return UnreachableError(
            f"no answer from {self.url} to {method} {path} ({type(error).__name__}: {error})",
            code="unreachable",
            title="The server cannot be reached",
            hint="Start one with `discern serve`, or name another in DISCERN_URL.",
            retryable=True,
            attempts=attempts,
        )


def flat(query: Query) -> Iterator[tuple[str, str]]:
    """Pairs of a query string: None is left out, a list is repeated.

    >>> list(flat({"wait": 30, "after": None, "missing_values": ["?", "-"]}))
    [('wait', '30'), ('missing_values', '?'), ('missing_values', '-')]
    """
    for name, value in query.items():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item is not None:
                yield name, ("true" if item else "false") if isinstance(item, bool) else str(item)


def backoff_seconds(attempt: int) -> float:
    """Seconds before the attempt after the given one: 0.25, 0.5, 1 ... 8, jittered down by up to half."""
    return min(8.0, 0.25 * 2.0 ** (attempt - 1)) * random.uniform(0.5, 1.0)


def retry_after_seconds(header: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks for, as a number or as a date; None when it asks for nothing.

    >>> retry_after_seconds("3"), retry_after_seconds("soon")
    (3.0, None)
    """
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
