"""What torch measures of a run for its checks: numbers that `classifier.findings` judges."""
