"""Stops streams at a named point until released, so that tests need no sleep."""

from dataclasses import dataclass

from playground.openai.bell import Bell


@dataclass(frozen=True, slots=True)
class Hold:
    """Where to stop: before the index-th event of a type (any type when None)."""

    before: str | None = None
    index: int = 0
    response: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A response that stands still, and the event that it has not sent yet."""

    response: str
    before: str
    index: int


class Gate:
    """Holds set by a test or a person; every response passes here before an event."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._holds: list[Hold] = []
        self.held: list[Held] = []

    def hold(self, hold: Hold) -> None:
        self._holds.append(hold)

    def release(self) -> None:
        """Forget every hold; held responses go on."""
        self._holds.clear()
        self._bell.ring()

    async def passing(self, about_to: Held) -> None:
        """Return at once or, if this event is held, when it is released."""
        if not self._stops(about_to):
            return
        self.held.append(about_to)
        self._bell.ring()
        try:
            while self._stops(about_to):
                await self._bell.wait()
        finally:
            self.held.remove(about_to)
            self._bell.ring()

    def _stops(self, about_to: Held) -> bool:
        return any(_meets(hold, about_to) for hold in self._holds)


def _meets(hold: Hold, about_to: Held) -> bool:
    if hold.response not in (None, about_to.response):
        return False
    if hold.before is None:
        return True
    return (hold.before, hold.index) == (about_to.before, about_to.index)
