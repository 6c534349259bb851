"""The groups of calls of the Python client, one file each."""
