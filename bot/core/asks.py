"""What a person wrote to us, Slack's wrapping taken off."""

from dataclasses import dataclass, field
from typing import Final

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
