"""Things with a short life: trigger ids (3 s) and response URLs (5 uses, 30 min)."""

import secrets
import time
from dataclasses import dataclass, field

from playground.slack.ids import Ids
from playground.slack.messages import Message
from playground.slack.settings import Settings
from playground.slack.values import Refused

USES = 5


@dataclass
class Trigger:
    team: str
    user: str
    born: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an app may answer an interaction; `message` is the one clicked in."""

    team: str
    user: str
    channel: str
    born: float
    thread_ts: str | None = None
    message: Message | None = None
    uses: int = 0


@dataclass
class Interactions:
    settings: Settings
    ids: Ids
    triggers: dict[str, Trigger] = field(default_factory=dict)
    urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def trigger(self, team: str, user: str, view: str | None = None) -> str:
        key = f"{self.ids.number('trigger')}.{secrets.token_hex(8)}"
        self.triggers[key] = Trigger(team, user, time.monotonic(), view)
        return key

    def pull(self, key: str, team: str) -> Trigger:
        """Use a trigger up, or say in Slack's words why that is not possible."""
        trigger = self.triggers.get(key)
        if trigger is None or trigger.team != team:
            raise Refused("invalid_trigger_id")
        if time.monotonic() - trigger.born > self.settings.trigger_seconds:
            raise Refused("expired_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        trigger.used = True
        return trigger

    def open_url(self, url: ResponseUrl) -> str:
        key = f"{url.team}/{self.ids.number('response')}/{secrets.token_hex(12)}"
        self.urls[key] = url
        return key

    def use_url(self, key: str) -> ResponseUrl:
        url = self.urls.get(key)
        if url is None:
            raise Refused("invalid_url")
        if time.monotonic() - url.born > self.settings.response_url_seconds:
            raise Refused("expired_url")
        if url.uses >= USES:
            raise Refused("used_url")
        url.uses += 1
        return url
