"""Answering with a trained model, at no cost of torch: the one Predictor and what computes for it."""
