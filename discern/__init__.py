"""The face of Discern: a command line and a Python client that speak HTTP only (`from discern.client import Discern`)."""
