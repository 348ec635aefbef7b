"""The words of the tables: small checks that are put together to larger ones.

A check takes a value and the JSON pointer of its place and yields what Slack
would complain about, in Slack's words. Nothing here knows a block by name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint of Slack's, and where in the JSON it is."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Check = Callable[[Any, str], Iterator[Problem]]
Fields = Mapping[str, Check]


def text(longest: int, shortest: int = 1, pattern: str | None = None) -> Check:
    """A string of so many characters."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "must provide a string")
        elif len(value) > longest:
            yield Problem(at, f"must be less than {longest + 1} characters")
        elif len(value) < shortest:
            yield Problem(at, f"must be more than {shortest - 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            yield Problem(at, f"must match pattern {pattern}")

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(at, f"must be one of: {', '.join(allowed)}")

    return check


def flag(value: Any, at: str) -> Iterator[Problem]:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem(at, "must be a boolean")


def integer(least: int, most: int) -> Check:
    """A whole number between two others."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(at, "must be an integer")
        elif value < least:
            yield Problem(at, f"must be at least {least}")
        elif value > most:
            yield Problem(at, f"must be at most {most}")

    return check


def anything(_value: Any, _at: str) -> Iterator[Problem]:
    """A value that Slack stores without checking it."""
    yield from ()


def array(of: Check, most: int, least: int = 1) -> Check:
    """A list of so many items of one kind."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "must provide an array")
            return
        if len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        if len(value) < least:
            yield Problem(at, f"no fewer than {least} items allowed")
        for number, item in enumerate(value):
            yield from of(item, f"{at}/{number}")

    return check


def record(must: Fields, may: Fields | None = None, *also: Check) -> Check:
    """An object with these fields and no others; `type` is its table's business."""
    known: Fields = {"type": anything, **must, **(may or {})}

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
            return
        for name in must:
            if name not in value:
                yield Problem(f"{at}/{name}", f"missing required field: {name}")
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{at}/{name}")
            else:
                yield Problem(at, f"invalid additional property: {name}")
        for rule in also:
            yield from rule(value, at)

    return check


def typed(kinds: Callable[[], Fields]) -> Check:
    """An object whose `type` says which check is meant.

    The table is a function, so that tables may name each other and themselves.
    """

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
            return
        kind = value.get("type")
        if kind is None:
            yield Problem(f"{at}/type", "missing required field: type")
        elif isinstance(kind, str) and kind in kinds():
            yield from kinds()[kind](value, at)
        else:
            yield Problem(f"{at}/type", f"unsupported type: {kind}")

    return check


def exactly_one(*names: str) -> Check:
    """One of these fields, and not two of them."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        given = [name for name in names if name in value]
        if not given:
            yield Problem(f"{at}/{names[0]}", f"missing required field: {names[0]}")
        elif len(given) > 1:
            yield Problem(at, f"only one of {' or '.join(names)} is allowed")

    return check


def at_least_one(*names: str) -> Check:
    """Any of these fields, or several."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not any(name in value for name in names):
            yield Problem(f"{at}/{names[0]}", f"missing required field: {names[0]}")

    return check
