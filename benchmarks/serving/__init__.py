"""How fast predictions are answered over HTTP, beside an empty server, a naive one and other products."""
