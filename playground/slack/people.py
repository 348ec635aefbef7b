"""A person in a workspace: what a human's hands can do there."""

from collections.abc import Sequence
from dataclasses import dataclass

from playground.slack import posting, uploads
from playground.slack.messages import Message
from playground.slack.posting import Author, Place, Words
from playground.slack.text import typed
from playground.slack.workspace import Channel, Team, User
from playground.slack.world import World, open_dm

Picture = tuple[str, bytes]


@dataclass(frozen=True)
class Person:
    """Acts as Slack's client lets a person act; what it forbids raises."""

    world: World
    team: Team
    user: User

    async def says(
        self,
        where: str,
        text: str,
        *,
        thread: Message | str | None = None,
        files: Sequence[Picture] = (),
        broadcast: bool = False,
    ) -> Message:
        """Write into a #channel, a conversation's id or a @person's messages."""
        channel = self._room(where)
        wire, blocks = typed(text, self.team)
        place = Place(channel, self._root(channel, thread), broadcast)
        ids = tuple(self._uploads(files))
        words = Words(wire, blocks if text else [], file_ids=ids)
        return posting.post(self.world, self.team, place, Author(self.user.id), words)

    async def edits(self, message: Message, text: str) -> None:
        if message.user != self.user.id:
            raise PermissionError(f"{self.user.name} did not write {message.ts}")
        wire, blocks = typed(text, self.team)
        message.edited = {"user": self.user.id, "ts": self.world.clock.ts()}
        words = Words(wire, blocks, file_ids=message.file_ids)
        posting.change(self.world, self.team, message, words)

    async def deletes(self, message: Message) -> None:
        """One's own messages; an admin anyone's."""
        if message.user != self.user.id and not self.user.is_admin:
            raise PermissionError(f"{self.user.name} may not delete {message.ts}")
        posting.remove(self.world, self.team, message)

    def _room(self, where: str) -> Channel:
        if where.startswith("@"):
            other = self.team.user(where)
            return open_dm(self.world, self.team, [self.user.id, other.id])
        channel = self.team.channel(where)
        if channel.archived or self.user.id not in channel.members:
            raise PermissionError(f"{self.user.name} cannot write in {where}")
        return channel

    def _root(self, channel: Channel, thread: Message | str | None) -> str | None:
        if thread is None:
            return None
        if isinstance(thread, Message):
            return thread.root_ts
        return channel.messages[thread].root_ts

    def _uploads(self, files: Sequence[Picture]) -> list[str]:
        return [self._upload(name, data) for name, data in files]

    def _upload(self, name: str, data: bytes) -> str:
        file = uploads.new_file(self.world, self.team, self.user.id, name, len(data))
        file.data = data
        uploads.complete(self.world, file)
        return file.id
