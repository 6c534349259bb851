"""Explanations: what each column, span of steps or patch of an image added to a prediction."""
