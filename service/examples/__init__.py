"""What operations were asked and answered once, for the OpenAPI document: written by `python -m tests.service.routes.examples`."""
