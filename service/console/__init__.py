"""The console: pages for people, built by `web/` and served beside the API."""
