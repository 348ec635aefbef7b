"""The pages that a thread has found: nothing else can be the source of a slide."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from bot.core.decks.outline import DeckSource, Outline
from bot.core.turn.legs import Leg
from bot.core.turn.turns import Turn

_ADDRESS: Final = re.compile(r"https?://[^\s<>|\"'）)\]]{1,2000}")
_CAMPAIGN: Final = re.compile(r"&?\butm_\w+=[^&]*")


def found_pages(
    turn: Turn, legs: Sequence[Leg], past: Sequence[Turn]
) -> frozenset[str]:
    """The pages that this thread has cited, and those that its people have named."""
    said = [turn.ask.words, *(each.ask.words for each in past)]
    named = (address for words in said for address in _ADDRESS.findall(words))
    return frozenset(map(_plain, (*named, *_cited(legs, past), *_in_decks(past))))


def with_found_sources(
    outline: Outline, pages: Collection[str]
) -> tuple[Outline, tuple[str, ...]]:
    """The outline without sources that nobody has found, and their addresses."""
    slides, lost = [], []
    for slide in outline.slides:
        known = tuple(each for each in slide.sources if _plain(each.url) in pages)
        lost += [each.url for each in slide.sources if each not in known]
        slides.append(replace(slide, sources=known))
    return replace(outline, slides=tuple(slides)), tuple(dict.fromkeys(lost))


def all_sources(outline: Outline) -> Iterator[DeckSource]:
    """The sources of all slides, each once."""
    each = (source for slide in outline.slides for source in slide.sources)
    seen: dict[str, DeckSource] = {}
    for source in each:
        seen.setdefault(_plain(source.url), source)
    yield from seen.values()


def _cited(legs: Sequence[Leg], past: Sequence[Turn]) -> Iterator[str]:
    answers = (each.answer for each in past if each.answer)
    parts = (
        *(p for leg in legs for p in leg.parts),
        *(p for a in answers for p in a.parts),
    )
    for part in parts:
        yield from (each.url for each in part.citations)


def _in_decks(past: Iterable[Turn]) -> Iterator[str]:
    """Those that were found once stay found, whatever became of the words."""
    for turn in past:
        deck = turn.answer.deck if turn.answer else None
        for slide in deck.outline.slides if deck else ():
            yield from (each.url for each in slide.sources)


def _plain(address: str) -> str:
    """The address, without what does not make it another page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    query = _CAMPAIGN.sub("", parts.query).strip("&")
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/.,')}{'?' if query else ''}{query}"
