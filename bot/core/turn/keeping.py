"""Keeping, listing and changing characters and styles: what their forms are about, and
what comes back from them. Pure."""

from dataclasses import dataclass
from typing import Final

from bot.core.turn.asks import Attached
from bot.core.turn.slots import Spot
from bot.core.turn.taught import NameKind
from bot.core.turn.thread import ThreadKey

NAME, SENTENCE, PICTURES = "taught_name", "taught_sentence", "taught_pictures"
WHERE, PEOPLE, MORE_FILES = "taught_where", "taught_people", "taught_files"
"""The fields of the forms."""
EVERYWHERE, HERE = "everywhere", "here"
NOBODY, AGREED = "nobody", "agreed"
"""What can be chosen there: where it can be used, and whether somebody is on it."""
MOST_SOURCES: Final = 10
"""The most pictures that the form offers, which is Slack's limit for boxes to tick."""
MOST_SENTENCE: Final = 300


@dataclass(frozen=True, slots=True)
class NameSource:
    """A picture that can be kept: one of a turn, by its number there, or a file that a
    person has posted.

    `label` says which one it is. `spot` is where it can be seen.
    """

    turn: int = 0
    number: int = 0
    file: Attached | None = None
    label: str = ""
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """Where a form was opened, as what a picture is to be kept, and which pictures are
    there; the first is the one that it was opened for.

    `only_here`: whoever opened it cannot teach for the whole workspace.
    """

    thread: ThreadKey
    kind: NameKind
    sources: tuple[NameSource, ...]
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class KeepForm:
    """What a person has filled in. `view` identifies the form.

    `chosen` are the numbers of sources. `sentence` is None where the form had no field
    for it yet. `agreed`: somebody is on the pictures, and has agreed to that.
    """

    view: str
    user: str
    name: str = ""
    sentence: str | None = None
    chosen: tuple[int, ...] = ()
    everywhere: bool = False
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class AddForm:
    """Pictures that are to be added to a name; as for a new one, somebody on them may
    have agreed."""

    view: str
    user: str
    name: int
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """What a person has changed. `kept` are the numbers of pictures that stay; `files`
    are added to them."""

    view: str
    user: str
    name: str = ""
    sentence: str = ""
    kept: tuple[int, ...] = ()
    files: tuple[Attached, ...] = ()
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where names are listed: those that can be used in this channel or, without one,
    in any that the person is in; on one page of several. `shown` is the file of the
    picture there."""

    team: str
    channel: str = ""
    page: int = 0
    shown: str = ""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """The name that a form is about, and the list from which it was opened."""

    name: int
    back: ListPlace
