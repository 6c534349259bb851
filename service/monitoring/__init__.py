"""What served rows say of a model: counts, drift and findings."""
