"""Sets: several pictures of one turn, drawn at the same time. Pure values.

A set is stored before its first picture is drawn, and each picture as soon as it is
there. So after a crash, only the missing ones are drawn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.core.turn.events import Usage
from bot.core.turn.sheet import Cell
from bot.core.turn.slots import Stage
from bot.core.turn.taught import Taught, UsedName, newest_pictures, used

LEAST: Final = 2
MOST: Final = 10
"""The most pictures of one turn, for which a sheet has room."""
MOST_PROMPT: Final = 12_000
MOST_TITLE: Final = 80
MOST_USED: Final = 16
"""The most sources of one picture."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a picture: a picture on the shelf, or a file of a turn's ask.

    The files of an ask are counted from 1, as the model has seen them. A picture that
    only shows a character or a style has the id of its `name`.
    """

    sha256: str = ""
    turn: int = 0
    number: int = 0
    name: int = 0


@dataclass(frozen=True, slots=True)
class SetPicture:
    """One picture of a set: the wish, and the result.

    `uses` are the names that the model gave to its `sources`; `names` are the
    characters and styles on it, of which some sources are pictures. It belongs to the
    `call` of a bot tool. `sha256` names its bytes; `why` says briefly why there are
    none, and `told` says so to the person. While both are empty, it has still to be
    drawn. Its `size` is that of the set, unless it has one of its own. `manner` names a
    picture on the shelf of which only the manner is taken.
    """

    number: int
    title: str
    prompt: str
    uses: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    call: str = ""
    sha256: str = ""
    why: str = ""
    told: str = ""
    usage: Usage = field(default_factory=Usage)
    size: str = ""
    names: tuple[UsedName, ...] = ()
    manner: str = ""

    @property
    def key(self) -> str:
        """The id of its slot."""
        return f"set-{self.number}"

    @property
    def finished(self) -> bool:
        """Whether the picture is there."""
        return bool(self.sha256)

    @property
    def open(self) -> bool:
        """Whether it has still to be drawn."""
        return not (self.sha256 or self.why)

    @property
    def cell(self) -> Cell:
        """Its place on the sheet."""
        failed = Stage.FAILED if self.why else Stage.WAITING
        return Cell(
            self.key,
            self.number,
            self.title,
            Stage.FINISHED if self.finished else failed,
            sha256=self.sha256,
            why=self.why,
        )

    @property
    def line(self) -> str:
        """Its number and its title, as people and the model read it."""
        return f"{self.number}. {self.title}"


class WrongSet(ValueError):
    """The call does not describe a set; the text tells the model why, so that it can
    correct it."""


def read_set(
    arguments: Mapping[str, Any], call: str, before: int, most: int = MOST
) -> list[SetPicture]:
    """The pictures that a call of `draw_set` asks for, after so many others. Raises
    WrongSet."""
    wanted = arguments.get("pictures")
    if not isinstance(wanted, list) or not LEAST <= len(wanted) <= MOST:
        raise WrongSet(f"`pictures` takes {LEAST} to {MOST} pictures")
    if before + len(wanted) > most:
        already = f", and {before} were asked for already" if before else ""
        raise WrongSet(f"one answer takes {most} pictures of sets{already}")
    return [_read(each, call, before + n) for n, each in enumerate(wanted, 1)]


def _read(wanted: object, call: str, number: int) -> SetPicture:
    if not isinstance(wanted, Mapping):
        raise WrongSet(f"picture {number} is no object")
    title, prompt = (_text(wanted, name, number) for name in ("title", "prompt"))
    uses = wanted.get("uses") or []
    if not isinstance(uses, list) or not all(isinstance(each, str) for each in uses):
        raise WrongSet(f"`uses` of picture {number} is no list of names")
    if len(uses) > MOST_USED:
        raise WrongSet(f"`uses` of picture {number} names more than {MOST_USED}")
    if len(prompt) > MOST_PROMPT:
        raise WrongSet(f"the prompt of picture {number} is too long")
    names = tuple(dict.fromkeys(each.strip().lower() for each in uses))
    return SetPicture(
        number, " ".join(title.split())[:MOST_TITLE], prompt, names, call=call
    )


def _text(wanted: Mapping[str, Any], name: str, number: int) -> str:
    value = wanted.get(name)
    if not isinstance(value, str) or not value.strip():
        raise WrongSet(f"picture {number} has no `{name}`")
    return value.strip()


def of_one_prompt(
    prompt: str, count: int, title: str, sources: Sequence[Source], call: str
) -> tuple[SetPicture, ...]:
    """So many pictures of the same words."""
    return tuple(
        SetPicture(n, f"{title} {n}", prompt, sources=tuple(sources), call=call)
        for n in range(1, count + 1)
    )


def with_names(picture: SetPicture, names: Sequence[Taught]) -> SetPicture:
    """The picture with these characters and styles on it, and with as many of their
    pictures among its sources as there is room for."""
    taken = newest_pictures(names, MOST_USED - len(picture.sources))
    shown = (
        Source(each.sha256, name=name.id) for name in names for each in taken[name.id]
    )
    sources, on_it = (*picture.sources, *shown), tuple(map(_on_it, names))
    return replace(picture, sources=sources, names=on_it)


def _on_it(name: Taught) -> UsedName:
    """The name as a picture notes it: who taught it is noted with the turn."""
    return replace(used(name), taught_by="", agreed_by="")


def as_wanted(picture: SetPicture, call: str) -> SetPicture:
    """The same one, to be drawn anew."""
    anew = replace(picture, call=call, sha256="", why="", told="")
    return replace(anew, usage=Usage())


def put(pictures: Iterable[SetPicture], picture: SetPicture) -> tuple[SetPicture, ...]:
    """The pictures, with one of them replaced by its newest state."""
    known = {each.number: each for each in pictures} | {picture.number: picture}
    return tuple(known[number] for number in sorted(known))


def of_call(pictures: Iterable[SetPicture], call: str) -> Iterator[SetPicture]:
    """The pictures that one call has asked for."""
    return (each for each in pictures if each.call == call)
