"""What is sent, and servers under load in turns."""

import json
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.harness import Options, spread, tell
from benchmarks.serving import load
from benchmarks.serving.load import Job, Load
from benchmarks.serving.rows import a_row
from benchmarks.serving.servers import CLIENT_CORE, Target

# Of so many rounds, in each of which all targets take their turn: medians of ratios within a round.
ROUNDS, QUICK_ROUNDS = 7, 3
SECONDS, QUICK_SECONDS = 2.0, 0.7


@dataclass(frozen=True)
class Bodies:
    """What is sent."""

    singles: list[bytes]
    hundreds: list[bytes]
    large: bytes
    columns: bytes
    arrow: bytes
    """The same 10,000 rows as a stream of record batches."""
    parquet: bytes

    @classmethod
    def made(cls) -> "Bodies":
        """The same in every run."""
        draw = random.Random(1)

        def rows(count: int) -> list[dict[str, float | str]]:
            return [a_row(draw) for _ in range(count)]

        many = rows(10_000)
        columns = {name: [row[name] for row in many] for name in many[0]}
        return cls(
            [body_of(rows=rows(1)) for _ in range(256)],
            [body_of(rows=rows(100)) for _ in range(8)],
            body_of(rows=many),
            body_of(columns=columns, answer="columns"),
            *_files(columns),
        )


def _files(columns: dict[str, list[float | str]]) -> tuple[bytes, bytes]:
    """An Arrow stream and a Parquet file."""
    table = pa.table(columns)
    stream, file = pa.BufferOutputStream(), pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    pq.write_table(table, file)
    return stream.getvalue().to_pybytes(), file.getvalue().to_pybytes()


def body_of(**document: Any) -> bytes:
    """A request in JSON."""
    return json.dumps(document).encode()


@dataclass(frozen=True)
class Way:
    """One server under one load."""

    target: Target
    requests: Sequence[bytes]
    connections: int

    def run(self, seconds: float) -> Load:
        """Every answer must be good."""
        found = load.run(Job(self.target.port, list(self.requests), self.connections, seconds, CLIENT_CORE))
        if found.bad:
            raise RuntimeError(f"{found.bad} of {found.answers} answers had another status than 200")
        return found


class Rounds:
    """Servers in turns, so that what else the machine does meets them alike."""

    def __init__(self, options: Options) -> None:
        self.count = QUICK_ROUNDS if options.quick else ROUNDS
        self.seconds = QUICK_SECONDS if options.quick else SECONDS

    def measure(self, ways: dict[str, Way]) -> dict[str, list[Load]]:
        """Each way's loads, one a round."""
        for way in ways.values():
            way.run(0.3)
        found: dict[str, list[Load]] = {name: [] for name in ways}
        for number in range(self.count):
            for name, way in ways.items():
                found[name].append(way.run(self.seconds))
            shown = ", ".join(f"{name} {loads[-1].per_second:,.0f}/s" for name, loads in found.items())
            tell(f"round {number + 1} of {self.count}: {shown}")
        return found


def ratio(found: dict[str, list[Load]], other: str, ours: str = "discern") -> float:
    """How many times as many answers a second another gives as ours: the median over rounds."""
    pairs = zip(found[other], found[ours], strict=True)
    return statistics.median(theirs.per_second / own.per_second for theirs, own in pairs)


def details(found: dict[str, list[Load]]) -> dict[str, Any]:
    """Every round."""
    return {
        name: {
            "per_second": spread([one.per_second for one in loads]),
            "p50_us": spread([one.p50_us for one in loads]),
            "p99_us": spread([one.p99_us for one in loads]),
        }
        for name, loads in found.items()
    }
