"""`python -m service.keys create|list|revoke`: API keys on this machine, as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from classifier.errors import DomainError
from service.settings import ApiSettings, sentences
from store.keys import SCOPES, create_key, list_keys, revoke_key
from store.session import Database, open_database
from store.tables import ApiKey


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0; 1 when the key is not there; 2 when the question is wrong."""
    asked = _parser().parse_args(arguments)
    try:
        settings = ApiSettings()
    except ValidationError as error:
        print(sentences(error), file=sys.stderr)
        return 2
    database = open_database(settings.url, pool_size=1)
    try:
        print(json.dumps(_run(database, asked)))
    except DomainError as error:
        print(error.detail, file=sys.stderr)
        return 1
    finally:
        database.dispose()
    return 0


def _run(database: Database, asked: argparse.Namespace) -> Any:
    if asked.action == "list":
        with database.read() as tx:
            return {"data": [_row(row) for row in list_keys(tx)]}
    with database.begin() as tx:
        if asked.action == "revoke":
            return _row(revoke_key(tx, asked.id))
        expires_at = datetime.now(UTC) + timedelta(days=asked.days) if asked.days else None
        row, secret = create_key(tx, name=asked.name, scopes=asked.scope, expires_at=expires_at)
        return {**_row(row), "key": secret}  # the only time that the secret is shown


def _row(row: ApiKey) -> dict[str, Any]:
    def time(value: datetime | None) -> str | None:
        return value.isoformat().replace("+00:00", "Z") if value else None

    return {
        "object": "api_key",
        "id": row.id,
        "name": row.name,
        "prefix": row.prefix,
        "scopes": row.scopes,
        "created_at": time(row.created_at),
        "expires_at": time(row.expires_at),
        "revoked_at": time(row.revoked_at),
        "last_used_at": time(row.last_used_at),
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service.keys", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    create = actions.add_parser("create", help="make a key; its secret is shown this once")
    create.add_argument("--name", required=True)
    create.add_argument("--scope", action="append", required=True, choices=SCOPES)
    create.add_argument("--days", type=float, help="valid for so many days; for ever without it")
    actions.add_parser("list", help="every key, without secrets")
    actions.add_parser("revoke", help="end a key within a second").add_argument("id", help="its id or its prefix")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
