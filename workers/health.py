"""`python -m workers.health`: exit status 0 while a worker of this host has a fresh heartbeat; for container checks."""

import sys

from sqlalchemy import select

from store.session import open_database
from store.tables import Worker
from workers.lease import this_host
from workers.settings import WorkerSettings


def main() -> int:
    """0 healthy, 1 no heartbeat within the lease."""
    settings = WorkerSettings()
    database = open_database(settings.url, pool_size=1)
    with database.read() as tx:
        horizon = database.now(tx) - settings.lease_seconds
        alive = tx.scalars(select(Worker).where(Worker.beat > horizon, Worker.host == this_host())).all()
    database.dispose()
    print(f"{len(alive)} live workers on this host")
    return 0 if alive else 1


if __name__ == "__main__":
    sys.exit(main())
