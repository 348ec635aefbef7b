"""People from other companies that share a channel with us.

Our owner pays for what they ask for, so they are answered only if the owner allows it.
Otherwise, a guest who speaks to us or presses a button is told why not: once, as far as
we remember.
"""

from collections import OrderedDict

from bot.core.errands import Errands
from bot.core.errors import ChatError
from bot.core.messages.message import Message
from bot.core.ports import Chat
from bot.core.turn.thread import ThreadKey

NOT_OURS = (
    "I only work for people in the workspace I belong to. One of them can ask me "
    "for you."
)
MOST_REMEMBERED = 1000


class Guests:
    """Knows whether guests are welcome, and which of them were told that they are
    not."""

    def __init__(self, chat: Chat, errands: Errands, welcome: bool = False) -> None:
        self.welcome = welcome
        self._chat, self._errands = chat, errands
        self._told: OrderedDict[str, None] = OrderedDict()

    def tell(self, thread: ThreadKey, user: str) -> None:
        """Tell this person only, and only once. The caller does not wait for it."""
        if user in self._told:
            return
        self._told[user] = None
        if len(self._told) > MOST_REMEMBERED:
            self._told.popitem(last=False)
        self._errands.start(self._whisper(thread, user), "a word to a guest")

    async def _whisper(self, thread: ThreadKey, user: str) -> None:
        try:
            await self._chat.whisper(thread, user, Message(NOT_OURS))
        except ChatError:
            return  # a whisper that fails does no harm
