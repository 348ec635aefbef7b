"""Keeps finished pictures; if space runs out, the least recently used go first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Cache:
    """A store of bytes that never holds more than `room` of them; thread-safe.

    A request for a picture that is being painted waits for it, so that many requests
    for the same picture at once cost only one painting.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._held = 0
        self._kept: OrderedDict[Hashable, tuple[bytes, ...]] = OrderedDict()
        self._busy: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        return self._held

    def get(
        self, key: Hashable, make: Callable[[], tuple[bytes, ...]]
    ) -> tuple[bytes, ...]:
        """Return what is kept under the key, made now if it is not."""
        with self._lock:
            turn = self._busy.setdefault(key, threading.Lock())
        with turn:
            found = self._find(key)
            if found is None:
                found = make()
                self._keep(key, found)
        with self._lock:
            self._busy.pop(key, None)
        return found

    def _find(self, key: Hashable) -> tuple[bytes, ...] | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Hashable, made: tuple[bytes, ...]) -> None:
        size = sum(map(len, made))
        if size > self._room:
            return
        with self._lock:
            self._kept[key] = made
            self._held += size
            while self._held > self._room:
                _, gone = self._kept.popitem(last=False)
                self._held -= sum(map(len, gone))
