"""Preloaded in the fork server of most jobs: torch too, and one optimizer step, so that a child starts in milliseconds."""

from importlib import import_module

from workers.blocks import take_large_blocks

take_large_blocks()  # before torch, whose modules take some
for name in ("classifier.neural.warm", "sklearn.ensemble", "workers.jobs.train"):
    import_module(name)

from classifier.neural.warm import warm_up  # noqa: E402
from workers.warm import freeze  # noqa: E402

warm_up()
freeze()
