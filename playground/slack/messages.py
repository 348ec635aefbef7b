"""A message with all its versions, and what each viewer saw of its pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.slack.values import Json


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether one picture of a message renders for one viewer, and why not."""

    block_id: str
    file_id: str | None
    url: str | None
    ok: bool
    reason: str = ""


@dataclass(frozen=True)
class Version:
    """The message as it was from `at` on.

    `seen` is what rendered for each member of the channel in that moment.
    """

    text: str
    blocks: list[Json]
    at: float
    file_ids: tuple[str, ...] = ()
    attachments: list[Json] = field(default_factory=list)
    seen: dict[str, tuple[Seen, ...]] = field(default_factory=dict)


@dataclass
class Message:
    """One message of a channel; its newest state is its last version."""

    team: str
    channel: str
    ts: str
    user: str
    versions: list[Version]
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    by_app: bool = False
    ephemeral_to: str | None = None
    client_msg_id: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    deleted: bool = False
    upload: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    look: Callable[["Message", str], list[Seen]] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def text(self) -> str:
        return self.versions[-1].text

    @property
    def blocks(self) -> list[Json]:
        return self.versions[-1].blocks

    @property
    def file_ids(self) -> tuple[str, ...]:
        return self.versions[-1].file_ids

    @property
    def root_ts(self) -> str:
        """The thread that a reply to this message belongs to."""
        return self.thread_ts or self.ts

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def seen_by(self, person: str) -> list[Seen]:
        """Which of this message's pictures render for a person right now."""
        return self.look(self, person) if self.look else []


def find_elements(blocks: Any, action_id: str) -> list[tuple[str, Json]]:
    """The interactive elements with this action_id, with their block's id."""
    return [pair for pair in elements(blocks) if pair[1]["action_id"] == action_id]


def elements(node: Any, block_id: str = "") -> list[tuple[str, Json]]:
    """Every element with an action_id, however deep, with its block's id."""
    if isinstance(node, list):
        return [pair for item in node for pair in elements(item, block_id)]
    if not isinstance(node, dict):
        return []
    block_id = node.get("block_id", block_id)
    own = [(block_id, node)] if "action_id" in node else []
    return own + [pair for value in node.values() for pair in elements(value, block_id)]
