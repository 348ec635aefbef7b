"""A person in a workspace: what a human's hands can do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playground.slack import hands, posting, uploads
from playground.slack.hands import Reply
from playground.slack.joining import join, leave
from playground.slack.messages import Message, find_elements
from playground.slack.payloads import Scene
from playground.slack.posting import Author, Place, Words
from playground.slack.reacting import react, unreact
from playground.slack.text import typed
from playground.slack.workspace import Channel, Team, User, View
from playground.slack.world import World, open_dm

Picture = uploads.Picture


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

    async def clicks(
        self,
        source: Message | View,
        action_id: str,
        value: object = None,
        *,
        block_id: str | None = None,
        confirm: bool = True,
        typed: hands.Values | None = None,
    ) -> Reply:
        """Press a button or pick an option; `confirm=False` backs out of a dialog.

        `typed` is what a modal's inputs hold then."""
        found = find_elements(source.blocks, action_id)
        if not confirm and any("confirm" in element for _, element in found):
            return Reply(False, "not confirmed")
        scene = self._scene
        return await hands.click(scene, source, action_id, value, block_id, typed)

    async def runs(
        self,
        command: str,
        text: str = "",
        *,
        channel: str = "#general",
        thread: Message | str | None = None,
    ) -> Reply:
        room = self._room(channel)
        return await hands.run(
            self._scene, command, text, room.id, in_thread=thread is not None
        )

    async def submits(self, view: View, values: hands.Values) -> dict[str, str]:
        return await hands.submit(self._scene, view, values)

    async def closes(self, view: View, *, whole: bool = False) -> None:
        await hands.close(self._scene, view, whole=whole)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Reply:
        return await hands.use_shortcut(self._scene, callback_id, message)

    async def opens_home(self, tab: Literal["home", "messages"] = "home") -> None:
        hands.open_home(self._scene, tab)

    async def reacts(self, message: Message, name: str) -> None:
        react(self.world, self.team, message, self.user.id, name)

    async def unreacts(self, message: Message, name: str) -> None:
        unreact(self.world, self.team, message, self.user.id, name)

    async def invites(self, who: str, where: str) -> None:
        """Bring somebody, or the bot, into a channel."""
        room = self._room(where)
        joined = self.team.user(who).id
        join(self.world, self.team, room, joined, self.user.id)

    async def leaves(self, where: str) -> None:
        """Leave a channel."""
        leave(self.world, self.team, self._room(where), self.user.id)

    async def removes(self, who: str, where: str) -> None:
        """Take somebody, or the bot, out of a channel."""
        removed = self.team.user(who).id
        leave(self.world, self.team, self._room(where), removed)

    @property
    def _scene(self) -> Scene:
        return Scene(self.world, self.team, self.user)

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
        return uploads.by_person(self.world, self.team, self.user.id, name, data).id
