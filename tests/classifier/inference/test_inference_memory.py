"""How many numbers a row becomes in memory, for a model whose members have encoders of their own."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from classifier.inference.predictor import Predictor
from classifier.spec.limits import Limits
from classifier.table.encode import Encoder
from classifier.table.features.numeric import NumericFeature
from classifier.table.read import RawTable
from workers.jobs import score_rows
from workers.jobs.score_rows import RowScorer

OUTPUT = {"format": "csv", "id_columns": [], "columns": "ids", "logits": False, "decimals": None, "top_k": None}
NUM_FEATURES = 4


class Watched:
    """A runtime that remembers how many numbers it was given at once."""

    any_batch = True

    def __init__(self) -> None:
        self.most_numbers = 0

    def logits(self, encoded: Iterable[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
        arrays = list(encoded)
        self.most_numbers = max(self.most_numbers, sum(x_NX.size for x_NX in arrays))
        return np.zeros((len(arrays[0]), 2), dtype=np.float32)


def an_encoder(center: float) -> Encoder:
    columns = [
        NumericFeature(
            name=f"x{i}",
            missing_tokens=[""],
            fill=0.0,
            fill_with="zero",
            center=center,
            scale=1.0,
            has_indicator=False,
        )
        for i in range(NUM_FEATURES)
    ]
    return Encoder(columns=columns, dropped=[], unseen_is_error=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("num_encoders", [1, 5])
def test_rows_are_scored_so_many_at_once_that_all_encoders_numbers_fit(
    num_encoders: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_rows, "BATCH_NUMBERS", 400)
    runtime = Watched()
    manifest: dict[str, Any] = {
        "members": [],
        "classes": ["a", "b"],
        "threshold": 0.5,
        "schema": {"columns": [{"name": f"x{i}"} for i in range(NUM_FEATURES)]},
    }
    predictor = Predictor([an_encoder(float(i)) for i in range(num_encoders)], runtime, ["a", "b"], 0.5, 1.0, manifest)
    table = pa.table({f"x{i}": np.arange(1_000, dtype=np.float64) for i in range(NUM_FEATURES)})
    names = table.column_names
    scorer = RowScorer(predictor, {"output": OUTPUT, "threshold": None}, names, Limits())

    scored = scorer(RawTable(table, "parquet", text=False), 0)

    assert predictor.row_numbers == num_encoders * NUM_FEATURES
    assert scored.table.num_rows == 1_000
    assert runtime.most_numbers == 400  # as many as fit, and not one more
