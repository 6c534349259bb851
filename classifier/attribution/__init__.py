"""Attributions: how much each column, span of steps or patch of an image moved a model's answer for one row."""
