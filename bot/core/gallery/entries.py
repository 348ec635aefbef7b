"""What the gallery knows of the pictures of a turn: which can be found, and by what."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.core.decks.outline import Outline
from bot.core.gallery.words import indexed
from bot.core.turn.gallery import audience
from bot.core.turn.options import Button
from bot.core.turn.taught import LeftOut, UsedName
from bot.core.turn.turns import BEHIND, Answer, KeptPicture, Turn

MOST_OF_A_TURN: Final = 1024
"""The most pictures of one turn that can be found."""


@dataclass(frozen=True, slots=True)
class GalleryEntry:
    """A picture that can be found: by these words and marks, by this audience."""

    number: int
    audience: str
    title: str
    words: tuple[str, ...]


class _About(NamedTuple):
    """What a picture is called, and what else was said and used for it alone."""

    title: str
    texts: tuple[str, ...] = ()
    names: tuple[UsedName, ...] = ()


def entries(turn: Turn, answer: Answer) -> Iterator[GalleryEntry]:
    """The pictures of an answer that can be found.

    Each picture of a set can be found by itself; its sheet cannot. Of a deck, it is the
    sheet of its slides. Two pictures side by side are in the gallery already.
    """
    ask = turn.ask
    if ask.options and ask.options.button is Button.PAIR:
        return
    who = audience(ask.thread.channel, ask.user)
    team, asked = ask.thread.team, [*_used(turn.names)]
    marks = (of_audience(team, who), of_user(team, ask.user))
    said = (ask.wish or ask.words, *(part.text for part in answer.parts))
    for number, picture in enumerate(answer.pictures[:MOST_OF_A_TURN]):
        if _is_looked_for(picture, answer):
            title, texts, own = _about(picture, answer)
            names = {each.id: each.name for each in (*asked, *own)}
            named = (of_name(team, each) for each in names)
            told = (title, *texts, *names.values(), picture.revised_prompt, *said)
            yield GalleryEntry(number, who, title, (*marks, *named, *indexed(told)))


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


def _is_looked_for(picture: KeptPicture, answer: Answer) -> bool:
    """Whether people look for it: not for a file that only goes with a picture, but for
    a chart, even if Slack draws it itself."""
    if picture.place == BEHIND:
        return answer.chart_of(picture) is not None
    if answer.deck is not None and picture.sheet:
        return True
    return picture in answer.own_pictures


def _about(picture: KeptPicture, answer: Answer) -> _About:
    if answer.deck is not None and picture.sheet:
        return _of_deck(answer.deck.outline)
    if chart := answer.chart_of(picture):
        return _About(chart.chart.title)
    if picture.place:
        wished = (e for e in answer.set_pictures if e.sha256 == picture.sha256)
        about = (_About(e.title, (e.prompt,), (*_used(e.names),)) for e in wished)
        return next(about, _About(""))
    return _About("")


def _used(names: Iterable[UsedName] | None) -> Iterator[UsedName]:
    return (each for each in names or () if each.left_out is LeftOut.NOT)


def _of_deck(outline: Outline) -> _About:
    slides = ((each.title, *each.points) for each in outline.slides)
    texts = (text for slide in slides for text in slide)
    return _About(outline.title, (outline.subtitle, *texts))
