"""This process's memory of the registry: read by every prediction, and following every change within two seconds."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from classifier.errors import NotFound
from service.serving.choice import Asked, Choice, choose
from service.serving.loader import ModelUnusable, PredictorCache
from store.aliases import Target
from store.blobs import LocalBlobStore
from store.changes import ChangeBell, changed_since
from store.served import ServedModel, served_model
from store.session import Database

# A worker of the release before this log writes no change; its publications are followed by then.
READ_AGAIN_SECONDS = 30.0
TROUBLE_SECONDS = 1.0  # between two looks at a database that does not answer; predictions go on from memory

log = logging.getLogger(__name__)


class Registry:
    """Models as they are served here; safe to use from many threads. A model is read when it is first asked for."""

    def __init__(self, database: Database, blobs: LocalBlobStore, predictors: PredictorCache):
        self._database, self._blobs, self._predictors = database, blobs, predictors
        self._models: dict[str, ServedModel] = {}
        self._swapping = threading.Lock()

    def choose(self, name: str, asked: Asked) -> Choice:
        """The versions for a request, from memory; the database is asked for what memory lacks. Raises: `NotFound`."""
        if (known := self._models.get(name)) is not None:
            try:
                return choose(known, asked)
            except NotFound:
                pass  # it may have come this instant
        found = self.refresh(name)
        if found is None:
            raise NotFound(f"there is no model {name!r}", hint="GET /v1/models lists them.")
        return choose(found, asked)

    def peek(self, name: str, asked: Asked) -> Choice | None:
        """As `choose`, where memory has it; None for everything else."""
        if (known := self._models.get(name)) is None:
            return None
        try:
            return choose(known, asked)
        except NotFound:
            return None

    def has(self, name: str, version: int) -> bool:
        """Whether memory holds this version of this model."""
        return (known := self._models.get(name)) is not None and version in known.versions

    def refresh(self, name: str) -> ServedModel | None:
        """Read a model anew and serve what was read; None when there is none.

        A version that an alias is moved to is loaded and checked first, while the one before still answers. Should that
        fail, the alias stays where it was here, and is tried again with the next reading.
        """
        before = self._models.get(name)
        found = self._read(name)
        if found is not None and before is not None:
            found = self._warmed(before, found)
        with self._swapping:
            current = self._models.get(name)
            if found is not None and current is None:
                found = self._read(name)  # it may have been deleted since, and nobody would come to say so again
            if found is None:
                self._models.pop(name, None)
            elif current is None or current.as_of <= found.as_of:  # else somebody read later and was faster
                self._models[name] = current = found
        return current if found is not None else None

    def _read(self, name: str) -> ServedModel | None:
        with self._database.read() as tx:
            return served_model(tx, name)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Follow the changes of other processes while the block runs."""
        stop = threading.Event()
        thread = threading.Thread(target=self._follow, args=(stop,), name="registry", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _follow(self, stop: threading.Event) -> None:
        bell, seen, read_at = ChangeBell(self._database), -1, float("-inf")
        while not stop.is_set():
            newest = bell.wait(stop)
            again = time.monotonic() - read_at > READ_AGAIN_SECONDS
            if newest is None or (newest == seen and not again):
                continue  # a database that does not answer stops no prediction
            try:
                self._catch_up(seen, everything=again)
            except Exception:  # the thread must live: an alias that nobody follows is worse than a line in the log
                log.warning("the registry's changes cannot be read; predictions go on as before", exc_info=True)
                stop.wait(TROUBLE_SECONDS)
                continue
            seen = newest
            read_at = time.monotonic() if again else read_at
        bell.close()

    def _catch_up(self, seen: int, *, everything: bool) -> None:
        if everything:
            stale = list(self._models)
        else:
            with self._database.read() as tx:
                changed = changed_since(tx, seen)
            known = dict(self._models)
            stale = [name for name, newest in changed.items() if name in known and known[name].as_of < newest]
        for name in stale:
            self.refresh(name)

    def _warmed(self, before: ServedModel, found: ServedModel) -> ServedModel:
        """What was read, with each alias whose new versions cannot be served where it was."""
        kept: dict[str, Target] = {}
        for alias, target in found.aliases.items():
            old = before.aliases.get(alias)
            if old is None or old == target:
                continue
            for number in set(target.versions) - {target.shadow} - set(old.versions):
                try:
                    self._predictors.warm(self._blobs, found.versions[number])
                except (ModelUnusable, KeyError):
                    log.error("alias %s of model %s stays where it was", alias, found.name, exc_info=True)
                    kept[alias] = old
        if not kept:
            return found
        versions = {**before.versions, **found.versions}
        return replace(found, aliases={**found.aliases, **kept}, versions=versions)
