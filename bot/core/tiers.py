"""How many calls Slack allows, as far as it says so, with some headroom.

Slack counts per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits).
We count as it does: so many calls in any stretch of time, nine tenths of a tier's. Our
minute is a little longer than Slack's, because what we count is when a call sets out:
forty that left at once and were late must not meet those that left a minute later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from bot.core.rank import Call, Rank

HEADROOM: Final = 0.9
MINUTE: Final = 60.0
LATE: Final = 3.0
"""Seconds by which a call may be later on its way than another."""

TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100}
METHODS: Final = {
    "chat.update": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
OTHERS: Final = 2
"""The tier of a method that is missing here."""
MODEL: Final = Call("", "responses")
"""Asking the model: one budget for all workspaces."""
POST: Final = "chat.postMessage"
POSTS: Final = 4
"""Slack has a limit for all channels together, but does not say which."""
SHARES: Final = {Rank.END: 1.0, Rank.FIRST: 0.95, Rank.STEP: 0.8, Rank.PREVIEW: 0.8}
"""How full a window may be for who has this rank to be let through."""
PART: Final = 4
"""Steps and previews look at the last part of a window, too: so much of it is a part.

There they have the same share of what is due to a part. So they see early that ends
come thick and fast, and leave to them what there is. Without this, they would use up
their share of a minute in its first seconds, before any turn has ended.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """At most so many calls in any stretch of so many seconds."""

    most: int
    seconds: float


A_CHANNELS_POSTS: Final = Window(most=3, seconds=3.3)
"""Slack allows one post a second and channel, and short bursts without a promise."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one row of the ledger is asked: one call more must fit in every window.

    The first window is the longest, and the same for everybody who asks for the row.
    """

    key: str
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Tiers:
    """The rules: which rows a call must be taken from.

    `faster` multiplies Slack's tiers; the model is asked `model_requests` a minute.
    """

    faster: float = 1.0
    model_requests: int = 60

    def __call__(self, call: Call, rank: Rank) -> Sequence[Limit]:
        if call == MODEL:
            return (Limit(call.key, (_for_newcomers(self._model(), rank),)),)
        if call.method != POST:
            tier = METHODS.get(call.method, OTHERS)
            return (limit(call, self._tier(tier), rank),)
        most, seconds = A_CHANNELS_POSTS.most, A_CHANNELS_POSTS.seconds / self.faster
        return (
            limit(Call(call.team, POST), self._tier(POSTS), rank),
            Limit(call.key, (Window(most, seconds),)),
        )

    def _tier(self, number: int) -> Window:
        return minute(TIERS[number], self.faster)

    def _model(self) -> Window:
        return quarter(self.model_requests)


def minute(a_minute: int, faster: float = 1.0) -> Window:
    """The window that stays within so many calls, whenever the minute begins.

    What makes calls late does not shrink as a faster Slack's minute does; nor may the
    margin be longer than such a minute by much. So it shrinks by the root.
    """
    seconds = MINUTE / faster + LATE / sqrt(faster)
    return Window(max(1, int(a_minute * HEADROOM)), seconds)


def quarter(a_minute: int) -> Window:
    """A quarter of so many requests, in a little more than a quarter of a minute.

    OpenAI may count by the second what it allows in a minute; so not all at once. Of
    many there are fewer than a quarter, and oftener: the row remembers each.
    """
    most = min(max(1, a_minute // 4), 100)
    return Window(most, most * MINUTE / (a_minute * HEADROOM))


def limit(call: Call, whole: Window, rank: Rank) -> Limit:
    """Low ranks may not use up the window: what is left of it is the high ranks'."""
    share = whole.most * SHARES[rank]
    window = Window(ceil(share), whole.seconds)
    if rank <= Rank.FIRST:
        return Limit(call.key, (window,))
    part = Window(ceil(share / PART), whole.seconds / PART)
    return Limit(call.key, (window, part))


def _for_newcomers(whole: Window, rank: Rank) -> Window:
    """Who asks the model once more finds a place, where there are places to spare."""
    spared = whole.most // 10 if rank > Rank.FIRST else 0
    return Window(whole.most - spared, whole.seconds)
