"""How many calls Slack allows, as far as it says, with some headroom.

Slack counts per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits). We
count in the same way, up to nine tenths of a tier in any stretch of time. Our minute is
a little longer than Slack's, because we count when a call sets out: forty calls that
left together and arrived late must not meet those that left a minute later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Final

from bot.core.caller import Priority
from bot.core.calls.call import Call

HEADROOM: Final = 0.9
MINUTE: Final = 60.0
LATE: Final = 3.0
"""How many seconds longer one call may take to arrive than another."""

TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
"""Slack has four tiers. The fifth is a limit that Slack states for a single method."""
METHODS: Final = {
    "assistant.threads.setStatus": 5,
    "chat.update": 3,
    "chat.delete": 3,
    "chat.getPermalink": 5,
    "chat.postEphemeral": 4,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "users.conversations": 3,
    "users.info": 4,
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
"""The tier of posts in all channels together: Slack has such a limit, but does not say
which."""
SHARES: Final = {
    Priority.END: 1.0,
    Priority.FIRST: 0.95,
    Priority.STEP: 0.8,
    Priority.PREVIEW: 0.8,
}
"""How full a window may be for a caller of this priority to be admitted."""
PART: Final = 4
"""Steps and previews also look at the last part of a window, which is this share of it.

There they may use the same share of the calls that fall to that part. So they notice
early when many turns end at the same time, and leave those turns what is left. Without
this, they would use up their share of a minute in its first seconds, before any turn
has ended.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """At most so many calls in any stretch of so many seconds.

    With `after_shut`, the window only counts for that long after the row was closed.
    """

    most: int
    seconds: float
    after_shut: float = 0.0


A_CHANNELS_POSTS: Final = Window(most=4, seconds=4.4)
"""Slack allows one post per second and channel, and tolerates short bursts.

It does not say how many posts it takes at once. If four are too many, it refuses one,
and for some minutes posts go out one by one.
"""
ONE_BY_ONE: Final = Window(most=1, seconds=1.1, after_shut=300.0)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is asked of one row of the ledger: one more call has to fit into every
    window.

    The first window is the longest, and is the same for everybody who asks for the row.
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

    def __call__(self, call: Call, priority: Priority) -> Sequence[Limit]:
        if call == MODEL:
            return (Limit(call.key, (_for_newcomers(self._model(), priority),)),)
        if call.method != POST:
            tier = METHODS.get(call.method, OTHERS)
            return (limit(call, self._tier(tier), priority),)
        windows = (self._sooner(A_CHANNELS_POSTS), self._sooner(ONE_BY_ONE))
        return (
            limit(Call(call.team, POST), self._tier(POSTS), priority),
            Limit(call.key, windows),
        )

    def _sooner(self, window: Window) -> Window:
        return replace(window, seconds=window.seconds / self.faster)

    def _tier(self, number: int) -> Window:
        return minute(TIERS[number], self.faster)

    def _model(self) -> Window:
        return quarter(self.model_requests)


def minute(a_minute: int, faster: float = 1.0) -> Window:
    """The window that stays within so many calls, whenever the minute begins.

    If Slack is faster, the minute is shorter. Calls are late for the same reasons as
    before, but the margin must not be much longer than such a minute, so it shrinks
    with the square root.
    """
    seconds = MINUTE / faster + LATE / sqrt(faster)
    return Window(max(1, int(a_minute * HEADROOM)), seconds)


def quarter(a_minute: int) -> Window:
    """A quarter of so many requests, in a little more than a quarter of a minute.

    OpenAI may enforce its limit per minute by the second, so the requests must not all
    come at once. Large numbers are split further, because a row remembers every call.
    """
    most = min(max(1, a_minute // 4), 100)
    return Window(most, most * MINUTE / (a_minute * HEADROOM))


def limit(call: Call, whole: Window, priority: Priority) -> Limit:
    """The limit for a priority. Low ones may not use up the window: the rest is for
    high ones."""
    share = whole.most * SHARES[priority]
    window = Window(ceil(share), whole.seconds)
    if priority <= Priority.FIRST:
        return Limit(call.key, (window,))
    part = Window(ceil(share / PART), whole.seconds / PART)
    return Limit(call.key, (window, part))


def _for_newcomers(whole: Window, priority: Priority) -> Window:
    """The share for new turns, so that a turn that asks the model again finds a
    place."""
    spared = whole.most // 10 if priority > Priority.FIRST else 0
    return Window(whole.most - spared, whole.seconds)
