"""Counts the fits of the kept result again, beside the peers' rows as they are committed by now; nothing is fitted.

`python -m benchmarks.accuracy.recount [RESULT.json]`
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.accuracy import kept
from benchmarks.accuracy.__main__ import METHOD, judged
from benchmarks.accuracy.race import Row
from benchmarks.accuracy.sets import IMAGES, SEQUENCES, SETS
from benchmarks.harness import RESULTS, rounded, table, write_result


def recount(path: Path, committed: list[Row]) -> dict[str, Any]:
    """The result at `path` with new figures; what was measured, when and on what stays."""
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    fits: list[Row] = result["details"]["fits"]
    timed, sequences, images = ([row for row in fits if row["set"] in names] for names in (SETS, SEQUENCES, [IMAGES]))
    figures, details = judged(timed, sequences, images, committed)
    print(table(figures))
    result["figures"] = {name: figure.as_json() for name, figure in figures.items()}
    result["method"], result["recounted_at"] = METHOD, datetime.now(UTC).isoformat(timespec="seconds")
    result["details"] |= rounded(details)
    return result


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else RESULTS / "accuracy.json"
    write_result(RESULTS / "accuracy.json", recount(source, kept.read()))
