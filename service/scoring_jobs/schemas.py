"""What a scoring job is asked for, and the rows it refused."""

from typing import Annotated, Literal

from pydantic import Field

from classifier.errors import Fault
from classifier.spec.base import ColumnName, Spec
from classifier.spec.table import TableFormat
from service.pages import Out
from service.training_jobs.schemas import ModelName


class OutputSpec(Spec):
    """What the scored file looks like."""

    format: TableFormat = TableFormat.csv
    id_columns: Literal["auto"] | Annotated[list[ColumnName], Field(max_length=100)] = "auto"
    """Columns copied from the input, so that rows can be joined; `auto` takes those whose role is id."""
    columns: Literal["ids", "all"] = "ids"
    """Copy `id_columns`, or every input column, as they came; those of sequences and images stay out."""
    logits: bool = False
    """Write the logit of each class too."""
    decimals: Annotated[int, Field(ge=1, le=17)] | None = None
    """Round probabilities and logits; null writes them whole."""
    top_k: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Write the likeliest classes as `label_1`, `probability_1`, ... instead of a probability for every class."""


class ScoringOptions(Spec):
    """How a file is classified, wherever it lies."""

    model: ModelName
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    """Null takes the version that the alias points at now."""
    alias: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")] = "default"
    """Where it shares its requests among versions, one of them scores the whole file."""
    routing_key: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    """Which of the alias's versions: the one that predictions with this key get; null goes by the file."""
    output: OutputSpec = OutputSpec()
    threshold: Annotated[float, Field(gt=0.0, lt=1.0)] | None = None
    """Two classes: probability of the second from which it is the label; null is the model's own."""
    on_invalid: Literal["skip", "fail"] = "skip"
    """Leave rows out that do not fit the model's input and list them, or fail the job on the first of them."""
    priority: int = Field(default=5, ge=0, le=9)
    """0 runs first, 9 last."""
    max_seconds: float | None = Field(default=None, gt=0, le=31_536_000)
    """Wall clock of one attempt; null is the server's `max_job_seconds`, and no job may ask for more."""


class ScoringRequest(ScoringOptions):
    """One dataset to classify with one model."""

    dataset_id: Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]


class RefusedRows(Out):
    """One page of the cells and rows that were not scored."""

    object: Literal["list"]
    data: list[Fault]
    has_more: bool
    next_cursor: str | None
