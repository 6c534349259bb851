"""The fitted columns, a file for each kind: what it learns from training rows, and the numbers it writes for any row."""
