"""What the protocol says of the server and its models, from their manifests: no model is loaded for it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from classifier.errors import NotFound
from classifier.spec.manifest import input_features
from service.oip.schemas import Datatype, ModelMetadata, TensorMetadata
from service.serving.choice import Asked, choose
from store.models import get_version
from store.served import served_model

PLATFORM = "discern"
EXTENSIONS = ["binary_tensor_data"]

_DATATYPES: dict[str, Datatype] = {
    "numeric": "FP64",
    "boolean": "BOOL",
    "datetime": "BYTES",
    "categorical": "BYTES",
    "text": "BYTES",
    "sequence": "FP64",
    "image": "FP32",
}


def model_metadata(tx: Session, name: str, asked: Asked) -> ModelMetadata:
    """The tensors of one version. Raises: `NotFound`."""
    model = served_model(tx, name)
    if model is None:
        raise NotFound(f"there is no model {name!r}", hint="GET /v1/models lists them.")
    found = get_version(tx, name, choose(model, asked).version.version)
    num_classes = len(found.manifest["classes"])
    return ModelMetadata(
        name=name,
        versions=[str(number) for number in sorted(model.versions)],
        platform=PLATFORM,
        inputs=[_input(feature) for feature in input_features(found.manifest)],
        outputs=[
            TensorMetadata(name="label", datatype="BYTES", shape=[-1]),
            TensorMetadata(name="label_index", datatype="INT64", shape=[-1]),
            TensorMetadata(name="probabilities", datatype="FP64", shape=[-1, num_classes]),
            TensorMetadata(name="logits", datatype="FP32", shape=[-1, num_classes]),
        ],
    )


def _input(feature: Mapping[str, Any]) -> TensorMetadata:
    """A column of the model.

    >>> _input({"kind": "sequence", "name": "ecg", "channels": [{}, {}]}).shape
    [-1, -1, 2]
    """
    kind, shape = feature["kind"], [-1]
    if kind == "sequence":
        shape = [-1, -1, len(feature["channels"])]
    elif kind == "image":  # of any size: it is resized
        shape = [-1, len(feature["centers"]), -1, -1]
    return TensorMetadata(name=feature["name"], datatype=_DATATYPES[kind], shape=shape)
