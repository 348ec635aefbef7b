"""Cuts a long text where it does not hurt."""

from typing import Final

from bot.core.messages.text.links import links

LEAST: Final = 20
"""A piece may have this many characters, however little room there is: with no minimum,
the pieces would never end."""
SCANT: Final = 500
"""Where there is less room than this, nothing is begun."""
FENCE: Final = len("```\n")
"""What is put before the rest of code. A piece is longer than this, or else the pieces
would never end, either."""


def first_and_rest(text: str, room: int, most: int) -> tuple[str, list[str]]:
    """As much of a text as fits there, and the pieces that follow it; all of them, if
    there is hardly any room."""
    if room < SCANT:
        return "", pieces(text, most)
    first, *rest = pieces(text, min(room, most)) or [""]
    return first, rest


def pieces(text: str, most: int) -> list[str]:
    """Cut into pieces of at most `most` characters, never inside of a link.

    Prefers the end of a paragraph, then of a line, a sentence, a word. A fence of code
    that a cut divides is closed and opened again.
    """
    found: list[str] = []
    most = max(LEAST, most)
    while len(text) > most:
        at = _cut(text, most - 8)
        head, text = text[:at].rstrip(), text[at:].lstrip("\n")
        if head.count("```") % 2:
            head, text = head + "\n```", "```\n" + text
        found.append(head)
    return [*found, text] if text.strip() else found


def _cut(text: str, most: int) -> int:
    spans = [(link.start, link.end) for link in links(text[: most * 2])]
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, most // 2, most)
        at = at + len(mark) if at >= 0 else at
        if at > 0 and not any(start < at < end for start, end in spans):
            return at
    around = [start for start, end in spans if start < most < end and start > FENCE]
    return around[0] if around else most
