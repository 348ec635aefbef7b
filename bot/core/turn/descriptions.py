"""What a picture shows, in words."""

from dataclasses import dataclass, field

from bot.core.turn.events import Usage


@dataclass(frozen=True, slots=True)
class Description:
    """The words; empty if there are none. The model and the usage are what they have
    cost."""

    words: str = ""
    model: str = ""
    usage: Usage = field(default_factory=Usage)
