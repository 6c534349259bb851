"""`python -m store upgrade|check|revision`: the database's administration."""

import argparse
import os
import sys
from pathlib import Path

from store.migrate import SchemaTooNew, is_current, new_revision, upgrade


def database_url() -> str:
    """The URL from DISCERN_DATABASE_URL, else the SQLite file of DISCERN_DATA_DIR."""
    data_dir = Path(os.environ.get("DISCERN_DATA_DIR", "data")).absolute()
    return os.environ.get("DISCERN_DATABASE_URL") or f"sqlite:///{data_dir / 'discern.db'}"


def main() -> int:
    """Exit status: 0 done or current, 1 `check` found another schema, 3 `upgrade` a newer one."""
    parser = argparse.ArgumentParser(prog="python -m store", description=__doc__)
    parser.add_argument("command", choices=["upgrade", "check", "revision"])
    parser.add_argument("--message", default="change", help="for revision: what it does")
    arguments = parser.parse_args()
    url = database_url()
    if arguments.command == "upgrade":
        try:
            upgrade(url)
        except SchemaTooNew as error:
            print(error, file=sys.stderr)
            return 3
        print("the database is up to date")
    elif arguments.command == "revision":
        new_revision(url, arguments.message)
    elif not is_current(url):
        print("the database's schema is not this version's: run `discern db upgrade`", file=sys.stderr)
        return 1
    else:
        print("the database is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
