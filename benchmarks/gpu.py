"""`python -m benchmarks.gpu`: what a training step costs on a GPU, recorded and not, and that recording changes nothing.

Without a GPU it says so and measures nothing. With one it takes a few minutes. Everything is checked before it is timed:
recorded steps give the weights of plain ones, also with dropout; no step waits for the device; rows that come from the
host's memory give the weights of rows that were there.
"""

import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import torch

from benchmarks.gpu_cases import (
    DROPOUT,
    FAMILIES,
    IMAGES,
    LARGE_IMAGES,
    PERCEPTRONS,
    SIZES,
    WIDE,
    Bench,
    Case,
    RecorderMaker,
    nothing,
)
from benchmarks.gpu_choice import devices, shared_by_one
from benchmarks.gpu_training import trained
from benchmarks.harness import Figure, Measured, Options, main, spread, tell
from classifier.neural.cuda_steps import CudaRecorder
from classifier.neural.feed import Carrier, CudaCarrier, fed
from classifier.neural.precision import BFLOAT16, FLOAT32
from classifier.neural.rows import Piece
from classifier.neural.steps import Move, Steps

MEMBERS = (1, 4, 16, 64)
QUICK_ROWS, MANY_ROWS = 2_000, 20_000  # of a whole training
CALLS = ("cudaLaunchKernel", "cudaLaunchKernelExC", "cuLaunchKernel", "cuLaunchKernelEx", "cudaMemcpyAsync",
         "cudaMemsetAsync", "cudaGraphLaunch", "cudaStreamSynchronize", "cudaDeviceSynchronize")  # fmt: skip

METHOD = {
    "recorded_vs_plain.s0": "us of a recorded step divided by us of a plain one, 10-25-1 at batch 8; medians of "
    "interleaved runs of 200 steps, rows on the device, each run ended by its one wait for the results.",
    "members_64_vs_1.s0": "us of a recorded step of 64 members divided by that of one, 10-25-1 at batch 8.",
    "waits_per_piece": "most waits for the device in a whole piece of steps, plain or recorded, and in putting an "
    "epoch's pieces together, as torch's own debug mode counts them; the one is the reading of losses and norms.",
    "weights_difference": "largest difference between weights after 200 recorded and 200 plain steps from the same "
    "start, divided by the largest weight; over all cases, dropout included. Gradients of convolutions are added in one order.",
    "bfloat16_vs_float32.1024": "us of a recorded step in bfloat16 divided by that in float32, 50-1024-1024-5 at batch 1024.",
    "bfloat16_vs_float32.images": "the same for S3's network over 244 x 244 pixels at batch 64.",
    "bfloat16_loss_difference": "difference of the mean loss over an epoch in bfloat16 from that in float32, divided by "
    "it; the larger of both cases.",
    "streamed_vs_resident": "seconds of an epoch with the rows in the host's memory divided by that with the rows on the "
    "device, 50-256-256-5.",
    "streamed_difference": "as weights_difference, for rows that were copied piece by piece beside the steps against "
    "the same pieces copied before.",
    "families_not_recorded": "networks of all families, over rows without padding, whose steps could not be recorded.",
    "auto_vs_best": "us of a step on the device that `auto` takes divided by those on the quicker one of GPU and one core, "
    "as a job chooses its steps there; the largest over perceptrons from 18 kFLOP to 0.9 GFLOP a step.",
    "nccl_difference": "as weights_difference, of one rank that shares its gradients by NCCL against plain steps.",
    "log_loss_vs_cpu": "validation log-loss of a whole training of three folds on the GPU divided by that on the CPU.",
}  # fmt: skip
TARGETS = {
    "recorded_vs_plain.s0": (0.3, "x"),
    "members_64_vs_1.s0": (4.0, "x"),
    "waits_per_piece": (1.0, "waits"),
    "weights_difference": (1e-3, "share"),
    "bfloat16_vs_float32.1024": (0.8, "x"),
    "bfloat16_vs_float32.images": (0.9, "x"),
    "bfloat16_loss_difference": (0.03, "share"),
    "streamed_vs_resident": (1.3, "x"),
    "streamed_difference": (1e-6, "share"),
    "families_not_recorded": (0.0, "networks"),
    "auto_vs_best": (1.3, "x"),
    "nccl_difference": (1e-6, "share"),
    "log_loss_vs_cpu": (1.1, "x"),
}


