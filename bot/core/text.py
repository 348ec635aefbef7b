"""Making words safe for Slack, and cutting long ones where it does not hurt.

What a model or a web page wrote must never ping a channel, hide a link's target, or
be read as markup that we did not mean.
"""

import re

_BROADCAST = re.compile(r"<(?=[!@#])")
# Every repetition has an end: an answer of 40,000 brackets must not stop the bot.
_LINK = re.compile(
    r"(!?)\[([^\[\]]{0,500})\]\(\s{0,20}<?([^)\s>\[]{0,2500})>?"
    r"(?:\s{1,20}(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^)]{0,300}\)))?\s{0,20}\)"
)
_LINK_ELSEWHERE = re.compile(r"\](?=\(\s{0,20}<?(?!https?://|mailto:))", re.IGNORECASE)
_DEFINITION = re.compile(r"^( {0,3}\[[^\[\]\n]{1,200}\])(?=:)", re.MULTILINE)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{0,30}:[^<>\s]{0,2500})>")
_SAFE = ("http://", "https://", "mailto:")
# Direction overrides can make a link read as another one; nothing we show needs them.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f]")


def escaped(text: str) -> str:
    """For mrkdwn and for the text field: Slack's three control characters."""
    text = _OVERRIDES.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(text: str) -> str:
    """For a markdown block: the model's own Markdown without its dangerous parts.

    A zero-width space after `<` keeps `<!channel>` and `<@U1>` words. Images would be
    fetched by Slack on the model's behalf, so they become links; links elsewhere than
    to the web or to mail lose their target.
    """
    text = _OVERRIDES.sub("", text)
    text = _LINK.sub(_safe_link, text)
    text = _AUTOLINK.sub(lambda m: m[0] if _is_safe(m[1]) else m[1], text)
    # What is left of other spellings is broken up, so that it stays words.
    text = text.replace("![", "!\u200b[")
    text = _LINK_ELSEWHERE.sub("]\u200b", text)
    text = _DEFINITION.sub("\\1\u200b", text)
    return _BROADCAST.sub("<\u200b", text)


def plain(text: str, most: int) -> str:
    """One line of at most so many characters, whole words where possible."""
    line = " ".join(_OVERRIDES.sub("", text).split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    if line[most - 1] == " ":
        return f"{head}…"
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head) + "…"


def pieces(text: str, most: int) -> list[str]:
    """Cut into pieces of at most `most` characters, never inside of a link.

    Prefers the end of a paragraph, then of a line, a sentence, a word. A fence of code
    that a cut divides is closed and opened again.
    """
    found: list[str] = []
    while len(text) > most:
        at = _cut(text, most - 8)
        head, text = text[:at].rstrip(), text[at:].lstrip("\n")
        if head.count("```") % 2:
            head, text = head + "\n```", "```\n" + text
        found.append(head)
    return [*found, text] if text.strip() else found


def _safe_link(match: re.Match[str]) -> str:
    label, target = match[2], match[3]
    return f"[{label}]({target})" if _is_safe(target) else label


def _is_safe(target: str) -> bool:
    return target.lower().startswith(_SAFE) and len(target) <= 2000


def _cut(text: str, most: int) -> int:
    links = [match.span() for match in _LINK.finditer(text[: most * 2])]
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, most // 2, most)
        at = at + len(mark) if at >= 0 else at
        if at > 0 and not any(start < at < end for start, end in links):
            return at
    around = [start for start, end in links if start < most < end and start > 0]
    return around[0] if around else most
