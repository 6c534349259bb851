"""Files as one zip, the same bytes whenever and wherever they are put together."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can say


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files in the order of their names.

    Not compressed: weights hardly shrink, a web page reads it in a few lines, and compressed bytes would hang on the
    version of zlib.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # Unix, on whatever system it is made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])


def read_zip(path: Path) -> dict[str, bytes]:
    """The files by their names; each is checked against its CRC."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
