"""Loaded models in memory; the API's only way to torch."""
