"""Numbered citations in the place of the model's inline links.

The model writes `… while sleeping ([nba.com](https://nba.com/x)).` and says which span
of the text that is. A reader gets `… while sleeping [1].` and a line of sources.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.core.events import Citation
from bot.core.progress import Part

_UNCLOSED = re.compile(r"\(?\[[^\[\]\n]{0,200}(\](\([^)\s]{0,2000})?)?$")
_LONGEST_LINK = 2500


@dataclass(frozen=True, slots=True)
class Source:
    """A page that the answer rests on, with its number in the text."""

    number: int
    url: str
    title: str

    @property
    def host(self) -> str:
        """The page's host, as people say it."""
        return (urlsplit(self.url).hostname or self.url).removeprefix("www.")


def numbered(parts: Iterable[Part]) -> tuple[str, tuple[Source, ...]]:
    """Return the whole text with numbers for its links, and the sources in order."""
    sources: dict[str, Source] = {}
    texts = [_number(part, sources) for part in parts if part.text.strip()]
    return "\n\n".join(text.strip() for text in texts), tuple(sources.values())


def unfinished_link_off(text: str) -> str:
    """Take off a link that is still being written at the end of a streamed text."""
    head, tail = text[:-_LONGEST_LINK], text[-_LONGEST_LINK:]
    found = _UNCLOSED.search(tail)
    return (head + tail[: found.start()]).rstrip() if found else text


@lru_cache(maxsize=512)  # every drawing of the message asks for all of them
def web_address(url: str) -> str:
    """The address without the model's tracking mark; empty if it is not http(s)."""
    try:
        split = urlsplit(url.strip())
    except ValueError:
        return ""
    if split.scheme not in {"http", "https"} or not split.hostname:
        return ""
    kept = [
        (name, value)
        for name, value in parse_qsl(split.query, keep_blank_values=True)
        if (name, value) != ("utm_source", "openai")
    ]
    address = urlunsplit(split._replace(query=urlencode(kept)))
    return re.sub(r"[\s<>|\"\\^`{}]", _quoted, address)


def _quoted(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _number(part: Part, sources: dict[str, Source]) -> str:
    spans = [(_span(part.text, each), each) for each in part.citations]
    for _, citation in sorted(spans, key=lambda pair: pair[0]):
        _remember(citation, sources)
    text, upto = part.text, len(part.text) + 1
    for (start, end), group in _from_the_end(spans):
        if end > upto:
            continue
        upto = start
        marks = "".join(f"[{number}]" for number in _numbers(group, sources))
        text = _spliced(text, start, end, marks)
    return text


def _remember(citation: Citation, sources: dict[str, Source]) -> None:
    url = web_address(citation.url)
    if url and url not in sources:
        sources[url] = Source(len(sources) + 1, url, citation.title)


def _numbers(group: Sequence[Citation], sources: dict[str, Source]) -> list[int]:
    addresses = (web_address(citation.url) for citation in group)
    return sorted({sources[url].number for url in addresses if url in sources})


def _from_the_end(
    spans: Sequence[tuple[tuple[int, int], Citation]],
) -> list[tuple[tuple[int, int], list[Citation]]]:
    """Merge citations whose spans overlap, so that no cut falls inside of another."""
    merged: list[tuple[tuple[int, int], list[Citation]]] = []
    for (start, end), citation in sorted(spans, key=lambda pair: pair[0]):
        if merged and start < merged[-1][0][1]:
            (first, last), group = merged[-1]
            merged[-1] = ((first, max(last, end)), [*group, citation])
        else:
            merged.append(((start, end), [citation]))
    return merged[::-1]


def _spliced(text: str, start: int, end: int, marks: str) -> str:
    """Put the marks where the link was; words that are no link stay before them."""
    cited = text[start:end]
    kept = "" if _is_link(cited) else cited
    before = text[:start] + kept
    if not marks:
        return before.rstrip() + text[end:] if _is_link(cited) else text
    gap = "" if not before or before[-1].isspace() else " "
    return f"{before}{gap}{marks}{text[end:]}"


def _span(text: str, citation: Citation) -> tuple[int, int]:
    """The citation's place in the text, as characters.

    Offsets are characters in every recording; should they be UTF-16 units (as in
    other clients of the API), the place where a link really stands is the right one.
    """
    start = min(max(citation.start, 0), len(text))
    end = min(max(citation.end, start), len(text))
    if _is_link(text[start:end]):
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    first = len(units[: start * 2].decode("utf-16-le", "ignore"))
    last = len(units[: citation.end * 2].decode("utf-16-le", "ignore"))
    return (first, last) if _is_link(text[first:last]) else (start, end)


def _is_link(cited: str) -> bool:
    return "](" in cited and cited.strip().startswith(("[", "(["))
