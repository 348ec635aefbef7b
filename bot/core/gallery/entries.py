"""What the gallery knows of the pictures of a turn: which can be found, and by what."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.gallery.words import indexed
from bot.core.turn.gallery import audience
from bot.core.turn.options import Button
from bot.core.turn.sets import SetPicture
from bot.core.turn.turns import BEHIND, Answer, KeptPicture, Turn

MOST_OF_A_TURN = 1024
"""The most pictures of one turn that can be found."""


@dataclass(frozen=True, slots=True)
class GalleryEntry:
    """A picture that can be found: by these words and marks, by this audience."""

    number: int
    audience: str
    title: str
    words: tuple[str, ...]


def entries(turn: Turn, answer: Answer) -> Iterator[GalleryEntry]:
    """The pictures of an answer that can be found.

    Each picture of a set can be found by itself; its sheet cannot. What was picked of a
    set is in the gallery already.
    """
    if turn.ask.options and turn.ask.options.button is Button.PICK:
        return
    ask = turn.ask
    who = audience(ask.thread.channel, ask.user)
    marks = (of_audience(ask.thread.team, who), of_user(ask.thread.team, ask.user))
    said = [part.text for part in answer.parts]
    for number, picture in enumerate(answer.pictures[:MOST_OF_A_TURN]):
        if seen(picture, answer):
            drawn = _of_set(picture, answer)
            title = drawn.title if drawn else _chart_title(picture, answer)
            prompts = (picture.revised_prompt, drawn.prompt if drawn else "")
            words = indexed((title, ask.wish or ask.words, *prompts, *said))
            yield GalleryEntry(number, who, title, (*marks, *words))


def seen(picture: KeptPicture, answer: Answer) -> bool:
    """Whether a picture is one that people look for: not a file that only goes with
    another."""
    if picture.place == BEHIND:
        return answer.chart_of(picture) is not None
    return picture.place >= 0 and not picture.sheet


def of_audience(team: str, who: str) -> str:
    """The mark of pictures that this audience may see."""
    return _mark("audience", team, who)


def of_user(team: str, user: str) -> str:
    """The mark of pictures that somebody asked for."""
    return _mark("user", team, user)


def of_name(team: str, name: int) -> str:
    """The mark of pictures for which a character or a style was used."""
    return _mark("name", team, str(name))


def _mark(*what: str) -> str:
    """A short entry that is no word of any text."""
    return ":" + hashlib.sha256("/".join(what).encode()).hexdigest()[:16]


def _of_set(picture: KeptPicture, answer: Answer) -> SetPicture | None:
    if not picture.place:
        return None
    of = (each for each in answer.set_pictures if each.sha256 == picture.sha256)
    return next(of, None)


def _chart_title(picture: KeptPicture, answer: Answer) -> str:
    chart = answer.chart_of(picture)
    return chart.chart.title if chart else ""
