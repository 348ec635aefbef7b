"""Turns JSON into our values: unknown fields and wrong types are named, not taken."""

import dataclasses
import types
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from playground.slack.values import Json

Made = TypeVar("Made")


class Wrong(ValueError):
    """The caller sent something wrong; the text tells the caller what."""


def make(kind: type[Made], data: Json) -> Made:
    """A dataclass from JSON."""
    check(kind, data)
    try:
        return kind(**data)
    except TypeError as error:
        raise Wrong(str(error)) from None


def change(value: object, data: Json) -> None:
    """Set some fields of a dataclass, all or none of them."""
    check(type(value), data)
    for name, one in data.items():
        setattr(value, name, one)


def check(kind: type[Any], data: Json) -> None:
    hints = get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    for name, one in data.items():
        if name not in names:
            raise Wrong(
                f"unknown field {name!r}; there are: {', '.join(sorted(names))}"
            )
        if not fits(one, hints[name]):
            raise Wrong(f"{name} must be {told(hints[name])}")


def fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) in {Union, types.UnionType}:
        return any(fits(value, one) for one in get_args(hint))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def told(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(map(str, get_args(hint)))
    return getattr(hint, "__name__", str(hint))
