"""Where the core reports what is to be counted. Reporting never waits, and never
fails."""

from bot.core.turn.asks import Ask
from bot.core.turn.turns import Answer


class Counters:
    """Takes every report and ignores it. A subclass that counts overrides all methods.

    Seconds are the event loop's, as everywhere in the core.
    """

    def seen(self, seconds: float) -> None:
        """An ask's message appeared in Slack, so many seconds after the ask arrived."""

    def declined(self, ask: Ask) -> None:
        """An ask was declined, because too many are waiting in its thread."""

    def missed(self) -> None:
        """Something that Slack sent could not be handled; Slack will send it again."""

    def answered(self, answer: Answer) -> None:
        """A turn's answer is stored."""

    def passed(self, how: str) -> None:
        """A turn went from one process to another: `taken_up`, `handed_over` …"""

    def edited(self, how: str) -> None:
        """What happened to an edit: `sent`, or the name of its error."""

    def dropped(self) -> None:
        """A newer view took the place of one that was not sent yet."""

    def previewed(self, seconds: float) -> None:
        """A message shows a preview, so many seconds after the model sent it."""

    def waited(self, method: str, seconds: float) -> None:
        """A call of this method waited so many seconds for its budget."""

    def called(self, method: str, how: str) -> None:
        """How a call of this method went: `ok`, `limited`, `lost` …"""
