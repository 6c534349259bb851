"""How registered models and their versions are shown."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import AfterValidator, Field, JsonValue

from classifier.spec.base import Spec, Text, clean
from classifier.spec.decision import CalibrationReport, ThresholdReport
from classifier.spec.report import BestEpoch, MemberReport, MembersSpread, Precision
from classifier.spec.table import Column
from classifier.spec.train import TrainSpec
from service.pages import Out, Page
from service.training_jobs.schemas import Evaluations

ModelPath = Annotated[
    str, Path(max_length=128, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name of the model.")
]
VersionPath = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the version, from 1.")]


Why = Annotated[Text | None, Query(description="For the log of changes.", examples=["drift since Monday"])]

MAX_TAGS = 50  # of one model or version: they are shown with every list

TagName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$")]
Description = Annotated[str, Field(max_length=4096), AfterValidator(clean)]


class DescriptionPatch(Spec):
    """What shall be said of a model or version; a JSON merge patch (RFC 7396): what is absent stays, null removes."""

    description: Description | None = None
    tags: (
        Annotated[dict[TagName, Text | None], Field(max_length=2 * MAX_TAGS, examples=[{"owner": "ml", "old": None}])]
        | None
    ) = None
    """By name; a null value removes that tag, null for the whole removes all."""


class ModelOut(Out):
    """A registered name."""

    object: Literal["model"]
    name: str
    latest_version: int
    """The highest number ever given."""
    description: str | None
    tags: dict[str, str]
    aliases: dict[str, int]
    """Version by alias; `default` answers predictions that name no version."""
    created_at: datetime
    links: dict[str, str]


class ModelList(Page[ModelOut]):
    """One page of models, by name."""


class Computing(Out):
    """On what a version was trained; null where its file is older than the record of it."""

    device: str | None
    num_threads: int | None
    precision: Precision | None
    """What the training steps multiplied; `precision: auto` chose it by the machine, so another machine may choose otherwise."""
    seconds: float | None


class VersionOut(Out):
    """One trained version; only what is said of it changes: description, tags and decision."""

    object: Literal["model_version"]
    id: str
    model: str
    version: int
    description: str | None
    tags: dict[str, str]
    family: str
    classes: list[str]
    threshold: float | None
    """Two classes: probability of the second from which it is the label; null for more."""
    num_parameters: int
    computing: Computing
    artifact_bytes: int
    input_kind: Literal["table", "sequence", "image"]
    """What one row is: values by column, or one whole sequence or image."""
    inputs: list[Column]
    """The columns a row must bring."""
    dropped_columns: list[dict[str, JsonValue]]
    """Columns that were left out of the features, with the reason; of several members the first one's."""
    metrics: Evaluations
    baselines: dict[str, JsonValue] | None
    best: BestEpoch
    """Of the first member."""
    epochs_run: int
    """Of all members."""
    members: list[MemberReport]
    """The networks whose mean is the answer; one, unless the run had folds or several seeds."""
    spread: MembersSpread | None
    """How far the members lie apart; null with one."""
    calibration: CalibrationReport | None
    """The temperature, and what it does to the log-loss; null in versions of format 1, which have none."""
    decision: ThresholdReport | None
    """How the threshold was chosen; null with more than two classes, and in versions of format 1."""
    resolved_config: TrainSpec
    lineage: dict[str, JsonValue]
    """Dataset and the hash of its file, hash of the resolved config, job, code version."""
    versions: dict[str, str]
    """Of Python and the libraries that made it."""
    created_at: datetime
    links: dict[str, str]


class VersionList(Page[VersionOut]):
    """One page of versions, newest first."""


class InputSchema(Out):
    """What one row must look like."""

    object: Literal["input_schema"]
    model: str
    version: int
    json_schema: dict[str, Any]
    """JSON Schema (2020-12) of one row."""
    example: dict[str, Any]
    """A row that fits; its values are typical, not anybody's."""
    typescript: str
    """A module that exports the types `Row` and `Label`."""
