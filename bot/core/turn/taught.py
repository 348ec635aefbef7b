"""Characters and styles: what a workspace has taught the bot, by name.

A character stays recognisable from picture to picture. Of a style, only the way in
which its pictures are done is taken. Both have a sentence and pictures, and are used by
naming them in an ask.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_PICTURES: Final = 4
"""The most pictures of one name."""


class NameKind(StrEnum):
    """What a name stands for."""

    CHARACTER = "character"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class NamePicture:
    """A picture of a character or a style, on the shelf by its hash."""

    sha256: str
    format: str = "png"
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Taught:
    """A character or a style with its name.

    With a `channel`, it can be used there alone; otherwise in the whole workspace.
    `taught_by` is who taught it. `agreed_by` is who said that the person on its
    pictures has agreed; empty if nobody is on them. `made` is in seconds since the
    epoch. The `id` is 0 until it is stored.
    """

    team: str
    kind: NameKind
    name: str
    sentence: str
    pictures: tuple[NamePicture, ...]
    taught_by: str
    channel: str = ""
    agreed_by: str = ""
    made: float = 0.0
    id: int = 0

    @property
    def digest(self) -> str:
        """Changes with everything that a model is told of it."""
        told = [self.kind, self.name, self.sentence, *(p.sha256 for p in self.pictures)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def reads_as(name: str) -> str:
    """The name as it is compared: two that read the same cannot be used in one place.

    Letter case, width, other forms of a letter, spaces and invisible characters make
    no difference.
    """
    visible = "".join(each for each in name if unicodedata.category(each) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


@dataclass(frozen=True, slots=True)
class UsedName:
    """A character or a style as one turn has used it: whoever has its digest in a chain
    of responses needs not be told again."""

    id: int
    kind: NameKind
    name: str
    digest: str = ""
