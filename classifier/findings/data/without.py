"""The fix that leaves columns out of a run's features."""

from collections.abc import Collection, Sequence

from classifier.findings.fix import Patch


def without(features: Sequence[str], columns: Collection[str]) -> Patch | None:
    """A patch that names the other features; None when none is left.

    >>> without(["a", "b"], ["b"])
    [{'op': 'add', 'path': '/features', 'value': ['a']}]
    """
    left = [name for name in features if name not in set(columns)]
    return [{"op": "add", "path": "/features", "value": left}] if left else None
