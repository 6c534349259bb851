"""`python -m discern.doctor SCRIPT [ARGS]`: the doctor where only torch is installed."""

import argparse
import sys
from pathlib import Path

from discern.doctor.main import main


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m discern.doctor", description="Run a training script and say what is wrong."
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a warning or an error was found")
    parser.add_argument("script", type=Path)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="for the script")
    return parser


if __name__ == "__main__":
    asked = _parser().parse_args()
    sys.exit(main(asked.script, asked.arguments, as_json=asked.json, strict=asked.strict))
