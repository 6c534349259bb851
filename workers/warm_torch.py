"""Preloaded in the fork server of most jobs: torch too, and one optimizer step, so that a child starts in milliseconds."""

# ruff: noqa: E402  (the modules of torch take blocks of their own)
from workers.blocks import take_large_blocks

take_large_blocks()

from importlib import import_module

from classifier.neural.warm import warm_up
from workers.warm import freeze

for name in ("sklearn.ensemble", "workers.jobs.train"):
    import_module(name)
warm_up()
freeze()
