"""Training runs as jobs: creation, dry run, metrics."""
