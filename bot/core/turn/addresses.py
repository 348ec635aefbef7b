"""Takes out of a text what is not spoken: links, addresses, emoji codes and code.
Pure, and in one pass however the text is made."""

import re
from typing import Final

OUT: Final = "\ufffc"
"""Stands where something was taken out: no word, and no space."""
_LINK: Final = re.compile(
    r"(?:https?|ftp|slack|file)://[^\s<>]+|(?:mailto|tel):[^\s<>]+|\bwww\.[^\s<>]+",
    re.IGNORECASE,
)
_HOST: Final = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![\w.-])(?:[/?#:][^\s<>]*)?"
)
_AT: Final = re.compile(r"[^\s<>()\[\]]*@[^\s<>()\[\]]*")
_EMOJI: Final = re.compile(r":[\w+'-]{1,100}:")


def without_addresses(text: str) -> str:
    """The text with a mark instead of each of these."""
    if "`" in text:
        text = _without_code(text)
    if ":" in text or "www." in text.lower():
        text = _EMOJI.sub(OUT, _LINK.sub(OUT, text))
    if "@" in text:
        text = " ".join(_AT.sub(OUT, each) if "@" in each else each
                        for each in text.split(" "))  # fmt: skip
    return _HOST.sub(OUT, text) if "." in text else text


def _without_code(text: str) -> str:
    parts = text.split("```")
    last = len(parts) - 1
    kept = (
        OUT if number % 2 and number < last else _without_inline(part)
        for number, part in enumerate(parts)
    )
    return "".join(kept)


def _without_inline(text: str) -> str:
    return "\n".join(map(_line, text.split("\n"))) if "`" in text else text


def _line(line: str) -> str:
    parts = line.split("`")
    if len(parts) % 2 == 0:  # the last one is not closed
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(OUT if n % 2 else part for n, part in enumerate(parts))
