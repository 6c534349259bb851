"""The settings of one API process, read once at its entrance from `DISCERN_*`."""

import ipaddress
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveFloat, PositiveInt, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from classifier.spec.limits import Limits
from store.serving import MAX_WINDOW_SECONDS

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
ANY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104  (recognized here, bound only on request)

Names = Annotated[tuple[str, ...], NoDecode]
"""Comma-separated in the environment: `DISCERN_ALLOWED_HOSTS=a.example,b.example`."""


def is_loopback(host: str) -> bool:
    """True for addresses and names that only this machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class ApiSettings(BaseSettings):
    """One API process; read once, in `service/__main__.py`."""

    model_config = SettingsConfigDict(
        env_prefix="DISCERN_",
        env_nested_delimiter="__",
        frozen=True,
        extra="ignore",
        use_attribute_docstrings=True,
    )

    data_dir: Path = Path("data")
    """Folder of the uploaded files, the artifacts and, by default, the SQLite database."""
    database_url: str | None = None
    """`sqlite:////abs/file.db` or `postgresql://user@host/db`; null is `discern.db` in the data folder."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8000, ge=0, le=65_535)
    """Port to listen on; 0 takes a free one."""
    api_workers: int = Field(default=1, ge=1, le=64)
    """API processes that share the port. Each has models, threads and database connections of its own."""
    auth: Literal["required", "off"] = "required"
    """`off` answers everybody as admin; refused unless only this machine can reach the server."""
    allowed_hosts: Names = ()
    """Names by which callers may reach the server, besides the loopback names and `host`."""
    trusted_proxies: Names = ()
    """Addresses of reverse proxies whose `X-Forwarded-For` and `-Proto` are believed."""
    cors_origins: Names = ()
    """Exact origins of web pages that may call the API, e.g. `https://app.example`."""
    public_docs: bool | None = None
    """`/docs` and `/openapi.json` without a key; null: on loopback only."""
    session_hours: float = Field(default=168.0, gt=0, le=8760)
    """A browser that signed in has to sign in again after this."""
    auth_failures_per_minute: PositiveInt = 10
    """Wrong keys from one address before it has to wait; of several API processes each allows its share."""
    header_seconds: PositiveFloat = 10.0
    """A connection that has not sent a request's whole header by then is closed."""
    body_grace_seconds: PositiveFloat = 30.0
    """A body may pause for this long, and must then average 1 KiB/s."""
    keep_alive_seconds: PositiveInt = 5
    """An idle connection is closed after this."""
    drain_seconds: float = Field(default=0.5, ge=0)
    """Between SIGTERM and the closing of the socket; `/readyz` answers 503 meanwhile."""
    shutdown_seconds: PositiveInt = 30
    """Requests still running this long after the socket closed are cut."""
    threads: PositiveInt = 40
    """Blocking routes that run at once in each API process."""
    model_cache_bytes: PositiveInt = 256 * 2**20
    """Artifact bytes of the models that each process keeps loaded for predictions; the least recently used goes first."""
    large_body_processes: int = Field(default=1, ge=0, le=64)
    """Processes that answer predictions of more than 64 KiB beside the API's own: each starts with the first such body that finds
    no other free, and holds the models that it is asked for. 0: the API answers them itself."""
    drift_window_seconds: int = Field(default=3600, ge=1, le=MAX_WINDOW_SECONDS)
    """Served rows are counted by windows of this length; drift is judged over the windows asked for."""
    counters_flush_seconds: PositiveFloat = 10.0
    """Counts of served rows are written to the database this often; a crash loses no more than that."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level of the log lines written."""
    otel_endpoint: str | None = None
    """OTLP collector for traces, e.g. `http://127.0.0.1:4318`; needs `discern[otel]`. Null: none, or what OpenTelemetry's own
    variable `OTEL_EXPORTER_OTLP_ENDPOINT` names."""
    limits: Limits = Limits()
    """What one request, file and job may ask for, e.g. `DISCERN_LIMITS__MAX_UPLOAD_BYTES`."""

    @field_validator("allowed_hosts", "trusted_proxies", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("cors_origins")
    @classmethod
    def _origins_are_exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            scheme, found, authority = origin.partition("://")
            if scheme not in ("http", "https") or not found or not authority or set("*/?#@") & set(authority):
                raise ValueError(f"{origin!r} is not an exact origin like https://app.example:8443")
        return origins

    @model_validator(mode="after")
    def _keyless_on_loopback_only(self) -> Self:
        if self.auth == "off" and not is_loopback(self.host):
            raise ValueError(
                f"DISCERN_AUTH=off needs a loopback DISCERN_HOST, and it is {self.host!r}: "
                "without keys everybody who reaches the server is its admin"
            )
        if self.auth == "off" and "*" in self.allowed_hosts:
            raise ValueError("DISCERN_AUTH=off with DISCERN_ALLOWED_HOSTS=* lets any web page be the server's admin")
        return self

    def share(self, whole: int) -> int:
        """One API process's part of what all of them may have together; at least 1.

        >>> ApiSettings(api_workers=4).share(10)
        3
        """
        return max(1, -(-whole // self.api_workers))

    @property
    def url(self) -> str:
        """The database's URL, decided."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'discern.db'}"

    @property
    def host_names(self) -> frozenset[str]:
        """Every name a `Host` header may hold, in lower case, or `*`."""
        own = () if self.host in ANY_ADDRESS else (self.host,)
        return frozenset(name.lower().strip("[]") for name in (*LOOPBACK_NAMES, *own, *self.allowed_hosts))

    @property
    def docs_are_public(self) -> bool:
        """Whether `/docs` and `/openapi.json` answer without a key."""
        return is_loopback(self.host) if self.public_docs is None else self.public_docs


def sentences(error: ValidationError) -> str:
    """What is wrong with the settings, a line for each, in the names that the environment knows."""
    lines = []
    for item in error.errors():
        message = str(item["msg"]).removeprefix("Value error, ")
        name = "__".join(str(part).upper() for part in item["loc"])
        lines.append(f"DISCERN_{name}: {message}, got {item['input']!r}" if name else message)
    return "\n".join(lines)
