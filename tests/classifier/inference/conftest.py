"""Fixtures of the inference tests."""

from tests.classifier.neural.conftest import one_thread as one_thread