class Probe:
    """Measures on one device."""

    def __init__(self, device: torch.device, recorder: RecorderMaker, carrier: Carrier, *, repetitions: int) -> None:
        self.device, self._recorder, self._carrier = device, recorder, carrier
        self._repetitions = repetitions
        self._is_gpu = device.type == "cuda"
        self._name = torch.cuda.get_device_name(device) if self._is_gpu else "CPU"

    def steps(self, case: Case) -> dict[str, Any]:
        """A case, recorded against plain: us, launches, the difference in weights, the roofline."""
        tell(f"{case.name}, {case.num_members} members")
        plain, recorded = Bench(case, self.device), Bench(case, self.device)
        graph = recorded.recorded(self._recorder())
        found = list(plain.pieces(plain.rows(self.device)))
        pair = [Bench(case, self.device, optimizer=case.checked_with) for _ in range(2)]
        difference = self._difference(pair[0], pair[0].eager, pair[1], pair[1].recorded(self._recorder()), found)
        sides = {"plain": lambda: plain.take(plain.eager, found), "recorded": lambda: recorded.take(graph, found)}
        us = self.us_per_step(sides, sum(piece.num_steps for piece in found))
        result: dict[str, Any] = {"us_per_step": us, "weights_difference": difference, "not_recorded": graph.failure}
        result["roofline"] = plain.roofline(self._name)
        if self._is_gpu:
            rows = plain.rows(self.device, fewer=1)
            result["waits"] = {
                "plain": waits(lambda: take_piece(plain.eager, found[0])),
                "recorded": waits(lambda: take_piece(graph, found[0])),
                "pieces": waits(lambda: list(plain.pieces(rows))),
            }
            result["calls_per_step"] = {
                "plain": calls(plain.eager, found[0]),
                "recorded": calls(graph, found[0]),
            }
        return result

    def precision(self, case: Case) -> dict[str, Any]:
        """The recorded step in bfloat16 against float32."""
        tell(f"{case.name}, bfloat16 against float32")
        benches = {own.precision: Bench(case, self.device, compute=own) for own in (FLOAT32, BFLOAT16)}
        graphs = {name: bench.recorded(self._recorder()) for name, bench in benches.items()}
        found = list(benches["float32"].pieces(benches["float32"].rows(self.device)))
        losses = {name: bench.take(graphs[name], found) for name, bench in benches.items()}
        us = self.us_per_step(
            {name: lambda name=name: benches[name].take(graphs[name], found) for name in benches},  # type: ignore[misc]
            sum(piece.num_steps for piece in found),
        )
        return {
            "us_per_step": us,
            "mean_loss_of_first_epoch": losses,
            "not_recorded": graphs["bfloat16"].failure,
            "roofline": {name: benches[name].roofline(self._name, bfloat16=name == "bfloat16") for name in benches},
        }

    def streaming(self, case: Case) -> dict[str, Any]:
        """Rows in the host's memory against rows on the device."""
        tell(f"{case.name}, rows in the host's memory")
        host = torch.device("cpu")
        first, second, third = (Bench(case, self.device) for _ in range(3))
        resident, at_home = first.rows(self.device), second.rows(host)
        there = [moved(piece, self.device) for piece in second.pieces(at_home)]
        graphs = [bench.recorded(self._recorder()) for bench in (first, second, third)]
        second.take(graphs[1], there)
        third.take(graphs[2], fed(third.pieces(at_home), self._carrier))
        difference = relative(second.flat.values_MP, third.flat.values_MP)
        us = self.us_per_step(
            {
                "resident": lambda: first.take(graphs[0], first.pieces(resident)),
                "streamed": lambda: third.take(graphs[2], fed(third.pieces(at_home), self._carrier)),
            },
            case.num_steps,
        )
        return {"us_per_step": us, "weights_difference": difference}

    def us_per_step(self, sides: dict[str, Callable[[], float]], num_steps: int) -> dict[str, Any]:
        """Spreads over interleaved runs, after one of each that nobody counts."""
        seen: dict[str, list[float]] = {name: [] for name in sides}
        for number in range(self._repetitions + 1):
            for name, run in sides.items():
                self._wait()
                started = time.perf_counter()
                run()
                self._wait()
                if number:
                    seen[name].append((time.perf_counter() - started) / num_steps * 1e6)
        return {name: spread(values) for name, values in seen.items()}

    def _difference(self, one: Bench, eager: Steps, other: Bench, graph: Steps, found: Sequence[Piece]) -> float:
        # Else the gradients of convolutions are added in another order each time: two plain runs differ, too.
        torch.backends.cudnn.deterministic = True
        for epoch in (1, 2):
            one.take(eager, found, epoch=epoch)
            other.take(graph, found, epoch=epoch)
        torch.backends.cudnn.deterministic = False
        average = [bench.flat.average_MP for bench in (one, other)]
        assert average[0] is not None
        assert average[1] is not None
        return max(relative(one.flat.values_MP, other.flat.values_MP), relative(average[0], average[1]))

    def _wait(self) -> None:
        if self._is_gpu:
            torch.cuda.synchronize(self.device)


def moved(piece: Piece, device: torch.device) -> Piece:
    """The piece on the device, by copies that are waited for."""
    return replace(
        piece,
        x_MRX=piece.x_MRX.to(device),
        target_MR=piece.target_MR.to(device),
        weight_MR=piece.weight_MR.to(device),
        share_MR=piece.share_MR.to(device),
    )


def relative(one: torch.Tensor, other: torch.Tensor) -> float:
    """Largest difference over the largest number."""
    return float((one - other).abs().max() / one.abs().max())


def take_piece(steps: Steps, piece: Piece) -> None:
    """Take every step of it."""
    steps(piece, [Move(1e-3, 0.99)] * piece.num_steps, nothing)


