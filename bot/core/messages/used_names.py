"""Draws which characters and styles a turn has used. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.core.messages.text import escaped, plain
from bot.core.turn.taught import LeftOut, NameKind, Taught, UsedName, reads_as
from bot.core.turn.turns import Answer, Outcome, Turn

MOST_NAMED: Final = 6
_LONGEST_NAME: Final = 40
FORGOTTEN: Final = "Without {names}: forgotten before it could be used."
UNSEEN: Final = "It has been forgotten since, or is not for you."
TOO_MANY: Final = "Without {names}: too many at once."


def names_of(turn: Turn, answer: Answer | None) -> tuple[UsedName, ...]:
    """The names in the turn's ask, and those on the pictures of its set."""
    pictures = answer.set_pictures if answer else ()
    each = (*(turn.names or ()), *(name for one in pictures for name in one.names))
    return tuple({name.id: name for name in reversed(each)}.values())[::-1]


def lines(turn: Turn, answer: Answer) -> Iterator[str]:
    """What a message says of them at its end."""
    names = names_of(turn, answer)
    if answer.outcome is Outcome.DONE and (said := line(names)):
        yield said
    yield from left_out(names)


def line(names: Sequence[UsedName]) -> str:
    """One line for all of them; empty if there are none."""
    said = list(map(_short, _used(names)))
    if not said:
        return ""
    more = len(said) - MOST_NAMED
    ending = f" and {more} more" if more > 0 else ""
    return escaped(f"with {', '.join(said[:MOST_NAMED])}{ending}")


def left_out(names: Sequence[UsedName]) -> Iterator[str]:
    """What is said of those that were not used."""
    for why, told in ((LeftOut.FORGOTTEN, FORGOTTEN), (LeftOut.TOO_MANY, TOO_MANY)):
        found = [f"“{_cut(each.name)}”" for each in names if each.left_out is why]
        more = len(found) - MOST_NAMED
        ending = f" and {more} more" if more > 0 else ""
        if found:
            yield escaped(told.format(names=", ".join(found[:MOST_NAMED]) + ending))


def rows(names: Sequence[UsedName], taught: Mapping[int, Taught]) -> Iterator[str]:
    """Each as it is taught now, for the details."""
    for each in _used(names):
        known = taught.get(each.id)
        title = f"*With the {each.kind} “{escaped(_cut(each.name))}”*"
        yield f"{title}\n{_told(known) if known else UNSEEN}"


def _told(taught: Taught) -> str:
    count = len(taught.pictures)
    pictures = "1 picture" if count == 1 else f"{count} pictures"
    sentence = escaped(plain(taught.sentence, 500))
    said = (sentence, pictures, f"taught by <@{taught.taught_by}>")
    return " · ".join(filter(None, said))


def _used(names: Sequence[UsedName]) -> list[UsedName]:
    return [each for each in names if not each.left_out]


def _short(name: UsedName) -> str:
    said = _cut(name.name)
    if name.kind is NameKind.STYLE:
        return said if "style" in reads_as(said) else f"{said} style"
    return f"{said} ({name.gloss})" if name.gloss else said


def _cut(name: str) -> str:
    return plain(name, _LONGEST_NAME)
