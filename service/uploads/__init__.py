"""Large files that come in parts, and go on where they were cut."""
