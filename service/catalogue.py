"""What a training run may be told: the model families, the presets, and the schema of a TrainSpec."""

import inspect
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import JsonValue

from classifier.errors import NotFound
from classifier.spec.base import Spec
from classifier.spec.limits import Limits
from classifier.spec.models import FAMILIES, TAKES
from classifier.spec.presets import ABOUT, PRESETS
from classifier.spec.train import TrainSpec
from service.auth.caller import require
from service.dependencies import Settings
from service.errors import problems
from service.pages import Out, Page
from service.routing import StrictRoute
from service.spec_form import as_form

router = APIRouter(prefix="/v1", route_class=StrictRoute, tags=["catalogue"])

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TITLES = {
    "logistic": "Logistic regression",
    "mlp": "Multilayer perceptron",
    "resnet": "Residual network",
    "tabm": "Ensemble of perceptrons in one (TabM)",
    "rnn": "Recurrent network",
    "cnn1d": "Convolutional network over steps",
    "rocket": "Fixed kernels over steps (ROCKET)",
    "cnn": "Convolutional network over pixels",
}

_ALWAYS = ("max_classes", "max_parameters", "max_batch_activations", "max_encoded_numbers")
_WIDE = {"hidden", "channels", "blocks", "width"}  # fields that say how wide layers are
_DEEP = _WIDE - {"width"}  # and how many
_OF_INPUTS = {"table": ("max_columns",), "sequence": ("max_steps",), "image": ("max_image_bytes", "max_image_pixels")}

Name = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9_]+$")]


class FamilyOut(Out):
    """One model family and the options it has."""

    object: Literal["model_family"]
    name: str
    """`spec.model.family`."""
    title: str
    description: str
    takes: list[str]
    """Kinds of input: `table`, `sequence`, `image`."""
    json_schema: dict[str, Any]
    """JSON Schema (2020-12) of `spec.model`."""
    defaults: dict[str, JsonValue]
    """What each option is when it is not said; `auto` is decided by the data."""
    limits: dict[str, int]
    """Those of this server's limits that bound it."""


class FamilyList(Page[FamilyOut]):
    """Every model family."""


class PresetOut(Out):
    """A named starting point of a TrainSpec."""

    object: Literal["preset"]
    name: str
    """`spec.preset`."""
    description: str
    spec: dict[str, JsonValue]
    """What it says of a TrainSpec; everything else keeps its default, and what a spec says itself wins."""


class PresetList(Page[PresetOut]):
    """Every preset."""


class TrainSpecSchema(Out):
    """The form of a TrainSpec."""

    object: Literal["train_spec_schema"]
    json_schema: dict[str, Any]
    """JSON Schema (2020-12) of `spec`. Every field has `title`, `description` and `x-advanced` (whether most runs leave it alone);
    `x-widget` is `column`, `columns` or `rows` where a form can offer what the dataset has."""


@router.get("/model-families", dependencies=[require()], responses=problems())
def list_model_families(settings: Settings) -> FamilyList:
    """The model families, each with its options, their defaults and the limits that apply."""
    families = [_family(name, settings.limits) for name in FAMILIES]
    return FamilyList(object="list", data=families, has_more=False, next_cursor=None)


@router.get("/model-families/{family}", dependencies=[require()], responses=problems(NotFound))
def get_model_family(family: Name, settings: Settings) -> FamilyOut:
    """One model family."""
    if family not in FAMILIES:
        raise NotFound(f"there is no model family {family!r}", hint=f"The families are {', '.join(FAMILIES)}.")
    return _family(family, settings.limits)


@router.get("/presets", dependencies=[require()], responses=problems())
def list_presets() -> PresetList:
    """The presets, each with what it says of a TrainSpec."""
    return PresetList(object="list", data=[_preset(name) for name in PRESETS], has_more=False, next_cursor=None)


@router.get("/presets/{preset}", dependencies=[require()], responses=problems(NotFound))
def get_preset(preset: Name) -> PresetOut:
    """One preset."""
    if preset not in PRESETS:
        raise NotFound(f"there is no preset {preset!r}", hint=f"The presets are {', '.join(PRESETS)}.")
    return _preset(preset)


@router.get("/train-spec/schema", dependencies=[require()], responses=problems())
def get_train_spec_schema() -> TrainSpecSchema:
    """JSON Schema of everything that a training run may be told."""
    return TrainSpecSchema(object="train_spec_schema", json_schema=schema_of(TrainSpec))


def schema_of(value: type[Spec]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a value that a user writes, with what a form wants to know of its fields."""
    return {"$schema": DIALECT, **as_form(value.model_json_schema(), value.__name__)}


def limits_of(family: str) -> list[str]:
    """Names of the limits that bound a family.

    >>> limits_of("cnn")[-2:]
    ['max_image_bytes', 'max_image_pixels']
    """
    fields = set(FAMILIES[family].model_fields)
    names = [*_ALWAYS]
    names += ["max_hidden_width"] if fields & _WIDE else []
    names += ["max_hidden_layers"] if fields & _DEEP else []
    return names + [name for kind in TAKES[family] for name in _OF_INPUTS[kind]]


def _family(name: str, limits: Limits) -> FamilyOut:
    value = FAMILIES[name]
    return FamilyOut(
        object="model_family",
        name=name,
        title=TITLES[name],
        description=inspect.cleandoc(value.__doc__ or ""),
        takes=list(TAKES[name]),
        json_schema=schema_of(value),
        defaults=value().model_dump(mode="json"),
        limits={limit: getattr(limits, limit) for limit in limits_of(name)},
    )


def _preset(name: str) -> PresetOut:
    return PresetOut(object="preset", name=name, description=ABOUT[name], spec=PRESETS[name])
