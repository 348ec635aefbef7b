"""A picture of one thread that somebody brings into another one. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.turn.asks import FROM_SCRATCH, Ask, claim_anew
from bot.core.turn.options import Button, Options
from bot.core.turn.picture_source import PictureSource
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import ORIGINAL, Answer, KeptPicture, Turn

MOST_SAID: Final = 500
"""The most characters of the sentence that comes with a picture."""
UNSAID: Final = "A picture from another thread"
"""The words of a turn for whose picture nobody wrote a sentence."""
TO, LATEST, THREAD, SAID = "use_to", "use_latest", "use_thread", "use_said"
"""The fields of the form: where to, into which thread, and with which sentence."""
_LINK: Final = re.compile(
    r"https://[a-z0-9.-]{1,100}/archives/([A-Z0-9]{2,20})/p([0-9]{10})([0-9]{6})"
    r"(?:\?(?:[^#\s]{0,200}&)?thread_ts=([0-9]{10}\.[0-9]{6}))?\S{0,200}"
)


@dataclass(frozen=True, slots=True)
class UsedPicture:
    """One picture of a turn, by its place among the pictures of the answer."""

    turn: int
    number: int


@dataclass(frozen=True, slots=True)
class UseForm:
    """What somebody has filled in to bring a picture elsewhere. Without `to`, it comes
    into their direct messages; `latest` is a thread there, and `link` is of a message
    in the thread that is meant."""

    picture: UsedPicture
    view: str
    team: str
    user: str
    to: str = ""
    latest: str = ""
    link: str = ""
    said: str = ""


def thread_of(link: str) -> tuple[str, str] | None:
    """The channel and the thread of the message that a link leads to."""
    found = _LINK.fullmatch(link.strip())
    if found is None:
        return None
    return found[1], found[4] or f"{found[2]}.{found[3]}"


def used_ask(form: UseForm, turn: Turn, place: tuple[str, str], named: str) -> Ask:
    """The ask to show the picture of a turn at a place: a channel, and perhaps a thread
    there. The channel that it comes from is `named` if those who read it may know."""
    channel, ts = place
    source = PictureSource(turn.id, form.picture.number, turn.ask.user, named)
    thread = ThreadKey(form.team, channel, ts or f"use-{form.view}")
    words = form.said or UNSAID
    return Ask(
        claim=claim_anew(thread, "use", turn.id, form.view),
        thread=thread,
        user=form.user,
        words=words,
        onto=FROM_SCRATCH,
        opens_thread=not ts,
        options=Options(button=Button.ELSEWHERE, source=source),
        wish=words,
    )


def usable(answer: Answer | None, number: int) -> KeptPicture | None:
    """The picture with this number, if it is one that people see. That of a deck is
    the sheet of its slides."""
    if answer is None or not 0 <= number < len(answer.pictures):
        return None
    found = answer.pictures[number]
    if found.sheet:
        return found if found in answer.slides else None
    seen = found in answer.own_pictures or answer.chart_of(found) is not None
    return found if seen else None


def original_with(answer: Answer, picture: KeptPicture) -> KeptPicture | None:
    """The file that the picture stands for, if it is shown in another format."""
    if picture.place > 0:
        return answer.original(picture.place)
    files = (each for each in answer.pictures if each.place == ORIGINAL)
    return next(files, None) if len(answer.own_pictures) == 1 else None
