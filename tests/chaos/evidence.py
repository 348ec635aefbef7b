"""The emulators' observations as plain values. Findings are made from these alone.

The bot's own word never counts. The order of acceptance comes from the number that the
bot wrote into a message's metadata when it posted it. Everything else is Slack's log,
OpenAI's log, and the storm's own deeds; and, in the end, what is stored, which is
compared with both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Thread = tuple[str, str, str]
DRAWN_BY = ("Draw it", "Draw the missing ones")
"""What the buttons say that have decks drawn."""


@dataclass
class Act:
    """Something that was done to a process (`whom`), or to the database."""

    kind: str
    whom: str
    at: float
    until: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One ask. Slack first told of it when `offered`, and was heard when `acked`."""

    code: str
    thread: Thread
    at: float
    offered: float = 0.0
    acked: float = 0.0
    pictures: int = 1
    """How many it wants on one sheet, whoever decides what is drawn."""
    deck: bool = False
    """Whether it is about a deck, whose pictures are seen on slides alone."""


@dataclass(frozen=True)
class Pressed:
    """A button that somebody pressed below the message `about`, or a form of it that
    somebody sent; heard when `acked`."""

    thread: Thread
    about: str
    what: str
    at: float
    acked: float = 0.0


@dataclass(frozen=True)
class Frame:
    """A message as it stood from `at` on; `codes` of all asks that it names."""

    at: float
    ended: bool
    text: str = ""
    codes: frozenset[str] = frozenset()
    preview: str = ""
    asks: bool = False
    """Whether somebody is to decide something."""


@dataclass(frozen=True)
class DeckSeen:
    """What a message says at its end of the deck that is in it.

    `pictures` were drawn for it by this very turn, and so many slides are `plain`,
    because their picture did not come. `here`: its files are said to be in the thread.
    """

    drawn: bool
    slides: int = 0
    pictures: int = 0
    plain: int = 0
    here: bool = True


@dataclass(frozen=True)
class Shown:
    """A message of the bot's, with the mark in its metadata and all its versions."""

    thread: Thread
    ts: str
    mark: str
    frames: tuple[Frame, ...]
    deleted: bool = False
    pictures: frozenset[str] = frozenset()
    """Hashes of the files that it shows at the end."""
    picks: int = 0
    """How many pictures of a set can be picked at the end."""
    button: str = ""
    """What the button said that asked for it, if it was one."""
    told: str = ""
    """Why it is not what was asked for, if it says so."""
    deck: DeckSeen | None = None
    chart: bool = False
    """Whether it says that the picture of its chart is a file in the thread."""

    @property
    def turn(self) -> int:
        """The place in the order in which the asks were accepted."""
        parts = self.mark.split("-")
        return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else 0

    @property
    def drawing(self) -> bool:
        """Whether a button wanted a deck to be drawn."""
        return self.button.startswith(DRAWN_BY)

    @property
    def pressed(self) -> bool:
        """Whether it came of a press alone, with no words that have a code."""
        return self.drawing or self.button.startswith("Theme:")

    @property
    def of_deck(self) -> bool:
        """Whether a deck is in it, which names the code of its outline each time."""
        return self.deck is not None or self.pressed

    @property
    def main(self) -> bool:
        """Whether it is a turn's message, and not the rest of a long answer."""
        return self.turn > 0 and "-more-" not in self.mark

    @property
    def ended_at(self) -> float:
        """When it first had its last form; 0 if it never had."""
        return next((frame.at for frame in self.frames if frame.ended), 0.0)

    @property
    def asked_at(self) -> float:
        """When it first asked somebody; 0 if it never did."""
        return next((frame.at for frame in self.frames if frame.asks), 0.0)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset().union(*(frame.codes for frame in self.frames))


@dataclass(frozen=True)
class Called:
    """A call to Slack, of one workspace or of the org."""

    method: str
    team: str
    ts: str
    at: float
    took: float = 0.0
    status: int = 200
    fault: bool = False
    error: str = ""


@dataclass(frozen=True)
class Paid:
    """A response that was begun. `whole`: everything of it was sent to the end."""

    code: str
    ship: str
    at: float
    until: float
    whole: bool
    codes: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    previews: int = 0
    given: frozenset[str] = frozenset()
    """Hashes of the pictures that came with the ask."""
    onto: str = ""
    """The code of the response that it continues."""
    leg: str = ""
    """The response whose calls and questions it answers, with nothing new asked."""
    allowed: tuple[str, ...] = ()
    """The questions whose tools were used by it."""
    direct: bool = False
    """Whether it is a picture of the model that only draws."""


@dataclass(frozen=True)
class Posted:
    """A file of the bot's that stands in a thread.

    Of a deck: how many slides, or pages, and how many of them with a picture.
    """

    thread: Thread
    name: str
    slides: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class Stray:
    """A file of the bot's in Slack that stands and that nothing shows."""

    id: str
    name: str
    at: float


@dataclass(frozen=True)
class Stored:
    """What the bot's own database names, and what is on its shelf, by their hashes.

    `turns` are those that it still has to do something for, `files` those in Slack that
    it still knows to delete, and `noted` what it drops from the shelf later if nothing
    names it.
    """

    named: frozenset[str] = frozenset()
    shelf: frozenset[str] = frozenset()
    turns: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    noted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evidence:
    """Everything after a storm."""

    asked: Sequence[Asked]
    shown: Sequence[Shown]
    called: Sequence[Called]
    paid: Sequence[Paid]
    acts: Sequence[Act] = ()
    attached: Mapping[str, Thread] = field(default_factory=dict)
    """The thread of each picture that a person sent along, by its hash."""
    declined: Mapping[Thread, int] = field(default_factory=dict)
    """How many asks of a thread were turned away, and their people told so."""
    pressed: Sequence[Pressed] = ()
    posted: Sequence[Posted] = ()
    strays: Sequence[Stray] = ()
    stored: Stored | None = None
