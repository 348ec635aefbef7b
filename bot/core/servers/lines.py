"""Finds the lines of `mcp.toml`, for sentences that say where a mistake is. Pure."""

import re
from typing import Final

_SERVER: Final = re.compile(r"\s*\[\[\s*servers\s*\]\]")
_TABLE: Final = re.compile(r"\s*\[\s*servers\s*\.\s*(\w+)\s*\]")
_KEY: Final = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""")


class Lines:
    """Knows in which line each key stands. Servers are counted from 1; what is above
    the first one belongs to 0."""

    def __init__(self, text: str) -> None:
        self._places: dict[tuple[int, str], int] = {}
        number, before = 0, ""
        for line, words in enumerate(text.splitlines(), start=1):
            if _SERVER.match(words):
                number, before = number + 1, ""
                self._note(number, "", line)
            elif found := _TABLE.match(words):
                before = f"{found[1]}."
                self._note(number, found[1], line)
            elif found := _KEY.match(words):
                name = next((each for each in found.groups() if each), "")
                self._note(number, before + name, line)

    def _note(self, number: int, key: str, line: int) -> None:
        self._places.setdefault((number, key), line)

    def of(self, number: int, key: str) -> int:
        """The line of this key, or at least that of its table."""
        wanted = ((number, key), (number, key.partition(".")[0]), (number, ""))
        return next((self._places[each] for each in wanted if each in self._places), 1)
