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


def limits(call: Call, rank: Rank, faster: float = 1.0) -> Sequence[Limit]:
    """All the rows that a call must be taken from; `faster` multiplies the tiers."""
    if call.method != POST:
        pace = tier_pace(METHODS.get(call.method, OTHERS), faster)
        return (limit(call, pace, rank),)
    everywhere = Call(call.team, POST)
    here = Pace(A_CHANNELS_POSTS.every / faster, A_CHANNELS_POSTS.burst)
    return limit(everywhere, tier_pace(POSTS, faster), rank), limit(call, here, rank)


def tier_pace(tier: int, faster: float = 1.0) -> Pace:
    """The pace that stays within a tier, whenever the minute is taken to begin."""
    allowed = TIERS[tier] * HEADROOM
    burst = max(1, int(TIERS[tier] * EARLY))
    steady = max(allowed - burst, allowed / 2)
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
