"""The memory of this Slack: asks, the messages that answer them, and files."""

import time
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from bench.pictures import FRAMES, KINDS, frame_of
from playground.slack.limits import Limits
from playground.slack.settings import Settings

TEAM, BOT = "T00000001", "U00000001"
CHANNELS = tuple(f"C0000000{number}" for number in range(1, 7))
"""Several channels, because the limit on posts in each is not what is measured."""


_DOCUMENTS = {b"PK\x03\x04": "pptx", b"%PDF": "pdf"}
"""The files of a deck, by their first bytes."""


@dataclass(slots=True)
class Edit:
    """An edit (or a post) of an answer that shows a picture: when, and which file."""

    at: float
    file: str


@dataclass(slots=True)
class Asked:
    """One ask: when its events left, were acknowledged, and were answered."""

    turn: int
    ts: str
    root: str
    channel: str
    sent: float = 0.0
    acked: float = 0.0
    signed: float = 0.0
    posted: float = 0.0
    ended: float = 0.0
    part: str = ""
    """The entry of its message's menu with which a part of the picture is changed."""
    of_deck: bool = False
    """Whether it draws a deck, so that a sheet of slides is not its end."""
    deck: str = ""
    """What the button with which its outline is drawn sends."""
    drawn: bool = False
    """Whether its message shows a deck that is drawn."""
    edits: list[Edit] = field(default_factory=list)

    @property
    def seen(self) -> float:
        """When the asker first saw anything."""
        return min(filter(None, (self.signed, self.posted)), default=0.0)


@dataclass(slots=True)
class Upload:
    """A file on its way in: `crc` tells its content."""

    size: int = 0
    crc: int = 0
    shown: bool = False
    counted: bool = True


@dataclass(slots=True)
class Form:
    """A form for an ask's picture: when a person pressed for it, when it was open, and
    when it showed the picture. `view` is what it shows now."""

    asked: Asked
    pressed: float = 0.0
    opened: float = 0.0
    shown: float = 0.0
    view: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Tab:
    """Somebody's home tab: when it was last asked for, and when it came. `view` is what
    it shows."""

    asked: float = 0.0
    shown: float = 0.0
    view: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """One contender's workspace."""

    known: dict[int, str]
    asked: dict[int, Asked] = field(default_factory=dict)
    threads: dict[str, list[Asked]] = field(default_factory=dict)
    messages: dict[str, Asked] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    """By a name that is the form's trigger and its view's id."""
    tabs: dict[str, Tab] = field(default_factory=dict)
    """By the id of who sees it."""
    channels: tuple[str, ...] = CHANNELS
    """Those that everybody is in."""
    files: dict[str, Upload] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    """How many files of decks were shared since one was last asked for."""
    unknown: dict[int, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=lambda: Limits(Settings()))
    ended: int = 0
    line: float = 0.0
    """Bits a second on the way to Slack; 0 is as fast as the machine."""
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def next_ts(self) -> str:
        """The name of a new message."""
        return f"{int(time.time())}.{next(self.numbers):06d}"

    def received(self, file: str, data: bytes) -> None:
        """Note that bytes arrived. Pictures that are not the model's own are identified
        at the end."""
        upload = self.files[file]
        upload.size, upload.crc = len(data), zlib.crc32(data)
        if document := _DOCUMENTS.get(data[:4]):
            self.known[upload.crc] = document
        if upload.crc not in self.known:
            self.unknown.setdefault(upload.crc, data)

    def frame(self, file: str) -> str:
        """Which of the model's frames the file shows."""
        upload = self.files.get(file)
        if upload is None or not upload.size:
            return ""
        if upload.crc not in self.known:
            self.known[upload.crc] = frame_of(self.unknown.pop(upload.crc))
        return self.known[upload.crc]

    def showed(self, asked: Asked, file: str, at: float) -> None:
        """Note that a message shows a picture from now on."""
        if not file or file not in self.files:
            return
        upload = self.files[file]
        upload.shown = True
        asked.edits.append(Edit(at, file))
        if self.known.get(upload.crc) == "final" and not asked.of_deck:
            self.ends(asked, at)

    def shared(self, file: str, at: float) -> None:
        """Note that a file is in a channel."""
        self.documents += self.frame(file) in _DOCUMENTS.values()
        for asked in self.asked.values():
            self.draws(asked, at)

    def draws(self, asked: Asked, at: float) -> None:
        """A deck is there when its message and both of its files are."""
        if asked.drawn and self.documents >= len(_DOCUMENTS):
            self.ends(asked, at)

    def ends(self, asked: Asked, at: float) -> None:
        """Note that a message shows the last that it is to show."""
        if not asked.ended:
            asked.ended = at
            self.ended += 1

    def has_message(self, turn: int) -> bool:
        """Whether the turn has its first message, and its event is acknowledged.

        The message may be there first: only the acknowledgement waits for the disk.
        """
        asked = self.asked.get(turn)
        return asked is not None and asked.posted > 0 and asked.acked > 0

    def have_messages(self) -> int:
        """How many asks have a message."""
        return sum(each.posted > 0 for each in self.asked.values())

    def has_ended(self, turn: int) -> bool:
        """Whether the turn's final is shown."""
        asked = self.asked.get(turn)
        return asked is not None and asked.ended > 0

    def clear(self) -> None:
        """Start counting anew; messages and files stay, because they are still in
        use."""
        for upload in self.files.values():
            upload.counted = False
        self.asked.clear()
        self.calls.clear()
        self.refused.clear()
        self.ended = 0


class Worlds(defaultdict[str, World]):
    """A workspace for each contender, by its name."""

    def __init__(self, pictures: Path) -> None:
        known = _learned(pictures)
        super().__init__(lambda: World(known))


def _learned(folder: Path) -> dict[int, str]:
    """The model's own pictures, by their bytes."""
    paths = {kind.path(folder, frame): frame for kind in KINDS for frame in FRAMES}
    return {
        zlib.crc32(path.read_bytes()): frame
        for path, frame in paths.items()
        if path.exists()
    }
