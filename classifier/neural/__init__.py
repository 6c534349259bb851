"""Networks: model, fit, checkpoint, artifact and the one predictor. Torch lives here only."""
