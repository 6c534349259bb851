"""The measures of the other API processes on the same port: whichever is scraped tells those of all.

Each process gives its own at a socket in a folder that the parent made for them. Their series stay apart by the label
`api_process`: a process that begins anew begins its counters anew, and Prometheus takes that as a restart of these alone.
"""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client.metrics_core import GaugeMetricFamily, Metric

LABEL = "api_process"
ANSWER_SECONDS = 1.0  # a process that hangs is left out, and the scrape tells how many are in it

Collect = Callable[[], Iterable[Metric]]


@dataclass(frozen=True)
class Siblings:
    """The processes that share a port, as one of them knows them."""

    folder: Path
    place: int
    """Of this one."""

    @asynccontextmanager
    async def telling(self, collect: Collect) -> AsyncIterator[None]:
        """Tell this process's measures to whoever asks, while the block runs."""

        async def tell(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(OSError):
                writer.write(told(collect()))
                writer.write_eof()
                await writer.drain()
            writer.close()

        path = self._path(self.place)
        path.unlink(missing_ok=True)  # of the one that died here
        server = await asyncio.start_unix_server(tell, path)
        try:
            yield
        finally:
            server.close()
            path.unlink(missing_ok=True)

    def families(self, own: Iterable[Metric]) -> list[Metric]:
        """Those of all processes that answer, this one's `own` among them."""
        by_name: dict[str, Metric] = {}
        _add(by_name, own, self.place)
        answered = 1
        for path in sorted(self.folder.glob("*.sock")):
            place = int(path.stem)
            if place != self.place and (found := _asked(path)) is not None:
                _add(by_name, found, place)
                answered += 1
        number = GaugeMetricFamily("api_processes", "API processes whose measures are in this scrape.", value=answered)
        return [*by_name.values(), number]

    def _path(self, place: int) -> Path:
        return self.folder / f"{place}.sock"


def told(families: Iterable[Metric]) -> bytes:
    """Families as JSON."""
    return json.dumps(
        [
            [family.name, family.documentation, family.type, [[s.name, s.labels, s.value] for s in family.samples]]
            for family in families
        ]
    ).encode()


def _asked(path: Path) -> list[Metric] | None:
    """What a process tells; None of one that is gone or hangs."""
    parts = []
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(ANSWER_SECONDS)
            connection.connect(str(path))
            while part := connection.recv(1 << 16):
                parts.append(part)
        document: list[Any] = json.loads(b"".join(parts))
    except (OSError, ValueError):
        return None
    families = []
    for name, documentation, kind, samples in document:
        family = Metric(name, documentation, kind)
        for sample in samples:
            family.add_sample(*sample)
        families.append(family)
    return families


def _add(by_name: dict[str, Metric], families: Iterable[Metric], place: int) -> None:
    for family in families:
        total = by_name.setdefault(family.name, Metric(family.name, family.documentation, family.type))
        for sample in family.samples:
            total.add_sample(sample.name, {**sample.labels, LABEL: str(place)}, sample.value)
