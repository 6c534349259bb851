"""One file for each command or group of commands; heavy imports stay inside the functions."""
