"""From a model file with a graph to a predictor that needs no torch."""

from classifier.errors import ArtifactCorrupt
from classifier.inference.golden import difference
from classifier.inference.model_file import ModelFile
from classifier.inference.onnx_runtime import OnnxRuntime
from classifier.inference.predictor import Predictor, distinct

SOUND = 1e-3
"""Difference of the golden rows' probabilities from which a model counts as damaged. Hundreds of times what processors of
other makers round differently, and far below what a wrong graph or weight gives."""


def onnx_predictor(model: ModelFile) -> Predictor:
    """The predictor of a model file by ONNX Runtime. Raises: `ArtifactCorrupt` without a graph that runs."""
    if model.graph is None:
        raise ArtifactCorrupt("the model file has no graph")
    manifest = model.manifest
    encoders, _ = distinct(member.encoder for member in manifest.members)
    largest = max(member.architecture.size.activations for member in manifest.members)
    return Predictor(
        encoders,
        OnnxRuntime(model.graph, model.tensors, largest),
        manifest.classes,
        manifest.threshold,
        manifest.calibration.temperature,
        manifest.model_dump(mode="json"),
    )


def check_golden(predictor: Predictor, model: ModelFile) -> None:
    """Ask the predictor for the golden rows of its file, if there are some. Raises: `ArtifactCorrupt` for other answers."""
    golden = model.manifest.golden
    if golden is not None and (found := difference(predictor, golden)) > SOUND:
        raise ArtifactCorrupt(f"the model answers the rows that travel with it by {found:.1e} otherwise than it did")
