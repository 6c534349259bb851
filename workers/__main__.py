"""`python -m workers`: one worker process. SIGTERM or Ctrl-C lets its jobs write a checkpoint and gives them back."""

import asyncio
import os
import signal
import sys

import structlog
from pydantic import ValidationError

from store import tracing
from store.ids import new_id
from store.migrate import fits
from store.queue import Queue, run_worker
from store.session import open_database
from workers.children import warm_up
from workers.housekeeping import keep_house
from workers.lease import Lease
from workers.logs import configure_logs
from workers.settings import WorkerSettings
from workers.supervisor import Supervisor

log = structlog.get_logger()


def main() -> int:
    """Exit status: 0 after a drain, 2 on wrong settings, 3 on a database that is away or of another version."""
    try:
        settings = WorkerSettings()
    except ValidationError as error:
        print(error, file=sys.stderr)
        return 2
    configure_logs(settings.log_level)
    try:
        tracing.start("discern-worker", settings.otel_endpoint)
    except tracing.TracingMissing as error:
        print(error, file=sys.stderr)
        return 2
    return asyncio.run(_work(settings))


async def _work(settings: WorkerSettings) -> int:
    warm_up()  # torch is being imported in the fork server while the rest starts
    database = open_database(settings.url)
    if not fits(database):
        print("the database's schema is not this version's: run `discern db upgrade` first", file=sys.stderr)
        return 3
    worker_id = new_id("worker")
    supervisor = Supervisor(database, worker_id, settings)
    lease = Lease(
        database,
        worker_id,
        queues=sorted(settings.queues),
        device=os.environ.get("CUDA_VISIBLE_DEVICES", "auto"),
        lease_seconds=settings.lease_seconds,
        beat_seconds=settings.beat_seconds,
        on_beat=supervisor.beat,
        on_expired=supervisor.metrics.expired.inc,
    )
    if settings.metrics_port is not None:
        supervisor.metrics.serve(settings.metrics_port)
    lease.start()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run_worker(settings.url, worker_id, settings.queues, settings.poll_seconds, supervisor.run_job)
    watching = [
        asyncio.create_task(supervisor.watch_cancellations()),
        asyncio.create_task(keep_house(database, Queue(database), settings)),
    ]
    log.info("the worker is ready", worker=worker_id, queues=settings.queues)
    await stop.wait()
    log.info("the worker drains", worker=worker_id)
    for task in watching:
        task.cancel()
    await supervisor.drain()
    await asyncio.to_thread(lease.give_back)
    log.info("the worker has stopped", worker=worker_id)
    tracing.stop()
    sys.stderr.flush()
    os._exit(0)  # the engine's threads hold nothing of ours any more


if __name__ == "__main__":
    sys.exit(main())
