"""Findings: what the data and the run say about why a model did or did not learn."""
