"""Characters and styles: what a workspace has taught the bot, by name.

A character stays recognisable from picture to picture. Of a style, only the way in
which its pictures are done is taken. Both have a sentence and pictures, and are used by
naming them in an ask.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
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


class LeftOut(StrEnum):
    """Why a name of an ask was not used."""

    NOT = ""
    FORGOTTEN = "forgotten"
    """It was forgotten between two attempts."""
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class UsedName:
    """A character or a style as it was named in an ask.

    `gloss` says in a few words who or what it is. `taught_by` and `agreed_by` are
    people, so that what contains the name's pictures is found when one of them is to
    be forgotten.
    """

    id: int
    kind: NameKind
    name: str
    gloss: str = ""
    taught_by: str = ""
    agreed_by: str = ""
    left_out: LeftOut = LeftOut.NOT


@dataclass(frozen=True, slots=True)
class KnownName:
    """A character or a style that a chain of responses has been told of, as its digest
    was then: as long as that is the same, it need not be told again."""

    id: int
    digest: str


def newest_pictures(
    names: Sequence[Taught], most: int
) -> Mapping[int, tuple[NamePicture, ...]]:
    """At most so many pictures of all of these together, by the names' ids: those of
    the newest names first."""
    found: dict[int, tuple[NamePicture, ...]] = {}
    for each in sorted(names, key=lambda name: (name.made, name.id), reverse=True):
        found[each.id] = each.pictures[: max(0, most)]
        most -= len(found[each.id])
    return found


def used(taught: Taught, left_out: LeftOut = LeftOut.NOT) -> UsedName:
    """The name as a turn notes it."""
    return UsedName(
        taught.id,
        taught.kind,
        taught.name,
        gloss_of(taught.sentence),
        taught.taught_by,
        taught.agreed_by,
        left_out,
    )


_LONGEST_GLOSS: Final = 24
_ARTICLE: Final = re.compile(
    r"(?:an?|the|our|eine?|d(?:er|ie|as)|une?|l[ae]|une?|el|una?|il|lo)\s+",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"[^\w\s'’-]|\s(?:with|who|that|which|in|on|of|from|wearing|has|is|mit|d(?:er|ie|as)"
    r"|avec|qui|con|que)\s",
    re.IGNORECASE,
)


def gloss_of(sentence: str) -> str:
    """What a sentence is about: its first words, as far as they say only that."""
    line = " ".join(sentence.split())
    line = line[_begun(line) :]
    words = _GOES_ON.split(line, maxsplit=1)[0].split()
    while words and len(" ".join(words)) > _LONGEST_GLOSS:
        words.pop(0)
    return " ".join(words)


def _begun(line: str) -> int:
    article = _ARTICLE.match(line)
    return article.end() if article else 0
