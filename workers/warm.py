"""Preloaded in the fork server: everything a job imports, and one optimizer step, so that a child starts in milliseconds.

One thread only, and no CUDA: an OpenMP pool or a CUDA context made before the fork would hang the child.
"""

from importlib import import_module

import numpy
import torch
from sklearn.linear_model import LogisticRegression

for name in (
    "psycopg",
    "pyarrow.compute",
    "pyarrow.csv",
    "pyarrow.parquet",
    "classifier.metrics.baselines",
    "workers.jobs.kinds",
):
    import_module(name)

torch.set_num_threads(1)
_weight = torch.nn.Parameter(torch.zeros(2, 2))
_optimizer = torch.optim.AdamW([_weight], fused=True)  # its first construction imports torch._dynamo, 0.8 s
torch.nn.functional.cross_entropy(torch.zeros(4, 2) @ _weight, torch.zeros(4, dtype=torch.long)).backward()  # type: ignore[no-untyped-call]
_optimizer.step()
LogisticRegression().fit(numpy.array([[0.0], [1.0]]), numpy.array([0, 1]))
