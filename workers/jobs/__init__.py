"""One file per kind of job; each runs in a child process."""
