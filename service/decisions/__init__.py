"""How a version's probabilities become labels: settings apart from its weights."""
