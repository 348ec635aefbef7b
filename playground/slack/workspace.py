"""Workspaces: what a test asks for, and the team that it becomes."""

from dataclasses import dataclass, field
from typing import Literal, Self

from playground.slack.messages import Message
from playground.slack.stored import StoredFile
from playground.slack.values import Json

Kind = Literal["channel", "group", "im", "mpim"]


@dataclass(frozen=True)
class Room:
    """A channel as a workspace's author describes it."""

    name: str
    private: bool = False
    bot: bool = True
    archived: bool = False


@dataclass(frozen=True)
class Workspace:
    """A workspace to build: people (the last one is an admin) and channels."""

    name: str
    people: tuple[str, ...] = ("ann", "ben", "cleo")
    rooms: tuple[Room, ...] = (
        Room("general"),
        Room("design"),
        Room("secret", private=True),
        Room("quiet", bot=False),
        Room("archive", archived=True),
    )

    @classmethod
    def small(cls, name: str = "Small") -> Self:
        return cls(name)


@dataclass
class User:
    id: str
    team: str
    name: str
    real_name: str
    is_bot: bool = False
    is_admin: bool = False
    is_stranger: bool = False
    is_restricted: bool = False
    deleted: bool = False

    @property
    def is_guest(self) -> bool:
        """Whether they only see the channels that they are in."""
        return self.is_stranger or self.is_restricted


@dataclass
class Channel:
    id: str
    name: str
    kind: Kind
    members: list[str]
    archived: bool = False
    created: int = 0
    shared_with: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict, repr=False)
    ephemerals: list[Message] = field(default_factory=list, repr=False)
    statuses: dict[str, Json] = field(default_factory=dict, repr=False)

    @property
    def is_dm(self) -> bool:
        return self.kind in {"im", "mpim"}

    def live(self, ts: str) -> Message | None:
        message = self.messages.get(ts)
        return message if message and not message.deleted else None

    def thread(self, ts: str) -> list[Message]:
        """The root and its replies that still stand, oldest first."""
        return [
            message
            for message in self.messages.values()
            if message.root_ts == ts and not message.deleted
        ]


@dataclass
class View:
    """A modal or a home tab as one person sees it."""

    id: str
    team: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        found: list[Json] = self.body["blocks"]
        return found


@dataclass
class Team:
    """One workspace with the app installed."""

    id: str
    name: str
    domain: str
    bot: User
    bot_id: str
    bot_token: str = field(repr=False)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict, repr=False)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    installed: bool = True

    def user(self, name: str) -> User:
        """By id, by name, or by the name that people see."""
        wanted = name.removeprefix("@").lower()
        for user in self.users.values():
            if wanted in {user.id.lower(), user.name, user.real_name.lower()}:
                return user
        raise LookupError(f"No {name!r} in {self.name}: {self._names()}")

    def channel(self, name: str) -> Channel:
        """By id, by #name, or, for a direct message with the bot, by @person."""
        if name in self.channels:
            return self.channels[name]
        for channel in self.channels.values():
            if channel.name == name.removeprefix("#") and not channel.is_dm:
                return channel
        raise LookupError(f"No {name!r} in {self.name}: {self._rooms()}")

    def dm(self, *people: str) -> Channel | None:
        """The direct message between exactly these people, if it is open."""
        wanted = set(people)
        for channel in self.channels.values():
            if channel.is_dm and set(channel.members) == wanted:
                return channel
        return None

    def _names(self) -> str:
        return ", ".join(user.name for user in self.users.values())

    def _rooms(self) -> str:
        return ", ".join(channel.name for channel in self.channels.values())
