"""What the query and the headers say about a file that is sent to be scored at once."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from classifier.spec.base import ColumnName
from classifier.spec.table import FileFormat, ParseOptions, TableFormat
from service.datasets.upload import SERIES_EXAMPLE, SERIES_TOLD, media_type, series_options
from service.scoring_jobs.schemas import ScoringOptions
from service.training_jobs.schemas import ModelName


@dataclass(frozen=True)
class Sent:
    """How a file is to be read and scored."""

    options: ScoringOptions
    file_format: FileFormat
    gzip: bool
    parse: ParseOptions


async def sent_options(
    request: Request,
    model: Annotated[ModelName, Query(description="Name of the model.")],
    version: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="Default: the one that the alias points at.")
    ] = None,
    alias: Annotated[
        str, Query(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description="Used without a version.")
    ] = "default",
    routing_key: Annotated[
        str | None,
        Query(min_length=1, max_length=256, description="Which of the alias's versions; default: by the file."),
    ] = None,
    format: Annotated[TableFormat, Query(description="Of the scored file.")] = TableFormat.csv,  # noqa: A002
    id_columns: Annotated[
        list[ColumnName] | None,
        Query(max_length=100, description="Column to copy into the output; repeat it for several."),
    ] = None,
    columns: Annotated[Literal["ids", "all"], Query(description="Copy the id columns, or all.")] = "ids",
    logits: Annotated[bool, Query(description="Write the logit of each class too.")] = False,
    decimals: Annotated[int | None, Query(ge=1, le=17, description="Round probabilities and logits.")] = None,
    top_k: Annotated[
        int | None, Query(ge=1, le=1000, description="The likeliest classes only, in columns of their own.")
    ] = None,
    threshold: Annotated[float | None, Query(gt=0.0, lt=1.0, description="Of two classes.")] = None,
    on_invalid: Annotated[Literal["skip", "fail"], Query(description="What to do with rows that do not fit.")] = "skip",
    priority: Annotated[int, Query(ge=0, le=9, description="0 runs first.")] = 5,
    max_seconds: Annotated[float | None, Query(gt=0, le=31_536_000, description="Of one attempt.")] = None,
    encoding: Annotated[str | None, Query(max_length=16, description="auto, utf-8, utf-16 or latin-1.")] = None,
    delimiter: Annotated[str, Query(max_length=1, description="Between CSV fields: , ; | or a tab.")] = ",",
    series: Annotated[str | None, Query(max_length=65_536, description=SERIES_TOLD, examples=[SERIES_EXAMPLE])] = None,
) -> Sent:
    """What is asked for. Raises: `MediaTypeUnsupported`, `RequestInvalid`."""
    file_format, gzip, charset = media_type(request)
    said: dict[str, Any] = {
        "format": format,
        "id_columns": id_columns or "auto",
        "columns": columns,
        "logits": logits,
        "decimals": decimals,
        "top_k": top_k,
    }
    try:
        parse = ParseOptions.model_validate(
            {"encoding": encoding or charset, "delimiter": delimiter, "series": series_options(series, file_format)}
        )
        options = ScoringOptions.model_validate(
            {
                "model": model,
                "version": version,
                "alias": alias,
                "routing_key": routing_key,
                "output": said,
                "threshold": threshold,
                "on_invalid": on_invalid,
                "priority": priority,
                "max_seconds": max_seconds,
            }
        )
    except ValidationError as error:
        raise RequestValidationError([{**item, "loc": ("query", item["loc"][-1])} for item in error.errors()]) from None
    return Sent(options, file_format, gzip, parse)


SentOptions = Annotated[Sent, Depends(sent_options)]
