"""Findings as answers: what was found, what was checked, the same as CSV, and the catalogue of kinds."""