def waits(work: Callable[[], object]) -> int:
    """How often `work` waits for the device."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        torch.cuda.set_sync_debug_mode("warn")
        try:
            work()
        finally:
            torch.cuda.set_sync_debug_mode("default")
    return sum("called a synchronizing" in str(warning.message) for warning in caught)


def calls(steps: Steps, piece: Piece) -> dict[str, float]:
    """Calls of the CUDA runtime, by name, in a step; those of a piece's beginning and end are shared out among its steps."""
    activities = [torch.profiler.ProfilerActivity.CPU, torch.profiler.ProfilerActivity.CUDA]
    with torch.profiler.profile(activities=activities) as profile:
        take_piece(steps, piece)
    return {event.key: event.count / piece.num_steps for event in profile.key_averages() if event.key in CALLS}


def measure_with(probe: Probe, options: Options, *, device: str) -> Measured:
    """All parts, or the quick ones."""
    perceptrons = PERCEPTRONS[:1] if options.quick else PERCEPTRONS
    members = (MEMBERS[0], MEMBERS[-1]) if options.quick else MEMBERS
    steps = {
        f"{case.name}, {count} members": probe.steps(replace(case, num_members=count))
        for case in perceptrons
        for count in members
    }
    steps[DROPOUT.name] = probe.steps(DROPOUT)
    steps[IMAGES.name] = probe.steps(IMAGES)
    precision = {case.name: probe.precision(case) for case in (WIDE, LARGE_IMAGES)}
    families = {case.name: probe.steps(case) for case in FAMILIES}
    on_both = {case.name: devices(probe.device, case) for case in SIZES[:: 3 if options.quick else 1]}
    shared = shared_by_one(PERCEPTRONS[1], probe.device, options.folder)
    streaming = probe.streaming(PERCEPTRONS[2])
    num_rows = QUICK_ROWS if options.quick else MANY_ROWS
    whole = {name: trained(name, num_rows) for name in (device, "cpu")}
    details = {
        "steps": steps,
        "precision": precision,
        "streaming": streaming,
        "families": families,
        "devices": on_both,
        "shared": shared,
        "whole_training": whole,
    }
    return Measured(figures_of(details, device), METHOD, details)


def figures_of(details: dict[str, Any], device: str) -> dict[str, Figure]:
    """The figures, from what stands behind them."""
    one, many = (details["steps"][f"{PERCEPTRONS[0].name}, {count} members"] for count in (MEMBERS[0], MEMBERS[-1]))
    dense, images = (details["precision"][case.name] for case in (WIDE, LARGE_IMAGES))

    def ratio(found: dict[str, Any], above: str, below: str) -> float:
        return float(found["us_per_step"][above]["median"] / found["us_per_step"][below]["median"])

    def loss_difference(found: dict[str, Any]) -> float:
        losses = found["mean_loss_of_first_epoch"]
        return abs(float(losses["bfloat16"]) - float(losses["float32"])) / float(losses["float32"])

    every = details["steps"].values()
    values = {
        "recorded_vs_plain.s0": ratio(one, "recorded", "plain"),
        "members_64_vs_1.s0": many["us_per_step"]["recorded"]["median"] / one["us_per_step"]["recorded"]["median"],
        "waits_per_piece": float(max((max(found.get("waits", {"": 0}).values()) for found in every), default=0)),
        "weights_difference": max(found["weights_difference"] for found in [*every, *details["families"].values()]),
        "bfloat16_vs_float32.1024": ratio(dense, "bfloat16", "float32"),
        "bfloat16_vs_float32.images": ratio(images, "bfloat16", "float32"),
        "bfloat16_loss_difference": max(loss_difference(dense), loss_difference(images)),
        "streamed_vs_resident": ratio(details["streaming"], "streamed", "resident"),
        "streamed_difference": details["streaming"]["weights_difference"],
        "families_not_recorded": float(
            sum(found["not_recorded"] is not None for found in details["families"].values())
        ),
        "auto_vs_best": max(found["auto_vs_best"] for found in details["devices"].values()),
        "nccl_difference": details["shared"]["weights_difference"],
        "log_loss_vs_cpu": details["whole_training"][device]["log_loss"] / details["whole_training"]["cpu"]["log_loss"],
    }
    return {name: Figure(value, *TARGETS[name]) for name, value in values.items()}


def measure(options: Options) -> Measured:
    """On the first GPU."""
    device = torch.device("cuda")
    repetitions = 2 if options.quick else 5
    measured = measure_with(
        Probe(device, CudaRecorder, CudaCarrier(device), repetitions=repetitions), options, device="cuda"
    )
    name, capability = torch.cuda.get_device_name(), torch.cuda.get_device_capability()
    measured.details["gpu"] = {"name": name, "capability": list(capability), "cuda": torch.version.cuda}
    return measured


def run(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns 0, also without a GPU, of which it tells on standard error."""
    if not torch.cuda.is_available():
        tell("no GPU: nothing was measured")
        return 0
    return main("gpu", measure, arguments=arguments)


if __name__ == "__main__":
    sys.exit(run())
