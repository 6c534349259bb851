"""The Open Inference Protocol, version 2, over the same models and the same Predictor as `/v1`."""
