"""Data sets that come with the server, so that a fresh install has something to train on."""
