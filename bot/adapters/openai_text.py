"""Reads text from the wire: the parts of a message, and the pages that they cite.
Pure."""

from collections.abc import Iterator

from bot.adapters.openai_fields import (
    LONGEST_WORDS,
    Wire,
    number_of,
    parts_of,
    text_of,
    words_of,
)
from bot.core.turn.events import Citation, TextDone


def part_key(item: str, index: int) -> str:
    """The key of a part: the same whether it comes in pieces or whole."""
    return f"{item}/{index}"


def parts(item: Wire, key: str) -> Iterator[TextDone]:
    """The parts of a whole message, without the empty ones that follow pictures."""
    for index, content in enumerate(parts_of(item, "content")):
        text = text_of(content, "text") or text_of(content, "refusal")
        if text.strip():
            found = map(citation, parts_of(content, "annotations"))
            cited = tuple(each for each in found if each)
            yield TextDone(part_key(key, index), text, cited)


def citation(annotation: Wire) -> Citation | None:
    """The page that an annotation cites, if a person could open it."""
    url = text_of(annotation, "url")
    if len(url) > LONGEST_WORDS:
        return None
    start = number_of(annotation, "start_index")
    end = number_of(annotation, "end_index")
    if text_of(annotation, "type") != "url_citation" or start is None or end is None:
        return None
    if start > end or not url.lower().startswith(("https://", "http://")):
        return None
    return Citation(start, end, url, words_of(annotation, "title"))
