"""Several API processes on one port."""
