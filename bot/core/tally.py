"""What the core tells of itself to whoever counts. It never waits, and never fails."""

from typing import Protocol

from bot.core.asks import Ask
from bot.core.turns import Answer


class Tally(Protocol):
    """Counts. Seconds are the event loop's, as everywhere in the core."""

    def seen(self, seconds: float) -> None:
        """An ask's message stands in Slack, so long after the ask came in."""

    def declined(self, ask: Ask) -> None:
        """An ask was not taken, because too many wait in its thread."""

    def missed(self) -> None:
        """Something that Slack sent could not be taken in; it will be sent again."""

    def ended(self, answer: Answer) -> None:
        """A turn came to its answer, which is stored now."""

    def passed(self, how: str) -> None:
        """A turn went from one process to another: `taken_up`, `handed_over` …"""

    def edited(self, how: str) -> None:
        """What became of an edit that was sent: `sent`, or the name of its error."""

    def dropped(self) -> None:
        """A newer view took the place of one that was not sent yet."""

    def previewed(self, seconds: float) -> None:
        """A message shows a preview, so long after the model sent it."""

    def waited(self, method: str, seconds: float) -> None:
        """A call of this method waited so long for its budget."""

    def called(self, method: str, how: str) -> None:
        """Slack answered a call of this method, or not: `ok`, `limited`, `lost` …"""


class Silent:
    """Implements the port for those who do not count."""

    def seen(self, seconds: float) -> None:
        """Nobody asks."""

    def declined(self, ask: Ask) -> None:
        """Nobody asks."""

    def missed(self) -> None:
        """Nobody asks."""

    def ended(self, answer: Answer) -> None:
        """Nobody asks."""

    def passed(self, how: str) -> None:
        """Nobody asks."""

    def edited(self, how: str) -> None:
        """Nobody asks."""

    def dropped(self) -> None:
        """Nobody asks."""

    def previewed(self, seconds: float) -> None:
        """Nobody asks."""

    def waited(self, method: str, seconds: float) -> None:
        """Nobody asks."""

    def called(self, method: str, how: str) -> None:
        """Nobody asks."""
