"""Calls about models: list, look, predict."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from discern.objects import Model, ModelVersion, Predictions, ServingFindings
from discern.resources.datasets import Series
from discern.resources.exports import ExportCalls
from discern.resources.pages import pages
from discern.resources.registry import RegistryCalls, path_of
from discern.resources.values import plain
from discern.sources import IMAGE_TYPES, FileFormat, as_upload
from discern.transport import Transport


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
        on_invalid: Literal["fail", "skip"] | None = None,
        file_format: FileFormat | None = None,
        series: Series | None = None,
    ) -> Predictions:
        """Label and probabilities for each row, in order, in one request.

        `rows`: a list of `{column: value}`, a DataFrame, a path or bytes of CSV, NDJSON, Parquet, NPZ or a ZIP of images,
        or the path of one PNG or JPEG image. None, NaN and NaT are missing values; a sequence is a list or an array, an
        image its file's bytes or an array. `series` as for uploads. Without `version` or
        `alias` the model's default alias answers. `routing_key`: where an alias shares its requests among versions, those of
        one key get the same.
        Raises: `DiscernError`: code `rows_invalid` names each wrong cell; `too_large` above the server's row limit
        (score such files: `client.score`).
        """
        options: dict[str, Any] = {"threshold": threshold, "decimals": decimals, "on_invalid": on_invalid}
        given = {key: value for key, value in options.items() if value is not None}
        path = f"{path_of(name, version, alias=alias)}/predict"
        routing = {} if routing_key is None else {"X-Routing-Key": routing_key}
        if isinstance(rows, (str, Path)) and (media_type := IMAGE_TYPES.get(Path(rows).suffix.lower())) is not None:
            image = Path(rows).read_bytes()
            headers = {"Content-Type": media_type, "Content-Length": str(len(image)), **routing}
            document = self._transport.json(
                "POST", path, query=given, body=lambda: iter([image]), headers=headers, idempotent=True
            )
        elif isinstance(rows, (str, Path, bytes)) or hasattr(rows, "to_parquet") or hasattr(rows, "read"):
            with as_upload(rows, file_format=file_format) as upload:
                told = {**given, **({"series": json.dumps(series)} if series else {})}
                if upload.gzip:  # predictions take no Content-Encoding: what is unpacked must be small in any case
                    unpacked = gzip.decompress(b"".join(upload.body()))
                    return self.predict(
                        name,
                        unpacked,
                        version=version,
                        alias=alias,
                        routing_key=routing_key,
                        file_format=upload.file_format,
                        series=series,
                        **options,
                    )
                document = self._transport.json(
                    "POST",
                    path,
                    query=told,
                    body=upload.body,
                    headers={**upload.headers(), **routing},
                    idempotent=upload.replayable,
                    attempts=None if upload.replayable else 1,
                )
        else:
            document = self._transport.json(
                "POST", path, json={"rows": plain_rows(rows), **given}, headers=routing, idempotent=True
            )
        return Predictions.model_validate(document)


def plain_rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as JSON can hold them.

    >>> plain_rows([{"Area": float("nan"), "Class": "Jasmine"}])
    [{'Area': None, 'Class': 'Jasmine'}]
    """
    return [{str(column): plain(value) for column, value in row.items()} for row in rows]
