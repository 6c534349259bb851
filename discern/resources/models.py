"""Calls about models: list, look, predict."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx

from discern.objects import Explanations, Model, ModelVersion, Predictions, ServingFindings
from discern.resources.datasets import Series
from discern.resources.exports import ExportCalls
from discern.resources.pages import pages
from discern.resources.registry import RegistryCalls, path_of
from discern.resources.values import plain
from discern.sources import ARROW, IMAGE_TYPES, MEDIA_TYPES, FileFormat, arrow_stream, as_upload
from discern.transport import Transport

Part = Literal["label", "probabilities", "logits"]
"""What may be told of a row."""


class Models(RegistryCalls, ExportCalls):
    """`client.models`: registered names and their versions."""

    def __init__(self, transport: Transport):
        self._transport = transport

    def list(self, *, page_size: int = 100) -> Iterator[Model]:
        """All models, fetched page by page."""
        return (Model.model_validate(item) for item in pages(self._transport, "/v1/models", {"limit": page_size}))

    def get(self, name: str) -> Model:
        """One model by its name."""
        return Model.model_validate(self._transport.json("GET", path_of(name)))

    def versions(self, name: str, *, page_size: int = 100) -> Iterator[ModelVersion]:
        """All versions of a model, newest first."""
        items = pages(self._transport, f"{path_of(name)}/versions", {"limit": page_size})
        return (ModelVersion.model_validate(item) for item in items)

    def version(self, name: str, version: int) -> ModelVersion:
        """One version: schema, metrics, lineage, classes, threshold."""
        return ModelVersion.model_validate(self._transport.json("GET", path_of(name, version)))

    def input_schema(self, name: str, version: int) -> dict[str, Any]:
        """JSON Schema of one input row, with an example."""
        schema: dict[str, Any] = self._transport.json("GET", f"{path_of(name, version)}/schema")
        return schema

    def findings(self, name: str, version: int | None = None, *, window_seconds: int | None = None) -> ServingFindings:
        """What the rows predicted lately say: drift, unseen categories, rows that do not fit; of the last day by default.

        Without `version` the model's default one.
        """
        query = {} if window_seconds is None else {"window_seconds": window_seconds}
        path = f"{path_of(name, self.default_version(name, version))}/findings"
        return ServingFindings.model_validate(self._transport.json("GET", path, query=query))

    def monitoring(self, name: str, version: int | None = None, *, window_seconds: int | None = None) -> dict[str, Any]:
        """The counts behind the findings, column by column beside the training rows."""
        query = {} if window_seconds is None else {"window_seconds": window_seconds}
        path = f"{path_of(name, self.default_version(name, version))}/monitoring"
        counts: dict[str, Any] = self._transport.json("GET", path, query=query)
        return counts

    def default_version(self, name: str, version: int | None = None) -> int:
        """`version`, or the one that the alias `default` names."""
        if version is not None:
            return version
        model = self.get(name)
        return model.aliases.get("default") or model.latest_version or 1

    def predict(
        self,
        name: str,
        rows: Any,
        *,
        version: int | None = None,
        alias: str | None = None,
        routing_key: str | None = None,
        threshold: float | None = None,
        decimals: int | None = None,
        returns: Sequence[Part] | None = None,
        top_k: int | None = None,
        on_invalid: Literal["fail", "skip"] | None = None,
        file_format: FileFormat | None = None,
        series: Series | None = None,
    ) -> Predictions:
        """Label and probabilities for each row, in order, in one request.

        `rows`: a list of `{column: value}`, a DataFrame, an Arrow table (of pyarrow, Polars, DuckDB), a path or bytes of
        CSV, NDJSON, Parquet, NPZ or a ZIP of images, or the path of one PNG or JPEG image. None, NaN and NaT are missing
        values; a sequence is a list or an array, an image its file's bytes or an array. `series` as for uploads. Without
        `version` or `alias` the model's default alias answers. `routing_key`: where an alias shares its requests among
        versions, those of one key get the same. `returns`: other parts of the answer, also "logits"; `top_k`: only the
        likeliest classes.
        Raises: `DiscernError`: code `rows_invalid` names each wrong cell; `too_large` above the server's row limit
        (score such files: `client.score`).
        """
        options = _options(threshold, decimals, returns, top_k, on_invalid)
        target = _Target(f"{path_of(name, version, alias=alias)}/predict", options, routing_key, file_format, series)
        return Predictions.model_validate(self._transport.parsed(self._ask(target, rows, {})))

    def predict_table(
        self,
        name: str,
        rows: Any,
        *,
        version: int | None = None,
        alias: str | None = None,
        routing_key: str | None = None,
        threshold: float | None = None,
        decimals: int | None = None,
        returns: Sequence[Part] | None = None,
        top_k: int | None = None,
        on_invalid: Literal["fail", "skip"] | None = None,
        file_format: FileFormat | None = None,
        series: Series | None = None,
    ) -> Any:
        """As `predict`, as a `pyarrow.Table` of a row for each row, which is faster for many: with Arrow in, too, the fastest.

        Columns `row`, `label`, `probability_<class>` (with `top_k` `label_1`, `probability_1`, ...), `logit_<class>`, as
        asked for, and `warnings`; with `on_invalid="skip"` also `error`, and nulls in refused rows. The schema's metadata
        `discern` is JSON of model, version, threshold, classes and ignored columns.
        Raises: as `predict`.
        """
        import pyarrow

        options = _options(threshold, decimals, returns, top_k, on_invalid)
        target = _Target(f"{path_of(name, version, alias=alias)}/predict", options, routing_key, file_format, series)
        answer = self._ask(target, rows, {"Accept": ARROW})
        return pyarrow.ipc.open_stream(answer.content).read_all()

    def _ask(self, target: "_Target", rows: Any, headers: dict[str, str]) -> httpx.Response:
        """The answer to rows in whatever form they are."""
        path, query = target.path, target.options
        if target.routing_key is not None:
            headers = {**headers, "X-Routing-Key": target.routing_key}

        def send(body: bytes, media_type: str, **more: str) -> httpx.Response:
            told = {**headers, "Content-Type": media_type, "Content-Length": str(len(body))}
            return self._transport.request(
                "POST", path, query={**query, **more}, body=lambda: iter([body]), headers=told, idempotent=True
            )

        if isinstance(rows, (str, Path)) and (media_type := IMAGE_TYPES.get(Path(rows).suffix.lower())) is not None:
            return send(Path(rows).read_bytes(), media_type)
        told = {"series": json.dumps(target.series)} if target.series else {}
        if hasattr(rows, "__arrow_c_stream__") and not hasattr(rows, "to_parquet"):
            return send(arrow_stream(rows), ARROW, **told)
        if not (isinstance(rows, (str, Path, bytes)) or hasattr(rows, "to_parquet") or hasattr(rows, "read")):
            return self._transport.request(
                "POST", path, json={"rows": plain_rows(rows), **query}, headers=headers, idempotent=True
            )
        with as_upload(rows, file_format=target.file_format) as upload:
            if upload.gzip:  # predictions take no Content-Encoding: what is unpacked must be small in any case
                unpacked = gzip.decompress(b"".join(upload.body()))
                return send(unpacked, MEDIA_TYPES[upload.file_format], **told)
            return self._transport.request(
                "POST",
                path,
                query={**query, **told},
                body=upload.body,
                headers={**upload.headers(), **headers},
                idempotent=upload.replayable,
                attempts=None if upload.replayable else 1,
            )

    def explain(
        self,
        name: str,
        rows: Sequence[Mapping[str, Any]],
        *,
        version: int | None = None,
        alias: str | None = None,
        routing_key: str | None = None,
        explained_class: str | None = None,
        max_evaluations: int | None = None,
        threshold: float | None = None,
        decimals: int | None = None,
        on_invalid: Literal["fail", "skip"] | None = None,
    ) -> Explanations:
        """Each row's prediction, and what every column added to it: at most 100 rows in one request.

        `explained_class`: whose log-odds; without it the second of two classes, and of more each row's label. More
        `max_evaluations` make standard errors smaller where they are not 0. The others as of `predict`.
        Raises: `DiscernError`: `too_large` for more rows than are explained at once.
        """
        options: dict[str, Any] = {
            "explained_class": explained_class,
            "max_evaluations": max_evaluations,
            "threshold": threshold,
            "decimals": decimals,
            "on_invalid": on_invalid,
        }
        given = {key: value for key, value in options.items() if value is not None}
        document = self._transport.json(
            "POST",
            f"{path_of(name, version, alias=alias)}/explain",
            json={"rows": plain_rows(rows), **given},
            headers={} if routing_key is None else {"X-Routing-Key": routing_key},
            idempotent=True,
        )
        return Explanations.model_validate(document)


@dataclass(frozen=True)
class _Target:
    """Who answers, and how."""

    path: str
    options: dict[str, Any]
    routing_key: str | None
    file_format: FileFormat | None
    series: Series | None


def _options(
    threshold: float | None,
    decimals: int | None,
    returns: Sequence[Part] | None,
    top_k: int | None,
    on_invalid: Literal["fail", "skip"] | None,
) -> dict[str, Any]:
    """Those that were given, by the names that the server knows."""
    parts = None if returns is None else [*returns]
    every = {"threshold": threshold, "decimals": decimals, "return": parts, "top_k": top_k, "on_invalid": on_invalid}
    return {key: value for key, value in every.items() if value is not None}


def plain_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as JSON can hold them.

    >>> plain_rows([{"Area": float("nan"), "Class": "Jasmine"}])
    [{'Area': None, 'Class': 'Jasmine'}]
    """
    return [{str(column): plain(value) for column, value in row.items()} for row in rows]
