"""What the data says about learning: of a dataset when it is profiled, and of a run before it starts."""
