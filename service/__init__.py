"""The HTTP service: routes, schemas and actions. Imports no torch before the first prediction."""
