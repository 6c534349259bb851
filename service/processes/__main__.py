"""One of several API processes: `python -m service.processes FILE PLACE FOLDER`, by their parent only."""

from service.lean import start_lean

start_lean()

# ruff: noqa: E402  (what is left out must be so before anything asks for it)
import sys
from pathlib import Path

from service.__main__ import run
from service.processes.siblings import Siblings
from service.settings import ApiSettings


def main() -> int:
    """Serve on the parent's socket until a signal comes."""
    descriptor, place, folder = sys.argv[1:]
    return run(ApiSettings(), listener=int(descriptor), siblings=Siblings(Path(folder), int(place)))


if __name__ == "__main__":
    raise SystemExit(main())
