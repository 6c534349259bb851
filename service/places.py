"""Folders that only this account may look into."""

import os
from pathlib import Path

PRIVATE = 0o700


def private_folder(path: Path) -> None:
    """Make `path`, if need be, and close it to other accounts where it is ours to close.

    Everything under it - database, uploads, artifacts - is closed with it.
    """
    path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    status = path.stat()
    if status.st_uid == os.geteuid() and status.st_mode & 0o077:
        path.chmod(PRIVATE)
