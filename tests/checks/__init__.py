"""Checks of the repository itself: what linters cannot see."""
