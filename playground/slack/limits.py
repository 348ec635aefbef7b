"""Slack's tiers: so many calls a minute per method, workspace and app.

docs.slack.dev/apis/web-api/rate-limits; posting has a limit per channel.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from playground.slack.settings import Settings

TIERS = {1: 1, 2: 20, 3: 50, 4: 100, 5: 600}
METHODS = {
    "apps.connections.open": 3,
    "assistant.threads.setStatus": 5,
    "auth.test": 5,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.getPermalink": 5,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "files.list": 3,
    "reactions.add": 3,
    "reactions.get": 3,
    "reactions.remove": 2,
    "team.info": 3,
    "users.conversations": 3,
    "users.info": 4,
    "users.list": 2,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}


@dataclass
class Limits:
    """Windows of past calls; a refused call does not count."""

    settings: Settings
    windows: dict[tuple[str, str], deque[float]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    due: dict[tuple[str, str], float] = field(default_factory=dict)
    shares: dict[str, int] = field(default_factory=dict)
    """An org has the limits of so many workspaces for calls that are of none."""

    def clear(self) -> None:
        self.windows.clear()
        self.due.clear()

    def refuse(self, team: str, method: str, channel: str, now: float) -> int:
        """Seconds to wait (Retry-After), or 0 when the call may pass."""
        if not self.settings.rate_limits:
            return 0
        if method == "chat.postMessage":
            return self._space((team, channel), now)
        tier = METHODS.get(method)
        if tier is None:
            return 0
        window = self.settings.rate_window_seconds
        most = TIERS[tier] * self.shares.get(team, 1)
        return self._count((team, method), most, window, now)

    def _space(self, channel: tuple[str, str], now: float) -> int:
        """One post a second; a few may come early, and the next ones pay for it."""
        second = self.settings.rate_window_seconds / 60
        due = max(self.due.get(channel, now), now)
        early = due - now - (self.settings.post_burst - 1) * second
        if early > 0:
            return math.ceil(early)
        self.due[channel] = due + second
        return 0

    def _count(self, key: tuple[str, str], most: int, window: float, now: float) -> int:
        calls = self.windows[key]
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= most:
            return max(1, math.ceil(calls[0] + window - now))
        calls.append(now)
        return 0
