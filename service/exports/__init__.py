"""Models to carry away."""
