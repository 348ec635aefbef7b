"""How many calls Slack allows, as far as it says so, with some headroom.

Slack counts per method, workspace and app (docs.slack.dev/apis/web-api/rate-limits).
Within any minute we make at most nine tenths of a tier's calls: a few of them may come
at once, and the rest keep a steady pace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.rank import Call, Rank

HEADROOM: Final = 0.9
EARLY: Final = 0.16
"""The share of a tier that may come at once."""

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


@dataclass(frozen=True, slots=True)
class Pace:
    """So many seconds between two calls in the long run; `burst` may come at once."""

    every: float
    burst: int


A_CHANNELS_POSTS: Final = Pace(every=1.1, burst=3)
"""Slack allows one post a second and channel, and short bursts without a promise."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What one row of the ledger is asked: `key` may be `early` seconds ahead of time.

    Nothing that was taken in order is ever more than `most` seconds ahead.
    """

    key: str
    every: float
    early: float
    most: float


@dataclass(frozen=True, slots=True)
class Tiers:
    """The rules: which rows a call must be taken from.

    `faster` multiplies Slack's tiers; the model is asked `model_requests` a minute.
    """

    faster: float = 1.0
    model_requests: int = 60

    def __call__(self, call: Call, rank: Rank) -> Sequence[Limit]:
        if call == MODEL:
            return (limit(call, pace(self.model_requests), rank),)
        if call.method != POST:
            tier = TIERS[METHODS.get(call.method, OTHERS)]
            return (limit(call, pace(tier, self.faster), rank),)
        every, burst = A_CHANNELS_POSTS.every / self.faster, A_CHANNELS_POSTS.burst
        return (
            limit(Call(call.team, POST), pace(TIERS[POSTS], self.faster), rank),
            limit(call, Pace(every, burst), rank),
        )


def pace(a_minute: int, faster: float = 1.0) -> Pace:
    """The pace that stays within so many calls, whenever the minute begins."""
    burst = max(1, int(a_minute * EARLY))
    steady = a_minute * HEADROOM - (burst - 1)
    return Pace(60 / (steady * faster), burst)


def limit(call: Call, pace: Pace, rank: Rank) -> Limit:
    """Low ranks may not use up the burst: what is left of it is the high ranks'."""
    burst = max(1, pace.burst - rank * pace.burst // 6)
    return Limit(
        key=call.key,
        every=pace.every,
        early=(burst - 1) * pace.every,
        most=pace.burst * pace.every,
    )
