"""Numbered citations instead of the model's inline links.

The model writes `… while sleeping ([nba.com](https://nba.com/x)).` and says which span
of the text is the citation. People read `… while sleeping [1].` and a line of sources.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.core.messages.text import clean, host_of
from bot.core.turn.events import Citation
from bot.core.turn.progress import Part

_UNCLOSED = re.compile(r"\(?\[[^\[\]\n]{0,200}(\](\([^)\s]{0,2000})?)?$")
_LONGEST_LINK = 2500


@dataclass(frozen=True, slots=True)
class Source:
    """A page that the answer relies on, with its number in the text."""

    number: int
    url: str
    title: str

    @property
    def host(self) -> str:
        """The page's host, as people say it."""
        return host_of(self.url) or "a page"


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


@lru_cache(maxsize=512)  # all of them are needed each time the message is drawn
def web_address(url: str) -> str:
    """The address without the model's tracking mark; empty if it is not http(s)."""
    try:
        split = urlsplit(clean(url).strip())
        host = split.netloc.rpartition("@")[2]  # a user name before it only misleads
    except ValueError:
        return ""
    if split.scheme not in {"http", "https"} or not split.hostname:
        return ""
    kept = [
        (name, value)
        for name, value in parse_qsl(split.query, keep_blank_values=True)
        if (name, value) != ("utm_source", "openai")
    ]
    address = urlunsplit(split._replace(netloc=host, query=urlencode(kept)))
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
    """Merge citations whose spans overlap, so that no cut is made inside another
    one."""
    merged: list[tuple[tuple[int, int], list[Citation]]] = []
    for (start, end), citation in sorted(spans, key=lambda pair: pair[0]):
        if merged and start < merged[-1][0][1]:
            (first, last), group = merged[-1]
            merged[-1] = ((first, max(last, end)), [*group, citation])
        else:
            merged.append(((start, end), [citation]))
    return merged[::-1]


def _spliced(text: str, start: int, end: int, marks: str) -> str:
    """Put the numbers where the link was; words that are not a link stay before
    them."""
    start, end = _with_brackets(text, start, end)
    cited = text[start:end]
    kept = "" if _is_link(cited) else cited
    before = text[:start] + kept
    if not marks:
        return before.rstrip() + text[end:] if _is_link(cited) else text
    gap = "" if not before or before[-1].isspace() else " "
    return f"{before}{gap}{marks}{text[end:]}"


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A link, and the brackets that would be left behind without it."""
    around = text[start - 1 : start] + text[end : end + 1]
    if _is_link(text[start:end]) and around in {"()", "[]"}:
        return start - 1, end + 1
    return start, end


def _span(text: str, citation: Citation) -> tuple[int, int]:
    """The citation's place in the text, as characters.

    In every recording, offsets count characters. If they count UTF-16 units instead (as
    in other clients of the API), the place where there really is a link is the right
    one.
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
