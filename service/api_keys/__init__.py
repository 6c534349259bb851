"""API keys over HTTP, for admins: list, create, revoke."""
