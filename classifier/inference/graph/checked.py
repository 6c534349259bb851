"""A graph is kept only when ONNX Runtime answers with it as torch did."""

import logging
from collections.abc import Mapping

from classifier.errors import ArtifactCorrupt
from classifier.inference.golden import difference
from classifier.inference.graph.members import GraphMember, build_graph
from classifier.inference.load import onnx_predictor
from classifier.inference.manifest import Manifest
from classifier.inference.model_file import ModelFile
from classifier.inference.predictor import distinct
from classifier.inference.tensor_file import Array
from classifier.spec.golden import GraphReport

PARITY = 1e-5
"""Largest difference of a probability: torch itself differs by 1.6e-5 between a batch of one row and of 100,000."""

log = logging.getLogger(__name__)


def checked_graph(manifest: Manifest, tensors: Mapping[str, Array]) -> tuple[bytes | None, GraphReport]:
    """The graph of a model and what is said of it; None with the reason when torch must serve it.

    `tensors` are the weights by `weight_name`.
    """
    graph, report = _made(manifest, dict(tensors))
    if report.why is not None:
        log.warning("this model will be served by torch: %s", report.why)
    return graph, report


def _made(manifest: Manifest, tensors: dict[str, Array]) -> tuple[bytes | None, GraphReport]:
    if manifest.golden is None:
        return None, GraphReport(kept=False, why="the model answers no golden row", difference=None)
    _, places = distinct(member.encoder for member in manifest.members)
    try:
        graph = build_graph(
            [
                GraphMember(member.architecture, member.tensors, place)
                for member, place in zip(manifest.members, places, strict=True)
            ]
        )
        found = difference(onnx_predictor(ModelFile(manifest, tensors, graph)), manifest.golden)
    except (ArtifactCorrupt, ValueError) as error:
        why = error.detail if isinstance(error, ArtifactCorrupt) else str(error)
        return None, GraphReport(kept=False, why=why, difference=None)
    if found > PARITY:
        why = f"ONNX Runtime's probabilities of the golden rows differ from torch's by {found:.1e}, more than {PARITY}"
        return None, GraphReport(kept=False, why=why, difference=found)
    return graph, GraphReport(kept=True, why=None, difference=found)
