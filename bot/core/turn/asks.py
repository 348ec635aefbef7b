"""Asks: what people write to us, without Slack's markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.core.turn.options import Options, read_options
from bot.core.turn.thread import ThreadKey

FROM_SCRATCH: Final = 0
"""As `Ask.onto`: start from scratch, even if the thread has a current turn."""
_BUTTONS: Final = (
    *("redo", "missing", "larger", "continued", "rest"),
    *("draw_deck", "theme"),
    *("again", "pair", "use"),
)
_NUMBERED: Final = ("vary-", "pick-")
ASKED_ANEW: Final = (*(f"{each}/" for each in _BUTTONS), *_NUMBERED)
"""How the claims of asks that only a button made go on after team and channel."""
_WHAT: Final = "|".join((*_BUTTONS, *(rf"{each}\d+" for each in _NUMBERED)))
_ANEW: Final = re.compile(rf"[^/]*/[^/]*/(?:{_WHAT})/(\d+)/(?:with-(\d+)-)?")
WITH: Final = "with-{turn}-{at}"
"""The last part of a claim that is about another turn, too."""
WHAT: Final = (
    "What should I draw? For example: `@Darkroom a lighthouse at night`. To change "
    "the picture afterwards, reply in the thread."
)
DELETED: Final = "Stopped: the request was deleted."


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with an ask; its bytes are still in Slack."""

    id: str
    name: str
    mimetype: str = ""
    size: int = 0
    url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a person wants.

    `claim` is equal for every delivery of the same ask, so that it is answered once.
    `onto` names the turn to build on; None is the thread's current turn at the time.
    `opens_thread` asks for a message of its own in the channel, whose replies follow.

    `words` are as they were written, flags included: what people see. `wish` is what
    is left of them without the flags, which are in `options`. Where `options` is None,
    nobody has read the flags yet, or one of them is wrong. What is asked for by other
    means, such as a button, goes into `options` alone.
    """

    claim: str
    thread: ThreadKey
    user: str
    words: str
    ts: str = ""
    attached: tuple[Attached, ...] = ()
    onto: int | None = None
    opens_thread: bool = False
    look_at_root: bool = False
    options: Options | None = None
    wish: str = ""

    @property
    def direct(self) -> bool:
        """Whether it is drawn directly, as far as its flags are read."""
        return self.options is not None and self.options.direct


def with_flags_read(ask: Ask) -> Ask:
    """The ask with its flags read into options, if they were not before. Raises
    AskError."""
    if ask.options is not None:
        return ask
    wish, options = read_options(ask.words)
    return replace(ask, wish=wish, options=options)


def directly(ask: Ask) -> Ask:
    """The ask, to be drawn directly. Raises AskError."""
    read = with_flags_read(ask)
    return replace(read, options=replace(read.options or Options(), direct=True))


def claim_anew(thread: ThreadKey, what: str, turn: int, at: str) -> str:
    """The claim of an ask that repeats another turn's words."""
    return f"{thread.team}/{thread.channel}/{what}/{turn}/{at}"


def repeats(claim: str) -> tuple[int, ...]:
    """The turns whose words an ask with this claim repeats, or whose pictures it shows;
    none if the words are its own."""
    found = _ANEW.match(claim)
    return tuple(int(each) for each in found.groups() if each) if found else ()


def stopped_by(user: str) -> str:
    """The text of a turn's message after somebody has stopped it."""
    return f"Stopped by <@{user}>."


def attached_from(file: Mapping[str, Any]) -> Attached:
    """One of Slack's file objects as a value; files kept elsewhere get no address."""
    here = file.get("mode") not in {"external", "tombstone", "hidden_by_limit"}
    url = file.get("url_private_download") or file.get("url_private") or ""
    return Attached(
        id=str(file.get("id", "")),
        name=str(file.get("name") or file.get("title") or "a file"),
        mimetype=str(file.get("mimetype") or ""),
        size=int(file.get("size") or 0),
        url=str(url) if here else "",
    )
