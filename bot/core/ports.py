"""What the core needs from the world, as narrow as it is used."""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.core.asks import Ask, Attached
from bot.core.events import TurnEvent
from bot.core.message import Message
from bot.core.request import InputImage, Request
from bot.core.thread import ThreadKey
from bot.core.turns import Answer, Print, Turn


class Model(Protocol):
    """The model's side."""

    def leave(self, response: str) -> None:
        """Closing the answer with this response leaves it running: another reads on."""

    def answer(self, request: Request) -> AsyncGenerator[TurnEvent, None]:
        """Yield the answer's events, or raise a ModelError; one try, no retries.

        Closing the iterator closes the stream and, in the background, the response.
        """


class Chat(Protocol):
    """The messages of Slack that are ours. All of it may raise ChatError."""

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post into the thread (or open one, where its ts is empty); return the ts.

        `mark` is kept with the message, unseen, so that `find` can tell it apart.
        """

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        """Replace the whole message."""

    async def delete(self, thread: ThreadKey, ts: str) -> None:
        """Take the message away; fine if it is gone already."""

    async def find(self, thread: ThreadKey, mark: str) -> str | None:
        """Return the ts of our message with this mark, if there is one."""

    async def whisper(self, thread: ThreadKey, user: str, message: Message) -> None:
        """Show a message to one person only."""


class Views(Protocol):
    """What is shown beside messages. It never raises: a click waits for its answer.

    What Slack does not take is logged, and the person clicks again.
    """

    async def open(self, trigger: str, view: dict[str, Any]) -> None:
        """Open a form for whoever clicked, while the trigger lives."""

    async def publish(self, user: str, view: dict[str, Any]) -> None:
        """Replace a person's view of the app's own tab."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of an ask's attached files."""

    images: tuple[InputImage, ...] = ()
    unused: tuple[str, ...] = ()


class Files(Protocol):
    """What people attach."""

    async def bring(self, ask: Ask) -> Brought:
        """Fetch, check and shrink the pictures of an ask; say what was not used."""

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        """The files of the thread's root message."""


class Shelf(Protocol):
    """Where finished pictures lie, by their hash."""

    async def keep(self, data: bytes) -> str:
        """Keep the bytes and return their sha256."""

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing names any more."""


class Showcase(Protocol):
    """Where previews lie that our own address shows: for a while only."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep the bytes under this name for as long as somebody may look."""

    async def get(self, name: str) -> bytes | None:
        """The bytes, if they are still there."""


class Turns(Protocol):
    """The journal of turns. Each call is one transaction."""

    def held(self, turn: Turn) -> "Turns":
        """The journal for one attempt at a turn, as `begin` returned it.

        Where several processes share the journal, its writes and `check` raise
        Overtaken once a later attempt has begun.
        """

    async def check(self, turn: int) -> None:
        """Raise Overtaken if a later attempt at the turn has begun."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask and take its place in the lane; None if it was claimed.

        Raises Crowded where so many of its thread wait or run already.
        """

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is ours."""

    async def get(self, turn: int) -> Turn | None:
        """The turn as it stands."""

    async def begin(self, turn: int) -> Turn:
        """Mark it running, once more, and settle which turn it builds on."""

    async def may_post(self, turn: int) -> bool:
        """Take, or keep, the right to post the turn's message.

        One process has it at a time, and nobody once the message is noted.
        """

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened."""

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response and how far it was read."""

    async def handed_over(self, turn: Turn) -> None:
        """Note that a stop in order ends this attempt: it is nothing of the turn's."""

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer and, if it is done, make the turn its thread's current."""

    async def shown(self, turn: int, prints: Sequence[Print], settled: bool) -> None:
        """Note that the message has its last form, and how its pictures hang."""

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to be looked after."""

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Make a turn the one that the next reply builds on."""

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether the turn was stepped back from."""

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many turns wait, and how many run here."""

    waiting: int
    running: int


class Engine(Protocol):
    """Runs accepted turns: in order within a thread, side by side between threads."""

    async def ahead(self, turn: Turn) -> int:
        """How many come before a turn that was accepted just now.

        In its thread or, where it is the first there, in its workspace.
        """

    async def submit(self, turn: Turn, told: int = 0) -> None:
        """Take the place in the lane that accepting the turn has given it.

        `told` is how many are before it by what its message says.
        """

    def opened(self, turn: Turn) -> None:
        """The turn's message has opened a thread: what is asked there comes after."""

    async def stop(self, turn: int, reason: str) -> bool:
        """Stop a turn that runs or waits, wherever; False if it does neither."""

    async def load(self) -> Load:
        """How much there is to do."""

    async def trouble(self) -> str:
        """What keeps turns from running, in a few words; empty where nothing does."""

    async def close(self, grace: float, hand_over: Callable[[], None]) -> None:
        """Start nothing more; let what runs end within the grace time, then hand over.

        What is handed over is in the journal, and goes on elsewhere or at the next
        start.
        """


class Leftovers(Protocol):
    """Files in Slack that are shown for a while only."""

    async def lent(self, turn: int, file_id: str) -> None:
        """Note a file that is to be deleted once nothing shows it."""

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""

    async def outstanding(self, turn: int) -> Sequence[str]:
        """The files of the turn that are not deleted yet."""
