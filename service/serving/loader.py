"""Loaded predictors, kept by use; and the API's one door to torch, opened by a model that ONNX Runtime cannot serve."""

import gc
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakSet

from classifier.errors import ArtifactCorrupt, Conflict, DomainError, NotFound
from classifier.spec.manifest import input_features
from service.models.inputs import example_row
from service.serving.permits import Permits
from store.blobs import LocalBlobStore
from store.served import ServedVersion
from store.tables import ModelVersion

if TYPE_CHECKING:
    from classifier.inference.model_file import ModelFile
    from classifier.inference.predictor import Predictor as Predictor

AnyVersion = ModelVersion | ServedVersion


class ModelUnusable(Conflict):
    """The model's stored artifact is damaged or gone, and is not served."""

    code = "artifact_corrupt"
    hint = "Predict with another version, or restore the artifact from a backup."


@dataclass
class CacheCounts:
    """What the cache holds, and what it has done since its process began."""

    models: int = 0
    bytes: int = 0
    hits: int = 0
    loads: int = 0
    evictions: int = 0
    verified: int = 0
    """Files read whole and compared with their checksum, those that do not match included."""
    corrupt: int = 0


class PredictorCache:
    """Predictors by artifact, the least recently used let go when together they pass the byte budget."""

    def __init__(self, max_bytes: int, permits: Permits | None = None):
        self.permits = permits or Permits()
        """Whoever uses a predictor holds one."""
        self.explaining = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) // 2))
        """Held beside a permit by whoever explains: that is thousands of predictions, and others must find a core."""
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._loaded: OrderedDict[str, tuple[Predictor, int]] = OrderedDict()
        self._loading: dict[str, threading.Lock] = {}
        self._checked: WeakSet[Predictor] = WeakSet()
        self._counts = CacheCounts()

    def get(self, blobs: LocalBlobStore, version: AnyVersion) -> "Predictor":
        """The predictor of a version, loaded once however many ask at the same time. Raises: `ModelUnusable`."""
        key = version.artifact_sha256
        with self._lock:
            if found := self._take(key):
                return found
            loading = self._loading.setdefault(key, threading.Lock())
        with loading:
            with self._lock:
                if found := self._take(key):
                    return found
            try:
                self._verify(blobs, version)
                predictor = _load(blobs, version)
                with self._lock:
                    self._counts.loads += 1
                    self._keep(key, predictor, held_bytes(version.artifact_bytes))
            finally:
                with self._lock:
                    self._loading.pop(key, None)  # also of a damaged one, for it may be restored
            return predictor

    def peek(self, artifact_sha256: str) -> "Predictor | None":
        """The predictor of an artifact if it is loaded; it counts as used."""
        with self._lock:
            return self._take(artifact_sha256)

    def warm(self, blobs: LocalBlobStore, version: AnyVersion) -> None:
        """Load a version and see that it answers, before anybody is answered by it. Raises: `ModelUnusable`."""
        predictor = self.get(blobs, version)
        if predictor in self._checked:
            return
        try:
            _check(predictor)
        except Exception as error:  # whatever it is, no row may meet it
            raise ModelUnusable(f"{_name(version)} does not answer its own example row: {error}") from error
        self._checked.add(predictor)

    def counts(self) -> CacheCounts:
        """How it stands now."""
        with self._lock:
            held = sum(size for _, size in self._loaded.values())
            return replace(self._counts, models=len(self._loaded), bytes=held)

    def _verify(self, blobs: LocalBlobStore, version: AnyVersion) -> None:
        """Raises: `ModelUnusable` when the file is gone, or is not the one that was published."""
        is_corrupt = False
        try:
            blobs.verify(version.artifact_sha256)
        except ArtifactCorrupt:
            is_corrupt = True
            raise ModelUnusable(f"{_name(version)} is damaged: its file is not the one that was published") from None
        except NotFound:
            raise _gone(_name(version)) from None
        finally:
            with self._lock:
                self._counts.verified += 1
                self._counts.corrupt += is_corrupt

    def _take(self, key: str) -> "Predictor | None":
        if (entry := self._loaded.get(key)) is None:
            return None
        self._loaded.move_to_end(key)
        self._counts.hits += 1
        return entry[0]

    def _keep(self, key: str, predictor: "Predictor", num_bytes: int) -> None:
        self._loaded[key] = (predictor, num_bytes)
        while len(self._loaded) > 1 and sum(size for _, size in self._loaded.values()) > self._max_bytes:
            self._loaded.popitem(last=False)
            self._counts.evictions += 1


def held_bytes(artifact_bytes: int) -> int:
    """What a loaded model is taken to hold, its layers' numbers for a slice of rows among it.

    Measured: 36 MB for a file of 24 MB, whose weights the session packs anew; 12 MB for 7.2, 4.1 for 0.6, 1.4 for 0.1.

    >>> held_bytes(24_000_000)
    39145728
    """
    return artifact_bytes * 3 // 2 + 3 * 2**20


@cache
def _import() -> None:
    """A tenth of a second, paid by the first prediction."""
    import classifier.inference.load  # noqa: F401

    # As in service/main.py: what imports make stays. With both, a full collection takes 14 ms in place of 130.
    gc.freeze()


def _load(blobs: LocalBlobStore, version: AnyVersion) -> "Predictor":
    _import()
    from classifier.inference.load import check_golden, onnx_predictor
    from classifier.inference.model_file import read_model_file

    name = _name(version)
    try:
        with blobs.path(version.artifact_sha256) as path:
            model = read_model_file(path)
        predictor = torch_predictor(model) if model.graph is None else onnx_predictor(model)
        check_golden(predictor, model)
        return predictor
    except NotFound:
        raise _gone(name) from None
    except DomainError as error:
        raise ModelUnusable(f"{name} cannot be loaded: {error.detail}") from None


def _check(predictor: "Predictor") -> None:
    """Raises: `ValueError` and whatever the predictor raises, when it does not classify a row that fits."""
    import numpy as np

    from classifier.table.convert import convert_rows

    row = example_row(input_features(predictor.manifest))
    p_NC = predictor.predict(convert_rows([row], predictor.input_columns).table).probabilities_NC
    if not np.isfinite(p_NC).all() or abs(float(p_NC.sum()) - 1.0) > 1e-6:
        raise ValueError("its probabilities do not sum to 1")


def _name(version: AnyVersion) -> str:
    return f"version {version.version} of model {version.model_name!r}"


def torch_predictor(model: "ModelFile") -> "Predictor":
    """The predictor of a model that has no graph: an old one, or one that its graph did not answer like."""
    import torch  # one to two seconds, paid by the first such model

    from classifier.neural.torch_runtime import predictor_of

    # Requests already run side by side: a pool of threads for each small product of matrices would only fight over the
    # cores. It holds for the whole process, and setting it again changes nothing.
    torch.set_num_threads(1)
    return predictor_of(model)


def _gone(name: str) -> ModelUnusable:
    return ModelUnusable(f"the artifact of {name} is gone from the server's storage")
