"""First start: migrate, and make an admin key when there is none. Prints one line of JSON."""

import json
import os
import sys

from pydantic import ValidationError

from service.places import private_folder
from service.settings import ApiSettings, sentences
from store.keys import count_keys, create_key
from store.migrate import SchemaTooNew, upgrade
from store.session import open_database


def bootstrap(settings: ApiSettings) -> str | None:
    """Bring the database up to date; the new admin key's secret, or None when keys exist already."""
    os.umask(0o077)
    private_folder(settings.data_dir)
    upgrade(settings.url)
    database = open_database(settings.url, pool_size=1)
    try:
        # On PostgreSQL two first starts at once may make two admin keys; each prints its own, and both are valid.
        with database.begin() as tx:
            if count_keys(tx):
                return None
            _, secret = create_key(tx, name="first admin", scopes=["admin"])
        return secret
    finally:
        database.dispose()


def main() -> int:
    """Run it on the settings of the environment."""
    try:
        settings = ApiSettings()
    except ValidationError as error:
        print(sentences(error), file=sys.stderr)
        return 2
    try:
        print(json.dumps({"key": bootstrap(settings)}))
    except SchemaTooNew as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
