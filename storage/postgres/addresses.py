"""Keeps the secrets in a database's address out of messages about it."""

import re
from typing import Final
from urllib.parse import parse_qs, unquote

HOW_TO_WRITE: Final = (
    "it is not found under its address: write @ in the password as %40, and in the "
    "same way / as %2F, ? as %3F and # as %23"
)
BLOT: Final = "…"


def misread(url: str) -> bool:
    """Whether part of the password may be mistaken for the host, or the like."""
    return bool(re.search(r"[@/?#]", _login(url)))


def blotted(text: str, url: str) -> str:
    """The text without the user and the password of this address."""
    user, _, password = _login(url).partition(":")
    more = parse_qs(url.partition("?")[2])
    for word in _both(password, *more.get("password", [])):
        text = text.replace(word, BLOT)
    for word in _both(user, *more.get("user", [])):
        text = re.sub(rf"(?<![\w.-]){re.escape(word)}(?![\w.-])", BLOT, text)
    return text


def _login(url: str) -> str:
    """Everything before the last @, whatever it contains."""
    return url.partition("://")[2].rpartition("@")[0]


def _both(*words: str) -> list[str]:
    """The texts as written and as decoded, the longest first."""
    return sorted({*words, *map(unquote, words)} - {""}, key=len, reverse=True)
