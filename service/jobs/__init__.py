"""What every kind of job shares: state, long poll, events, cancel."""
