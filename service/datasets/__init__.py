"""Uploaded tables: upload, profile, preview, overrides, deletion."""
