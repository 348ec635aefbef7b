"""Finds the links in a model's Markdown, and shows where they really lead.

The caller breaks up everything that Slack might take for a link and this module does
not, so that no link escapes the checks.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import urlsplit

MOST_ADDRESS: Final = 2_000
_MOST_LABEL = 600
_DEEPEST = 3
# Every repetition is limited: an answer of 40,000 brackets must not stop the bot.
_TARGET = re.compile(
    r"\]\(\s{0,20}(?:<([^<>\n]{0,2500})>"
    r"|((?:[^\s()<>]|\([^\s()<>]{0,500}\)){0,2500}))"
    r"(?:\s{1,20}(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^)]{0,300}\)))?\s{0,20}\)"
)
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,20}\.?|[0-9a-f:.]{2,45}")
_NAMED = re.compile(
    r"((?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_][\w-]{1,24}|[0-9]{1,3}(?:\.[0-9]{1,3}){3})"
    r"(?::[0-9]{1,5})?(?:[/?#]\S*)?"
)
_FULL_STOP = re.compile(r"(?<=[a-z0-9])\u3002(?=[a-z0-9])")
"""The full stop of Chinese and Japanese, which browsers take for a dot in a host."""
# Marks that take no space or only change how letters look do not hide an address.
_UNSEEN = re.compile(r"[*_~`\\\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Link:
    """An inline link or picture, and where it stands."""

    start: int
    end: int
    label: str
    target: str


def links(text: str) -> Iterator[Link]:
    """Every inline link, in order; of links within links the inner ones."""
    upto = 0
    for found in _TARGET.finditer(text):
        start = _opening(text, found.start(), upto)
        if start is None:
            continue
        label = text[start + 1 : found.start()]
        target = found[2] if found[1] is None else _closed(found[1])
        upto = found.end()
        picture = start > 0 and text[start - 1] == "!"
        yield Link(start - picture, upto, label, target)


@lru_cache(maxsize=512)  # all are needed each time a message is drawn
def reaches(target: str) -> str:
    """Where a link leads, in readable form: a host, or a mail address.

    Empty if a person should not be led there: because it is neither a web nor a mail
    address, or because a browser would go elsewhere than the reader expects.
    """
    if len(target) > MOST_ADDRESS or re.search(r"[\s\\<>]", target):
        return ""
    if target.lower().startswith("mailto:"):
        return target[len("mailto:") :].partition("?")[0].lower()
    return host_of(target)


def host_of(address: str) -> str:
    """The host of a web address, in ASCII, so that no letter can imitate another."""
    try:
        split = urlsplit(address)
        host = (split.hostname or "").encode("idna").decode()
    except ValueError:
        return ""
    if split.scheme not in {"http", "https"} or "@" in split.netloc:
        return ""
    return host.removeprefix("www.") if _HOST.fullmatch(host) else ""


def truthful(label: str, target: str) -> str:
    """The label, followed by the real target if the label names a different one."""
    there = reaches(target)
    bare = unicodedata.normalize("NFKC", _UNSEEN.sub("", unescape(label))).lower()
    if not bare.strip():
        return there
    bare = _FULL_STOP.sub(".", bare)
    named = {each.removeprefix("www.") for each in _NAMED.findall(bare)}
    is_named = there in bare if "@" in there else named == {there}
    return label if is_named or not named else f"{label} ({there})"


def _opening(text: str, closing: int, upto: int) -> int | None:
    """The position at which the label that ends here begins."""
    depth = 0
    for at in range(closing - 1, max(upto, closing - _MOST_LABEL) - 1, -1):
        if text[at] == "[":
            if depth == 0:
                return at
            depth -= 1
        elif text[at] == "]":
            depth += 1
            if depth > _DEEPEST:
                return None
    return None


def _closed(target: str) -> str:
    """A target as it may stand without angle brackets."""
    return target.strip().replace("(", "%28").replace(")", "%29")
