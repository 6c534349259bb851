"""What a fork server does once, so that a forked child begins to train in milliseconds."""

import numpy as np
import sklearn.linear_model  # noqa: F401  # the baselines need it: 1.4 s that a child need not wait
import tabm  # noqa: F401  # 0.1 s beside scikit-learn, whose trees it looks for
import torch

import classifier.neural.train  # noqa: F401
from classifier.neural.device import seeded, threads_for
from classifier.neural.loss import BceWithLogits
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.step import make_step
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import OptimizerSpec
from classifier.table.kernel_loops import compiled


def warm_up() -> None:
    """Import everything and take one optimizer step on one thread of the CPU; changes no seed and no thread count. The
    first time on a machine this compiles the loops that read sequences.

    More threads would not survive a fork, and CUDA may only be touched after it.
    """
    compiled()
    loss = BceWithLogits()
    with threads_for(0), seeded(torch.device("cpu"), 0):
        inputs = InputLayout(kind="table", shape=[2])
        model = Mlp(inputs, MlpSpec(hidden=[2], activation="silu"), 1, batch_norm=False)
        flat = FlatWeights(model)
        optimizer = Optimizer(OptimizerSpec(name="adamw", weight_decay=0.0), flat.values_P)
        with torch.inference_mode():
            make_step(model, loss, flat)(torch.zeros(2, 2), loss.targets(np.array([0, 1])), torch.ones(2))
            optimizer.update(flat.values_P, flat.gradient_P, 1e-3)
