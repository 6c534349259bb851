"""Benchmarks: what Discern promises in seconds and bytes, measured: `python -m benchmarks.NAME [--quick] --json`."""
