"""What one request may send, checked before the route sees it."""
