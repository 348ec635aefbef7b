"""Turns: each is an ask, its answer, and how far it has come."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from bot.core.charts.chart import KeptChart
from bot.core.turn.asks import Ask
from bot.core.turn.chains import ChainServer
from bot.core.turn.decisions import DecidedQuestion
from bot.core.turn.decks import KeptDeck
from bot.core.turn.events import ToolUsed, Usage
from bot.core.turn.life import Status
from bot.core.turn.options import Button, Options
from bot.core.turn.progress import Part
from bot.core.turn.sets import SetPicture
from bot.core.turn.slots import Spot
from bot.core.turn.taught import KnownName, UsedName


class Outcome(StrEnum):
    """How a turn ended."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


ORIGINAL: Final = -1
EMOJI: Final = -2
BEHIND: Final = -3
"""The places of pictures that are only files in the thread."""
DATA: Final = -5
"""The place of a chart's numbers, which somebody wanted as a file in the thread."""
COVERED: Final = -4
"""The place of a picture that a chart was laid on: it is kept, and shown nowhere."""
WHERE: Final = -6
"""The place of a small picture that says where something has changed outside of a
region; only *Details* shows it."""
REPLACED: Final = -7
"""The place of what the model made of a part, if the rest was put back by us."""
DECK: Final = -8
"""The place of a file that a deck became."""
_UNSEEN: Final = (COVERED, WHERE, REPLACED)
"""The places of pictures that are kept, and that no message and no thread shows."""
_OF_SETS: Final = -100
"""Below this are the places of the originals of set pictures. They are only shared with
the picture, when that is picked, or with all of its set."""


def original_of(number: int) -> int:
    """The place of the original of the set picture with this number."""
    return _OF_SETS - number


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A finished picture as it is kept: where its bytes are and how it hangs.

    `beside`: its file is in the thread, but no message shows it. A picture of a set has
    its `place` on the sheet, from 1, and hangs nowhere by itself; neither does its
    original, if it has one. The `sheet` is a picture, too. What has the place ORIGINAL
    or EMOJI is only a file in the thread: the original of a picture that is shown in
    another format, because Slack does not show its own, and a small copy that can be
    added to Slack. What is BEHIND a chart that Slack draws itself is its picture. DATA
    and files of a DECK are no pictures at all: they are kept with the pictures so that
    `forget` finds their files.
    """

    sha256: str
    format: str
    width: int
    height: int
    bytes: int
    quality: str = ""
    revised_prompt: str = ""
    file_id: str = ""
    url: str = ""
    beside: bool = False
    place: int = 0
    sheet: bool = False

    @property
    def spot(self) -> Spot:
        """Where it hangs, if it does."""
        return Spot(self.file_id, self.url)

    @property
    def hangs(self) -> bool:
        """Whether people see it."""
        return not self.sent and bool(self.file_id or self.url or self.beside)

    @property
    def to_share(self) -> bool:
        """Whether its file comes into the thread, at the end or when it is wanted."""
        return not self.sheet and self.place not in {0, COVERED}

    @property
    def sent(self) -> str:
        """The file that was sent up to be shared, if it is not known to be in the
        thread."""
        return self.file_id if self.to_share and not self.beside else ""

    @property
    def only_file(self) -> bool:
        """Whether it is shared in the thread, and no message shows it."""
        return self.place < 0 and self.place not in _UNSEEN and not self.original_of_set

    @property
    def original_of_set(self) -> bool:
        """Whether it is the original of a picture of a set."""
        return self.place < _OF_SETS

    @property
    def framed(self) -> bool:
        """Whether a message shows it."""
        return self.hangs and not self.beside


def unhung(picture: KeptPicture) -> KeptPicture:
    """The same picture, hanging nowhere."""
    return replace(picture, file_id="", url="", beside=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a turn: everything that the last form of its message is drawn from.

    `why` is a short name of the kind of error, or the like, for those who run the bot.
    `direct`: drawn by the image model alone, so that no response contains it. `owed`
    are undecided questions of its response: the next request that follows it declines
    them. `decided` is all that was asked, and who allowed it or did not. `set_pictures`
    are what was wanted of a set, finished or not. `charts` are what its charts show,
    and `returned` the numbers in what tools gave back and in files. `uses` are
    those of other servers' tools. `chain` is what its response and those before it know
    of servers, `known_names` of characters and styles. `strayed` is how much has
    changed outside of a region, from 0 to 1, if that was found out; `rest_offered`: so
    much that it is offered to put it back. `deck` is the deck as this turn has left it.
    `apart`: a comparison, on which no reply builds.
    """

    outcome: Outcome
    told: str = ""
    parts: tuple[Part, ...] = ()
    pictures: tuple[KeptPicture, ...] = ()
    notes: tuple[str, ...] = ()
    response: str = ""
    model: str = ""
    image_model: str = ""
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    unfinished_file: str = ""
    unfinished_url: str = ""
    why: str = ""
    owed: tuple[str, ...] = ()
    direct: bool = False
    decided: tuple[DecidedQuestion, ...] = ()
    set_pictures: tuple[SetPicture, ...] = ()
    charts: tuple[KeptChart, ...] = ()
    returned: tuple[float, ...] = ()
    uses: tuple[ToolUsed, ...] = ()
    chain: tuple[ChainServer, ...] = ()
    strayed: float | None = None
    rest_offered: bool = False
    deck: KeptDeck | None = None
    apart: bool = False
    known_names: tuple[KnownName, ...] = ()

    def chart_of(self, picture: KeptPicture) -> KeptChart | None:
        """The chart that the picture shows, if it shows one."""
        of = (each for each in self.charts if each.sha256 == picture.sha256)
        return next(of, None)

    @property
    def where(self) -> KeptPicture | None:
        """The small picture of what has changed outside of a region."""
        return next((each for each in self.pictures if each.place == WHERE), None)

    @property
    def drawn(self) -> tuple[KeptPicture, ...]:
        """The pictures that a model drew, in formats that are shown."""
        return tuple(e for e in self.own_pictures if not self.chart_of(e))

    def placed(self, number: int) -> KeptPicture | None:
        """The finished picture of the set with this number."""
        hashes = [e.sha256 for e in self.set_pictures if e.number == number]
        return next((e for e in self._seen if e.sha256 in hashes), None)

    def original(self, number: int) -> KeptPicture | None:
        """The original of that picture, if it is shown in another format."""
        place = original_of(number)
        return next((each for each in self.pictures if each.place == place), None)

    @property
    def is_choice(self) -> bool:
        """Whether it leaves open which of its pictures is gone on with."""
        if self.deck is not None:
            return False
        return sum(each.finished for each in self.set_pictures) > 1

    @property
    def own_pictures(self) -> tuple[KeptPicture, ...]:
        """What was drawn, without the sheet that shows it, in formats that are shown.
        The pictures of a deck belong to its slides."""
        if self.deck is not None:
            return tuple(each for each in self._seen if not each.place)
        return self._seen

    @property
    def slides(self) -> tuple[KeptPicture, ...]:
        """The sheet with the slides of its deck, if that is drawn."""
        if self.deck is None or not self.deck.drawn:
            return ()
        return tuple(each for each in self.pictures if each.sheet)

    @property
    def _seen(self) -> tuple[KeptPicture, ...]:
        return tuple(e for e in self.pictures if not e.sheet and e.place >= 0)


