"""Words of the wire: parts of a message, and the pages that they name. Pure."""

from collections.abc import Iterator

from bot.adapters.openai_fields import Wire, number_of, parts_of, text_of
from bot.core.events import Citation, TextDone


def part_key(item: str, index: int) -> str:
    """One name for a part, whether it comes in pieces or whole."""
    return f"{item}/{index}"


def parts(item: Wire, key: str) -> Iterator[TextDone]:
    """The parts of a whole message. Empty ones follow pictures, and say nothing."""
    for index, content in enumerate(parts_of(item, "content")):
        text = text_of(content, "text") or text_of(content, "refusal")
        if text.strip():
            found = map(citation, parts_of(content, "annotations"))
            cited = tuple(each for each in found if each)
            yield TextDone(part_key(key, index), text, cited)


def citation(annotation: Wire) -> Citation | None:
    """The page that an annotation names, if a person could go there."""
    url = text_of(annotation, "url")
    start = number_of(annotation, "start_index")
    end = number_of(annotation, "end_index")
    if text_of(annotation, "type") != "url_citation" or start is None or end is None:
        return None
    if start > end or not url.lower().startswith(("https://", "http://")):
        return None
    return Citation(start, end, url, text_of(annotation, "title"))
