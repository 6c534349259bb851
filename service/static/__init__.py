"""Files that the API serves as they are."""
