"""Makes words safe, whoever wrote them."""

import re
from typing import Final

from bot.core.messages.text.letters import clean
from bot.core.messages.text.links import Link, links, reaches, truthful

UNSEEN_SPACE: Final = "\u200b"
"""A zero-width space, which separates characters that would be markup together."""
_BROADCAST = re.compile(r"<(?=[!@#])")
_DEFINITION = re.compile(r"^( {0,3}\[[^\[\]\n]{1,200}\])(?=:)", re.MULTILINE)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{0,30}:[^<>\s]{0,2500})>")
_DISGUISED = re.compile(r"(https?:)//(?=[^\s/?#<>]{1,2000}@)", re.IGNORECASE)
"""The beginning of an address in which another host's name can stand before an @."""
_PIPED = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9+.-]{0,30}:[^<>\s|]{0,2500})\|([^<>\n]{0,500})>"
)
_BADGE = re.compile(r"\[!\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)\](?=\()")


def escaped(text: str) -> str:
    """Text for mrkdwn and for the text field, with Slack's three control characters
    escaped."""
    text = clean(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped_line(text: str, most: int) -> str:
    """One line for mrkdwn, of at most so many letters when it is escaped."""
    line = plain(text, most)
    while len(made := escaped(line)) > most:
        line = plain(line, max(1, len(line) * most // len(made)))
    return made


def linked(url: str, label: str) -> str:
    """A link in mrkdwn, with a label that cannot lie about where it leads."""
    said = escaped(truthful(label, url)).replace("|", "¦")
    return f"<{url}|{said}>"


def markdown(text: str) -> str:
    """The model's own Markdown for a markdown block, without its dangerous parts.

    Links keep their target if it is on the web or mail, and say where it leads if their
    label names another address. Images would be fetched by Slack on the model's behalf,
    so they become links. A zero-width space keeps `<!channel>`, and whatever other
    spelling of a link there is, words.
    """
    text = _BADGE.sub(r"[\1]", _PIPED.sub(r"[\2](\1)", clean(text)))
    made, upto = [], 0
    for link in links(text):
        made += [_broken(text[upto : link.start]), _shown(link)]
        upto = link.end
    made.append(_broken(text[upto:]))
    return _BROADCAST.sub("<" + UNSEEN_SPACE, "".join(made))


def plain(text: str, most: int) -> str:
    """One line of at most so many characters, whole words where possible."""
    line = " ".join(clean(text).split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    if line[most - 1] == " ":
        return f"{head}…"
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head) + "…"


def _shown(link: Link) -> str:
    label = _broken(link.label)
    if not reaches(link.target):
        return label
    return f"[{truthful(label, link.target)}]({link.target})"


def _broken(text: str) -> str:
    """The words without any links in them, except plain addresses that begin with their
    host."""
    if not text:
        return ""
    text = _AUTOLINK.sub(lambda m: m[0] if reaches(m[1]) else m[1], text)
    text = _DISGUISED.sub(rf"\1{UNSEEN_SPACE}//", text)
    text = text.replace("![", f"!{UNSEEN_SPACE}[")
    text = text.replace("](", f"]{UNSEEN_SPACE}(")
    return _DEFINITION.sub(rf"\1{UNSEEN_SPACE}", text)
