"""Signing in from a browser, which keeps a cookie instead of the key."""
