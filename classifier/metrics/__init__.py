"""Measures of predictions and the baselines they are held against. Costs scikit-learn, never torch."""
