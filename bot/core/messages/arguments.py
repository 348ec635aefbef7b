"""Shows the arguments of a tool to whoever has to allow its use. Pure.

A name is never left out or cut, and neither is an address: what is long is folded, and
*Details* has all of it.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from bot.core.messages.text import escaped, plain
from bot.core.messages.text.letters import clean

MOST_NAME: Final = 60
MOST_VALUE: Final = 300
FOLDED: Final = " … (whole in *Details*)"
WHOLE: Final = "They are too long to be shown here. *Details* has all of them."
_ADDRESS: Final = re.compile(r"""[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s"'<>\\]+""")
_SHORTER: Final = (MOST_VALUE, 100, 30)


def shown(arguments: str, most: int) -> str:
    """The arguments in lines of mrkdwn, within so many characters."""
    named = _named(arguments)
    for value in _SHORTER:
        lines = "\n".join(_line(name, text, value) for name, text in named)
        if len(lines) <= most:
            return lines
    return WHOLE


def whole(arguments: str) -> str:
    """The same with nothing folded."""
    return "\n".join(_line(name, text, len(text)) for name, text in _named(arguments))


def _named(arguments: str) -> list[tuple[str, str]]:
    """Each value by its name; what is no JSON, or could be read in two ways, has
    none."""
    try:
        read = json.loads(
            arguments,
            object_pairs_hook=_once,
            parse_float=_exact,
            parse_constant=_exact,
        )
        named = [*_inside("", read)]
    except (ValueError, RecursionError):
        return [("", arguments)]
    return [("", "(without any details)")] if read == {} else named


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, if no name is in it twice."""
    if len(read := dict(pairs)) < len(pairs):
        raise ValueError("a name is there twice")
    return read


def _exact(written: str) -> float:
    """The number, if it is what is written."""
    read = float(written)
    if not isfinite(read) or Decimal(written) != Decimal(repr(read)):
        raise ValueError("the number cannot be kept")
    return read


def _inside(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _inside(f"{name}.{key}" if name else str(key), each)
    elif isinstance(value, list) and any(isinstance(e, dict | list) for e in value):
        for number, each in enumerate(value, start=1):
            yield from _inside(f"{name}[{number}]", each)
    else:
        told = (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        )
        yield name, told


def _line(name: str, text: str, most: int) -> str:
    """A name and its value on one line, with every address that was folded away."""
    line = " ".join(clean(text).split())
    said = f"{escaped(' '.join(clean(name).split()))}: " if name else ""
    if len(line) <= most:
        return said + escaped(line)
    kept = line[:most]
    ends = [found.end() for found in _ADDRESS.finditer(line) if found.start() < most]
    kept = line[: max([len(kept), *ends])]
    rest = _ADDRESS.findall(line[len(kept) :])
    also = f" with {' '.join(dict.fromkeys(rest))}" if rest else ""
    return said + escaped(kept) + FOLDED + escaped(also)


def fitting(text: str, most: int) -> str:
    """The text escaped and cut to so many characters, with a mark where it was cut."""
    line = plain(text, most)
    while (over := len(escaped(line)) - most) > 0:
        line = plain(line, len(line) - max(1, over // 5))
    return escaped(line)
