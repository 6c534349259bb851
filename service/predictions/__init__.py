"""Synchronous predictions from rows or a small file."""
