"""What the numbers of a run's training say: why it learnt, or did not."""