@dataclass(frozen=True, slots=True)
class TurnsAhead:
    """How many turns had not ended when one was accepted: in its thread, its workspace,
    and of its person."""

    thread: int
    team: int
    user: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One row of the journal.

    A turn that is shown but not settled may have pictures that still have to be hung.
    `shown_at` is when it was first shown, in seconds since the epoch.

    `names` are the characters and styles in its ask, as they were recognised when it
    first began; None before that.

    `ahead` and `superseded` are known of a turn that was accepted just now, and are no
    part of the row: where it stands, if that was counted, and the turns that asked
    somebody, and are to end now that a newer one came.
    """

    id: int
    ask: Ask
    status: Status = Status.WAITING
    parent: int | None = None
    message: str = ""
    response: str = ""
    sequence: int | None = None
    attempt: int = 0
    answer: Answer | None = None
    settled: bool = False
    aside: bool = False
    handed_over: int = 0
    shown_at: float = 0.0
    names: tuple[UsedName, ...] | None = None
    ahead: TurnsAhead | None = field(default=None, compare=False)
    superseded: tuple["Turn", ...] = field(default=(), compare=False)

    @property
    def asks_nothing(self) -> bool:
        """Whether all that it shows is there already."""
        options = self.ask.options or Options()
        shows = options.button in (
            *(Button.PICK, Button.ELSEWHERE, Button.AGAIN, Button.PAIR),
        )
        return shows or options.joins or self.answer is not None

    @property
    def tries(self) -> int:
        """The number of attempts without those that an orderly stop ended."""
        return self.attempt - self.handed_over


@dataclass(frozen=True, slots=True)
class Waiting:
    """A turn that has not ended, as one of several processes sees it.

    `stop` is a person's reason to stop it. `elsewhere`: another process runs it now.
    `age` is how many seconds ago it was accepted.
    """

    turn: Turn
    stop: str = ""
    elsewhere: bool = False
    age: float = 0.0
