"""A disk that takes its time, or breaks, as a test says."""

import threading
from collections.abc import Callable


class SlowDisk:
    """Is called in the place of `fdatasync`; `looked` sees each time what is there."""

    def __init__(self, looked: Callable[[], object] = lambda: None) -> None:
        self.goes_on = threading.Event()
        self.looked, self.calls, self.broken = looked, 0, False

    def __call__(self, file: int) -> None:
        self.calls += 1
        self.looked()
        if not self.goes_on.wait(30):
            raise AssertionError("nobody let the disk go on")
        if self.broken:
            raise OSError(5, "Input/output error")
