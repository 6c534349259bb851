"""Preloaded in the fork server of most jobs: torch too, and one optimizer step, so that a child starts in milliseconds."""

from importlib import import_module

from classifier.neural.warm import warm_up
from workers.warm import freeze

for name in ("sklearn.ensemble", "workers.jobs.train"):
    import_module(name)
warm_up()
freeze()
