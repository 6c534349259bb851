"""What processes keep: tables, the one commit, the queue and the blobs."""
