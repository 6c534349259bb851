"""Aliases of models, who moved them, and why."""
