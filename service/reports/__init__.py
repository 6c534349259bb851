"""What a version's report is drawn of."""
