"""Registered models, their versions and input schemas."""
