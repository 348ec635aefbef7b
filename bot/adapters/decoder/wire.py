"""The messages between the bot and the processes that read pictures; no decoding here.

Each side only accepts lengths from the other that it allows.
"""

import struct
from enum import IntEnum
from typing import Final

MOST_BYTES: Final = 20_000_000
"""The most bytes of a picture, in either direction."""
REQUEST: Final = struct.Struct("<BII")
"""The work, the most bytes of what comes of it, the length of the picture."""
ANSWER: Final = struct.Struct("<BI")
"""The outcome, and the length of the picture, if there is one."""


class Work(IntEnum):
    """The kinds of work to do with a picture."""

    PREVIEW = 0
    INPUT = 1
    TILE = 2
    SHEET = 3
    EXTENDED = 4
    SHOWABLE = 5
    DRAWING = 6
    EMOJI = 7
    TYPESET = 8
    LAID = 9
    GRIDDED = 10
    MASKED = 11
    NOTED = 12
    JOINED = 13
    COMPARED = 14
    LAYER = 15
    DECK = 16
    DECK_PDF = 17
    DECK_PAGE = 18
    DECK_PPTX = 19
    COLORS = 20
    STRIP = 21
    BESIDE = 22
    WIPE = 23
    WORDS = 24


class Outcome(IntEnum):
    """The outcome for a picture: its kind, or why there is none."""

    PNG = 0
    JPEG = 1
    WEBP = 2
    GIF = 3
    MADE = 4
    """It was made, but is not a picture."""
    UNKNOWN = 128
    PIXELS = 129
    LAYERS = 130
    PARTS = 131
    DAMAGED = 132
    LARGE = 133
    SLOW = 134
    UNSAFE = 135
    LETTERS = 136
    EMPTY = 137
    ABSENT = 138
    WORDLESS = 139
    LOCKED = 140
    SILENT = 141
    SCANNED = 142


SENTENCES: Final = {
    Outcome.UNKNOWN: "it is not a picture that I can read",
    Outcome.PIXELS: "it has too many pixels",
    Outcome.LAYERS: "it has too many layers",
    Outcome.PARTS: "it has too many parts",
    Outcome.DAMAGED: "it is damaged",
    Outcome.LARGE: "it needs too much memory to read",
    Outcome.SLOW: "it takes too long to read",
    Outcome.UNSAFE: "it has parts that could do harm",
    Outcome.LETTERS: "no font here has all of its letters",
    Outcome.EMPTY: "there is nothing on it",
    Outcome.ABSENT: "what it needs is not installed here",
    Outcome.WORDLESS: "it is neither a picture nor a text that I can read",
    Outcome.LOCKED: "it is locked with a password",
    Outcome.SILENT: "there are no words in it",
    Outcome.SCANNED: "it has no words that I can read, perhaps because it is a scan; "
    "attach its pages as pictures",
}


class UnreadableError(Exception):
    """Nothing can be made of the bytes; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(SENTENCES[outcome])
        self.outcome = outcome
