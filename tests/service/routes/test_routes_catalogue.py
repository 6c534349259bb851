"""Families, presets and the schema of a spec: what is told is what a training run takes."""

from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from classifier.spec.limits import Limits
from classifier.spec.models import FAMILIES, TAKES
from classifier.spec.presets import PRESETS
from classifier.spec.train import TrainSpec
from service.catalogue import TITLES, limits_of
from service.dependencies import Services
from service.spec_form import _SIMPLE
from tests.service.conftest import MakeKey
from tests.service.routes.conftest import World

PATHS = [
    "/v1/model-families",
    "/v1/model-families/mlp",
    "/v1/presets",
    "/v1/presets/best",
    "/v1/train-spec/schema",
]


def test_every_family_is_listed_with_what_it_takes(client: TestClient) -> None:
    families = client.get("/v1/model-families").json()["data"]

    assert {family["name"]: tuple(family["takes"]) for family in families} == TAKES
    assert all(family["title"] and family["description"].endswith((".", ")")) for family in families)
    assert set(TITLES) == set(FAMILIES)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_familys_defaults_fit_its_schema_and_are_a_spec(client: TestClient, name: str) -> None:
    family = client.get(f"/v1/model-families/{name}").json()
    schema = jsonschema_rs.Draft202012Validator(family["json_schema"])

    schema.validate(family["defaults"])
    assert TrainSpec(target="y", model=family["defaults"]).model == FAMILIES[name]()
    assert not schema.is_valid({**family["defaults"], "surprise": 1})


@pytest.mark.parametrize("name", FAMILIES)
def test_a_familys_limits_are_this_servers(client: TestClient, services: Services, name: str) -> None:
    told = client.get(f"/v1/model-families/{name}").json()["limits"]

    assert told == {limit: getattr(services.settings.limits, limit) for limit in limits_of(name)}
    assert set(told) <= set(Limits.model_fields)


def test_a_limit_is_told_where_it_can_be_met() -> None:
    met = {name: set(limits_of(name)) for name in FAMILIES}

    assert {name for name in met if "max_hidden_layers" in met[name]} == {"mlp", "tabm", "rnn", "cnn1d", "cnn"}
    assert {name for name in met if "max_hidden_width" in met[name]} == set(FAMILIES) - {"logistic", "rocket"}
    assert {name for name in met if "max_image_pixels" in met[name]} == {"logistic", "mlp", "cnn"}


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_named_is_the_preset_said(client: TestClient, name: str) -> None:
    preset = client.get(f"/v1/presets/{name}").json()

    named = TrainSpec.model_validate({"target": "y", "preset": name})
    said = TrainSpec.model_validate({"target": "y", **preset["spec"]})
    assert named.model_copy(update={"preset": "auto"}) == said


def test_presets_are_listed_with_a_sentence_each(client: TestClient) -> None:
    presets = client.get("/v1/presets").json()["data"]

    assert {preset["name"]: preset["spec"] for preset in presets} == PRESETS
    assert all(preset["description"].endswith(".") for preset in presets)


@pytest.mark.parametrize("path", ["/v1/model-families/svm", "/v1/presets/quickest"])
def test_an_unknown_name_is_a_404_that_names_the_known_ones(client: TestClient, path: str) -> None:
    problem = client.get(path).json()

    assert (problem["status"], problem["code"]) == (404, "not_found")
    assert "mlp" in problem["hint"] or "best" in problem["hint"]


def test_the_schema_of_a_spec_takes_what_training_takes(client: TestClient, world: World) -> None:
    told = client.get("/v1/train-spec/schema").json()
    schema = jsonschema_rs.Draft202012Validator(told["json_schema"])
    rnn = {"family": "rnn", "blocks": [{"units": 3}]}
    specs: list[tuple[dict[str, Any], bool]] = [
        ({"target": "shape"}, True),
        ({"target": "shape", "preset": "s0"}, True),
        ({"target": "shape", "features": ["width", "height"], "model": rnn}, True),
        ({"target": "shape", "threshold": {"objective": "f1"}}, True),
        ({}, False),
        ({"target": "shape", "model": {"family": "svm"}}, False),
        ({"target": "shape", "surprise": 1}, False),
    ]

    for spec, good in specs:
        answer = client.post("/v1/training-jobs:validate", json={"dataset_id": world.dataset_id, "spec": spec})

        assert (schema.is_valid(spec), answer.status_code) == (good, 200 if good else 422), spec


@pytest.mark.parametrize("path", PATHS)
def test_any_key_may_ask_and_nobody_without_one(client: TestClient, key: MakeKey, path: str) -> None:
    assert client.get(path, headers={"Authorization": f"Bearer {key('predict')}"}).status_code == 200
    assert client.get(path, headers={"Authorization": ""}).status_code == 401


def test_every_field_of_a_spec_can_be_put_into_a_form(client: TestClient) -> None:
    schema = client.get("/v1/train-spec/schema").json()["json_schema"]
    definitions = {"TrainSpec": schema, **schema["$defs"]}
    fields = {
        (name, field): value
        for name, definition in definitions.items()
        for field, value in definition.get("properties", {}).items()
    }

    bare = {place for place, value in fields.items() if not (value.get("title") and value.get("description"))}
    simple = {place for place, value in fields.items() if not value["x-advanced"]}

    assert len(fields) > 80
    assert bare == set()
    assert {("TrainSpec", "target"), ("TrainSpec", "training"), ("FitSpec", "epochs")} <= simple
    assert {("TrainSpec", "diagnosis"), ("TrainSpec", "schedule"), ("FitSpec", "clip_norm")}.isdisjoint(simple)
    assert len(simple) < len(fields) / 2
    assert fields["TrainSpec", "target"]["x-widget"] == "column"
    # What is named as simple is there.
    assert {place for name, names in _SIMPLE.items() for place in ((name, field) for field in names)} <= set(fields)
