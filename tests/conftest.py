"""What holds for all tests."""

import gc

from tests import postgres_server


def pytest_collection_finish() -> None:
    """Spare what lives as long as the tests do from being looked through again and
    again for garbage: thousands of tests, and every module."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Leave no server behind."""
    postgres_server.end()
