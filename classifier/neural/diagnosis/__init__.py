"""What a run measures of itself for its checks."""
