"""Predictions from large bodies, in a process of their own."""
