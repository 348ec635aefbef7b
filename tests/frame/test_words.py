"""The words of the code are explained, and the tree of errors is drawn whole."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import bot.core
from bot.core import errors
from bot.core.errors import BotError

DESIGN = (Path(__file__).parents[2] / "docs/design.md").read_text("utf-8")
ORDINARY = {
    *("answering", "belonging", "call", "click", "delay", "end"),
    *("file", "image", "key", "kind", "limit", "link", "load", "message", "option"),
    *("outcome", "owner", "part", "piece", "place", "post", "price", "request"),
    *("source", "status", "step", "stop", "state", "secret", "builder", "kept", "rule"),
    *("model", "picture", "share", "write", "title", "language"),
}
"""Words that mean the same in the code as everywhere else."""


def _core() -> Iterator[type]:
    """The public classes of the core, each where it is written."""
    for found in pkgutil.walk_packages(bot.core.__path__, "bot.core."):
        module = import_module(found.name)
        for name, each in inspect.getmembers(module, inspect.isclass):
            if each.__module__ == found.name and not name.startswith("_"):
                yield each


def _explained() -> set[str]:
    """The words of the glossary, in the singular."""
    table = DESIGN.partition("## Words")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    return {_singular(word.strip()) for cell in cells for word in cell.split(",")}


def _singular(word: str) -> str:
    return word if word.endswith(("ss", "us")) else word.removesuffix("s")


def _names() -> list[str]:
    """Errors are drawn in their tree, and events are in one module that tells each."""
    return sorted(
        each.__name__
        for each in _core()
        if not issubclass(each, BotError) and each.__module__ != "bot.core.turn.events"
    )


@pytest.mark.parametrize("name", _names())
def test_a_class_of_the_core_bears_words_that_are_explained(name: str) -> None:
    """Its whole name or its last word is in the glossary, or is an ordinary word."""
    words = [_singular(each.lower()) for each in re.findall("[A-Z][a-z]+", name)]
    assert {" ".join(words), words[-1]} & (_explained() | ORDINARY), (
        f"{name}: explain the word under *Words* in docs/design.md"
    )


def test_every_error_is_drawn_below_the_one_that_it_is_a_kind_of() -> None:
    """The adapters have none of their own."""
    drawn = [*_drawn((errors.__doc__ or "").splitlines())]
    assert drawn == [*_derived(BotError)][1:]


def _derived(error: type[BotError], depth: int = 0) -> Iterator[tuple[int, str]]:
    yield depth, error.__name__
    for each in error.__subclasses__():
        if not each.__module__.startswith("tests."):
            yield from _derived(each, depth + 1)


def _drawn(lines: list[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        if found := re.match(r"((?:[│ ] {3})*[├└]── )(\w+) ", line):
            yield len(found[1]) // 4, found[2]
