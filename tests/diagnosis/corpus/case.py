"""What the corpus is made of: rows that would be uploaded, and a run over them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from classifier.spec.table import FileFormat
from classifier.spec.train import TrainSpec
from tests.diagnosis import harness

Arrays = Mapping[str, npt.NDArray[Any]]
Members = Mapping[str, bytes]
Spec = dict[str, Any]


@dataclass(frozen=True)
class DataSet:
    """Rows before they are written to a file: a table, arrays by name (npz), or images by path (zip)."""

    name: str
    target: str
    rows: pd.DataFrame | Arrays | Members
    test_rows: tuple[int, ...] | None = None
    """Rows of the fixed test part, where the set has one."""

    @property
    def frame(self) -> pd.DataFrame:
        """The table, a copy that a fault may change."""
        if not isinstance(self.rows, pd.DataFrame):
            raise TypeError(f"{self.name} is no table")
        return self.rows.copy()

    @property
    def labels(self) -> npt.NDArray[Any]:
        """The target's cells in row order."""
        return np.asarray(self.rows[self.target])

    def file(self) -> tuple[bytes, FileFormat]:
        """What would be uploaded."""
        if isinstance(self.rows, pd.DataFrame):
            return self.rows.to_csv(index=False).encode(), FileFormat.csv
        out = io.BytesIO()
        if all(isinstance(value, bytes) for value in self.rows.values()):
            with zipfile.ZipFile(out, "w") as archive:
                for path, content in self.rows.items():
                    archive.writestr(zipfile.ZipInfo(path), bytes(content))
            return out.getvalue(), FileFormat.zip
        np.savez(out, **{name: np.asarray(value) for name, value in self.rows.items()})
        return out.getvalue(), FileFormat.npz


@dataclass(frozen=True)
class Case:
    """A dataset with what its owner says of its columns, and what a training job is asked for."""

    data: DataSet
    spec: Spec = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    served: pd.DataFrame | None = None
    """Rows that the trained model is asked for; then what they say is what counts."""

    def asked(self) -> Spec:
        """The whole TrainSpec."""
        split = {} if self.data.test_rows is None else {"test_rows": list(self.data.test_rows)}
        return merged({"target": self.data.target, "split": split}, self.spec)

    def saying(self, **parts: Any) -> "Case":
        """The same with parts of its spec said anew; objects are merged, the model too."""
        return replace(self, spec=merged(self.spec, parts))

    def over(self, rows: pd.DataFrame | Arrays | Members) -> "Case":
        """The same run over other rows."""
        return replace(self, data=replace(self.data, rows=rows))

    def run(self) -> harness.Diagnosed:
        """What the service makes of it: profile job, then training job."""
        return harness.train(self.uploaded(), self.asked())

    def uploaded(self) -> harness.Uploaded:
        """The dataset after its profile job."""
        return harness.upload(*self.data.file(), overrides=self.overrides)

    def key(self) -> str:
        """The same for the same file, overrides and spec: equal runs are made once."""
        spec = TrainSpec.model_validate(self.asked()).model_dump_json()
        said = json.dumps(self.overrides, sort_keys=True)
        served = "" if self.served is None else self.served.to_csv(index=False)
        parts = [self.data.file()[0], spec.encode(), said.encode(), served.encode()]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def merged(spec: Mapping[str, Any], said: Mapping[str, Any]) -> Spec:
    """`said` over `spec`, object by object.

    >>> merged({"model": {"family": "mlp", "hidden": [8]}}, {"model": {"dropout": 0.2}})
    {'model': {'family': 'mlp', 'hidden': [8], 'dropout': 0.2}}
    """
    result = dict(spec)
    for name, value in said.items():
        below = result.get(name)
        result[name] = merged(below, value) if isinstance(below, Mapping) and isinstance(value, Mapping) else value
    return result
