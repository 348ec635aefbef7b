"""What a person wrote to us, Slack's wrapping taken off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.core.thread import ThreadKey

FROM_SCRATCH: Final = 0
"""As `Ask.onto`: build on nothing, even where the thread has a current turn."""


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
