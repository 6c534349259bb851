"""Tests: the folders mirror the packages; `journeys/` drives real processes, `checks/` looks at the repository."""
