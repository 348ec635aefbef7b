"""The ports to our messages in Slack, and to what is shown besides messages."""

from typing import Any, Protocol

from bot.core.caller import STEP, Caller
from bot.core.messages.message import Message
from bot.core.turn.thread import ThreadKey


class Chat(Protocol):
    """Our messages in Slack. Every call may raise ChatError.

    Posts and edits have been admitted by the budget before; other calls wait for it.
    """

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post into the thread (or open one, if its ts is empty); return the ts.

        `mark` is kept with the message, invisible, so that `find` can recognise it.
        """

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        """Replace the whole message."""

    async def delete(self, thread: ThreadKey, ts: str, caller: Caller = STEP) -> None:
        """Delete the message; fine if it is gone already."""

    async def find(
        self, thread: ThreadKey, mark: str, caller: Caller = STEP
    ) -> str | None:
        """Return the ts of our message whose mark ends like this, if there is one."""

    async def sign(self, thread: ThreadKey, words: str) -> None:
        """Show our status below the thread; with empty words, remove it.

        Slack removes it when we post there.
        """

    async def whisper(
        self,
        thread: ThreadKey,
        user: str,
        message: Message,
        caller: Caller = STEP,
    ) -> None:
        """Show a message to one person only."""


class Views(Protocol):
    """What Slack shows besides messages. Never raises: a click is waiting for its
    answer.

    If Slack does not accept something, that is logged, and the person can click again.
    """

    async def open(
        self,
        team: str,
        trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        """Open a form for the person who clicked, while the trigger is valid; return
        its id, or nothing.

        If Slack refuses the view as it is, it is the other one that is opened.
        """

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        """Replace a form; what a person has filled in stays. Returns whether Slack has
        accepted it."""

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        """Replace what a person sees in the app's home tab; return the hash of what is
        there now.

        With the hash of what it is `over`, nobody waits for it: None, if Slack is busy,
        and it only replaces that. The hash is empty if Slack has not accepted it.
        """

    async def tell(self, address: str, sentence: str) -> None:
        """Say something to the person whose command came with this address."""
