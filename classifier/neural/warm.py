"""What a fork server does once, so that a forked child begins to train in milliseconds."""

import numpy as np
import sklearn.linear_model  # noqa: F401  # the baselines need it: 1.4 s that a child need not wait
import tabm  # noqa: F401  # 0.1 s beside scikit-learn, whose trees it looks for
import torch

import classifier.inference.graph.checked  # 0.5 s for the graph that a finished run is published with
import classifier.neural.train  # noqa: F401
from classifier.neural.device import seeded, threads_for
from classifier.neural.loss import BceWithLogits
from classifier.neural.native.choice import Network
from classifier.neural.native.driver import KernelPiece, NativeKernel
from classifier.neural.networks.mlp import Mlp
from classifier.neural.optimizer import FlatWeights, Optimizer
from classifier.neural.rows import make_rows, whole_batch
from classifier.neural.step import make_step
from classifier.spec.inputs import InputLayout
from classifier.spec.models import MlpSpec
from classifier.spec.train import OptimizerSpec
from classifier.table.kernel_loops import compiled


def warm_up() -> None:
    """Import everything and take one optimizer step of each kind on one thread of the CPU; changes no seed and no
    thread count. The first time on a machine this compiles the native kernel and the loops that read sequences.

    More threads would not survive a fork, and CUDA may only be touched after it.
    """
    compiled()
    loss = BceWithLogits()
    with threads_for(0), seeded(torch.device("cpu"), 0):
        inputs = InputLayout(kind="table", shape=[2])
        model = Mlp(inputs, MlpSpec(hidden=[2], activation="silu"), 1, batch_norm=False)
        flat = FlatWeights([model])
        spec = OptimizerSpec(name="adamw", weight_decay=0.0)
        optimizer = Optimizer(spec, flat.values_MP, flat.gradient_MP)
        rows = make_rows(np.zeros((2, 2), np.float32), np.array([0, 1]), loss, np.ones(2), torch.device("cpu"))
        batch = whole_batch(rows)
        with torch.inference_mode():
            make_step([model], loss, flat)(batch)
            optimizer.update(1e-3)
        kernel = NativeKernel(Network((2, 2, 1), "silu", "bce_with_logits"), spec, batch_size=2)
        piece = KernelPiece(batch.x_MBX, batch.target_MB, batch.weight_MB, torch.tensor([[2]]))
        kernel(piece, [1e-3], flat.values_MP, flat.gradient_MP, optimizer.tensors)
