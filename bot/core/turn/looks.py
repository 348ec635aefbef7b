"""The looks of the photo booth: what people can tick, and what is drawn for it. Pure.

The file that they are read from may be an owner's own, so everything in it is checked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST: Final = 10
"""As many boxes as a form takes, and as many pictures as a sheet has room for."""
MOST_NAME: Final = 40
MOST_SENTENCE: Final = 75
"""Slack takes no longer text beside a box."""
MOST_PROMPT: Final = 2_000
MOST_OWN: Final = 300
"""Letters of a look that somebody describes, and of what must stay as it is."""
_OWN: Final = "This look, as a person has described it: {look}"
_KEEP: Final = "Above all, this must stay exactly as it is in the photo: {keep}"


class WrongLooks(ValueError):
    """The file is not what it should be; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way of drawing a photo; `sentence` tells people what to expect."""

    name: str
    sentence: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Looks:
    """All looks that are offered. `instructions` go with the prompt of each."""

    instructions: str = ""
    each: tuple[Look, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in the order of the file."""
        return tuple(look.name for look in self.each)

    def gone(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that no look has any more."""
        return tuple(name for name in names if name not in self.names)

    def prompts(
        self, names: Iterable[str], own: str, keep: str
    ) -> Iterator[tuple[str, str]]:
        """Title and prompt of each picture: the named looks, then one of one's own."""
        wanted = {look.name: look.prompt for look in self.each}
        for name in names:
            yield name, self._prompt(wanted[name], keep)
        if own:
            yield own, self._prompt(_OWN.format(look=own), keep)

    def _prompt(self, look: str, keep: str) -> str:
        last = _KEEP.format(keep=keep) if keep else ""
        return "\n\n".join(filter(None, (look, self.instructions, last)))


def read_looks(text: Mapping[str, Any]) -> Looks:
    """The looks of a file. Raises WrongLooks."""
    _only(text, {"instructions", "looks"}, "the file")
    found = text.get("looks")
    if not isinstance(found, list) or not 0 < len(found) <= MOST:
        raise WrongLooks(f"it must have 1 to {MOST} [[looks]]")
    instructions = _text(text, "instructions", MOST_PROMPT, "the file")
    looks = Looks(
        instructions, tuple(_look(each, n) for n, each in enumerate(found, 1))
    )
    if len({name.casefold() for name in looks.names}) < len(looks.names):
        raise WrongLooks("two looks have the same name")
    return looks


def _look(value: object, number: int) -> Look:
    where = f"look {number}"
    if not isinstance(value, Mapping):
        raise WrongLooks(f"{where} is no table")
    _only(value, {"name", "sentence", "prompt"}, where)
    name = _line(value, "name", MOST_NAME, where)
    sentence = _line(value, "sentence", MOST_SENTENCE, where)
    return Look(name, sentence, _text(value, "prompt", MOST_PROMPT, where))


def _only(value: Mapping[str, Any], known: set[str], where: str) -> None:
    if other := sorted(set(value) - known):
        raise WrongLooks(f"{where} has `{other[0][:40]}`, which means nothing here")


def _line(value: Mapping[str, Any], name: str, most: int, where: str) -> str:
    line = _text(value, name, most, where)
    if len(line.splitlines()) > 1:
        raise WrongLooks(f"the {name} of {where} must be one line")
    return line


def _text(value: Mapping[str, Any], name: str, most: int, where: str) -> str:
    text = value.get(name)
    if not isinstance(text, str) or not text.strip():
        raise WrongLooks(f"{where} has no `{name}`")
    if len(text.strip()) > most:
        raise WrongLooks(f"the {name} of {where} is longer than {most} characters")
    return text.strip()
